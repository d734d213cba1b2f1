import { describe, expect, it } from '@jest/globals';
import { adler32Scalar } from '../../../../src/format/binary/adler32.js';
import { adler32 } from '../../../../src/format/binary/index.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function byTheBook(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

describe('adler32', () => {
  it('is 1 for no bytes and the known value for «Wikipedia»', () => {
    expect(adler32(new Uint8Array(0))).toBe(1);
    // Worked by hand in the article «Adler-32».
    expect(adler32(ascii('Wikipedia'))).toBe(0x11e60398);
  });

  // Around what the code cuts by: 16 bytes, 5,552 (the sums' limit), 16 KiB (where vectors start), a 64 KiB page.
  const lengths = [
    1, 15, 16, 5552, 5553, 16_383, 16_384, 16_385, 16_399, 16_656, 65_535, 65_536, 65_537, 65_552, 131_087,
  ];

  it.each([...lengths, 1_500_003])('is RFC 1950 over %d bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 7)) & 255);
    expect(adler32(bytes)).toBe(byTheBook(bytes));
    // The largest sums there can be.
    expect(adler32(bytes.fill(255))).toBe(byTheBook(bytes));
  });

  it('is the same at any alignment', () => {
    const buffer = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) & 255);
    for (const shift of [1, 2, 3, 5, 12]) {
      const bytes = buffer.subarray(shift);
      expect(adler32(bytes)).toBe(byTheBook(bytes));
      expect(adler32Scalar(bytes, 0, 1)).toBe(byTheBook(bytes));
    }
  });
});
