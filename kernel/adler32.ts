import { BASE, u8At } from './memory';

const MODULUS: u32 = 65521;
/** Most bytes that can be summed before the sums pass 32 bits (RFC 1950, zlib's NMAX): a multiple of 16. */
const BLOCK: u32 = 5552;

function lanes(sums: v128): u32 {
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/** Adler-32 (RFC 1950 §9) of the bytes `[from, end)`, continuing `sum`, which is 1 before the first. */
export function adler32(from: u32, end: u32, sum: u32): u32 {
  const weights = i8x16(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  let a = sum & 0xffff;
  let b = sum >>> 16;
  let at = from;
  while (end - at >= 16) {
    const blockEnd = at + min<u32>(BLOCK, (end - at) & ~15);
    b += a * (blockEnd - at);
    let sums = i32x4.splat(0);
    let prefixes = sums;
    let weighted = sums;
    for (; at < blockEnd; at += 16) {
      const bytes = v128.load(at, BASE);
      prefixes = i32x4.add(prefixes, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      const products = i16x8.add(i16x8.extmul_low_i8x16_u(bytes, weights), i16x8.extmul_high_i8x16_u(bytes, weights));
      weighted = i32x4.add(weighted, i32x4.extadd_pairwise_i16x8_u(products));
    }
    a = (a + lanes(sums)) % MODULUS;
    b = (b + 16 * lanes(prefixes) + lanes(weighted)) % MODULUS;
  }
  for (; at < end; at++) {
    a += u8At(at);
    b += a;
  }
  return ((b % MODULUS) << 16) | (a % MODULUS);
}
