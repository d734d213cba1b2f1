import { describe, expect, it } from '@jest/globals';
import { loadIntoKernel } from '../../../../src/format/dex/kernel.js';
import { LimitError } from '../../../../src/model/errors.js';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** RFC 1950 §9, a byte at a time. */
function byTheBook(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

const sum = (bytes: Uint8Array, from = 0): number => loadIntoKernel(bytes, from).adler32;

describe('the Adler-32 of what is loaded into the kernel', () => {
  it('is 1 for no bytes and the known value for «Wikipedia»', () => {
    expect(sum(new Uint8Array(0))).toBe(1);
    // Worked by hand in the article «Adler-32».
    expect(sum(ascii('Wikipedia'))).toBe(0x11e60398);
  });

  // Around what the code cuts by: 16 bytes, 5,552 (the sums' limit), pieces of 64 KiB.
  const lengths = [1, 15, 16, 5552, 5553, 5568, 16_656, 65_535, 65_536, 65_537, 65_552, 131_087, 1_500_003];

  it.each(lengths)('is RFC 1950 over %d bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 7)) & 255);
    expect(sum(bytes)).toBe(byTheBook(bytes));
    // The largest sums there can be.
    expect(sum(bytes.fill(255))).toBe(byTheBook(bytes));
  });

  it('can leave out the start, as a DEX leaves out its magic and checksum', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) & 255);
    for (const from of [1, 12, 15, 16, 65_536, 65_537, 200_000]) {
      expect(sum(bytes, from)).toBe(byTheBook(bytes.subarray(from)));
    }
  });
});

describe('the memory of the kernel', () => {
  it('holds the bytes that were loaded last, with zeroes after them', () => {
    const view = ({ kernel }: ReturnType<typeof loadIntoKernel>, size: number): Uint8Array =>
      new Uint8Array(kernel.memory.buffer, kernel.BASE.value, size);
    loadIntoKernel(new Uint8Array(300_000).fill(7), 0);
    const loaded = loadIntoKernel(ascii('shorter'), 0);
    expect([...view(loaded, 71)]).toEqual([...ascii('shorter'), ...new Uint8Array(64)]);
  });

  it('refuses what it has no room for, and serves the next', () => {
    const huge = { length: 0xffff_ffff } as Uint8Array;
    expect(() => loadIntoKernel(huge, 0)).toThrow(LimitError);
    expect(sum(ascii('Wikipedia'))).toBe(0x11e60398);
  });
});
