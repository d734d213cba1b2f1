import { fail } from './fail';
import { u8At } from './memory';

/** Offset of the byte to be read next. */
export let position: u32 = 0;
let limit: u32 = 0;

/** Reads on from `at`, up to `end`. */
export function readFrom(at: u32, end: u32): void {
  position = at;
  limit = end;
}

/**
 * Unsigned LEB128 of at most five bytes; bits above 32, and a fifth byte that says it goes on, are taken as libdexfile's
 * decoder takes them.
 */
export function uleb128(): u32 {
  let at = position;
  if (at >= limit) fail('read out of bounds', at);
  let byte = u8At(at++);
  let value = byte & 0x7f;
  for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
    if (at >= limit) fail('read out of bounds', at);
    byte = u8At(at++);
    value |= (byte & 0x7f) << shift;
  }
  position = at;
  return value;
}

/** Signed LEB128 of at most five bytes. */
export function sleb128(): i32 {
  const start = position;
  const value = <i32>uleb128();
  const unused = 32 - 7 * <i32>(position - start);
  return unused > 0 ? (value << unused) >> unused : value;
}
