import { PrivscanError } from '../../model/errors.js';

/** The value, or another where a part of the DEX that is only read on demand turns out bad. */
export function orElse<T, E>(read: () => T, otherwise: E): T | E {
  try {
    return read();
  } catch (error) {
    if (error instanceof PrivscanError) return otherwise;
    throw error;
  }
}
