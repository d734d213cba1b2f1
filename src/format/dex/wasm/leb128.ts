import { BASE } from './memory';

/*
 * LEB128 in two steps, of the word that starts with it, so that the place in the data is a variable of the caller and
 * stays in a register: `const word = lebAt(at); at += lebLength(word); … ulebValue(word)`. One byte is the rule; where
 * there are more, how many comes in no order that a branch predictor could learn, and is computed instead of asked.
 * Callers check their place against the end before they rely on what they read. At most five bytes; bits above 32, and
 * a fifth byte that says it goes on, are taken as libdexfile's decoder takes them.
 */

const CONTINUES: u64 = 0x80_80_80_80;
const FIFTH: u64 = 0x80_00_00_00_00;

@inline
export function lebAt(at: u32): u64 {
  return load<u64>(at, BASE);
}

/** Bytes it takes. */
@inline
export function lebLength(word: u64): u32 {
  if ((word & 0x80) == 0) return 1;
  return ((ctz((~word & CONTINUES) | FIFTH) as u32) >>> 3) + 1;
}

@inline
export function ulebValue(word: u64): u32 {
  if ((word & 0x80) == 0) return (word as u32) & 0x7f;
  const last = (~word & CONTINUES) | FIFTH;
  /** Up to the lowest byte whose top bit is clear. */
  const bytes = word & (last ^ (last - 1));
  return (
    ((bytes & 0x7f) |
      ((bytes >>> 1) & 0x3f80) |
      ((bytes >>> 2) & 0x1fc000) |
      ((bytes >>> 3) & 0xfe00000) |
      ((bytes >>> 4) & 0xf0000000)) as u32
  );
}

@inline
export function slebValue(word: u64): i32 {
  const unused = 32 - 7 * (lebLength(word) as i32);
  const value = ulebValue(word) as i32;
  return unused > 0 ? (value << unused) >> unused : value;
}
