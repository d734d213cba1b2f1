import { PrivscanError } from '../../model/index.js';

/** Runs a look into one method; instructions that cannot be read show nothing (the sweep has counted them). */
export function readable<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof PrivscanError)) throw error;
    return undefined;
  }
}
