import { BASE, u8At } from './memory';

const MODULUS: u32 = 65521;
/** Bytes summed in 16-bit lanes: a lane's prefix sums reach at most 255 × (1 + … + 15) = 30,600. */
const RUN: u32 = 256;
/** Most runs before the sums pass 32 bits (RFC 1950; zlib's NMAX is 5,552 bytes). */
const BLOCK: u32 = 21 * RUN;

function lanes(sums: v128): u32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/**
 * Adler-32 (RFC 1950 §9) of the bytes `[from, end)`, continuing `sum`, which is 1 before the first.
 *
 * A byte counts in `b` once for every byte from it to the end. Bytes are summed by their column, 16 columns to a row:
 * how often a column's sum counts within its row is a weight, and rows above it count 16 times each.
 */
export function adler32(from: u32, end: u32, sum: u32): u32 {
  const leftWeights = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const rightWeights = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  const sixteen = i16x8.splat(16);
  const one = i16x8.splat(1);
  let a = sum & 0xffff;
  let b = sum >>> 16;
  let at = from;
  while (end - at >= RUN) {
    const blockEnd = at + min<u32>(BLOCK, (end - at) & ~(RUN - 1));
    while (at < blockEnd) {
      let left = i16x8.splat(0);
      let right = left;
      let leftAbove = left;
      let rightAbove = left;
      for (const runEnd = at + RUN; at < runEnd; at += 16) {
        const bytes = v128.load(at, BASE);
        leftAbove = i16x8.add(leftAbove, left);
        rightAbove = i16x8.add(rightAbove, right);
        left = i16x8.add(left, i16x8.extend_low_i8x16_u(bytes));
        right = i16x8.add(right, i16x8.extend_high_i8x16_u(bytes));
      }
      const rows = i32x4.add(i32x4.dot_i16x8_s(leftAbove, sixteen), i32x4.dot_i16x8_s(rightAbove, sixteen));
      const weighted = i32x4.add(i32x4.dot_i16x8_s(left, leftWeights), i32x4.dot_i16x8_s(right, rightWeights));
      b += a * RUN + lanes(i32x4.add(rows, weighted));
      a += lanes(i32x4.dot_i16x8_s(i16x8.add(left, right), one));
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  for (; at < end; at++) {
    a += u8At(at);
    b += a;
  }
  return ((b % MODULUS) << 16) | (a % MODULUS);
}
