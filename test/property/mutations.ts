import fc from 'fast-check';

/** Numbers that break readers: bounds of widths, signs, sizes. */
const EVIL = [
  0, 1, 4, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff,
];

/** A way to change bytes: some set, some 16- or 32-bit words made evil, perhaps cut. */
export const changed: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc
  .record({
    words: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...EVIL), fc.constantFrom(2, 4)), { maxLength: 4 }),
    bytes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 }),
    keep: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 }),
  })
  .map(({ words, bytes, keep }) => (original) => {
    const copy = Buffer.from(original);
    for (const [place, word, width] of words) {
      if (copy.length < 4) break;
      const at = (place % (copy.length - 3)) & ~1;
      if (width === 2) copy.writeUInt16LE(word & 0xffff, at);
      else copy.writeUInt32LE(word >>> 0, at);
    }
    for (const [place, value] of bytes) if (copy.length > 0) copy[place % copy.length] = value;
    return keep === null ? copy : copy.subarray(0, Math.floor(copy.length * keep));
  });
