import { describe, expect, it } from '@jest/globals';
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

  it.each([1, 511, 65_521, (1 << 19) - 1, 1 << 19, (1 << 19) + 1, 1_500_003])('is RFC 1950 over %d bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 7)) & 255);
    expect(adler32(bytes)).toBe(byTheBook(bytes));
    expect(adler32(bytes.fill(255))).toBe(byTheBook(bytes));
  });
});
