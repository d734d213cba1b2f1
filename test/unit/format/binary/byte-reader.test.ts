import { describe, expect, it } from '@jest/globals';
import { ByteReader } from '../../../../src/format/binary/index.js';
import { FormatError } from '../../../../src/model/errors.js';

const reader = (...bytes: number[]): ByteReader => new ByteReader(Uint8Array.from(bytes));

describe('ByteReader', () => {
  it('reads little-endian integers', () => {
    const r = reader(0x01, 0x02, 0x03, 0xff, 0xff, 0xff, 0xff);
    expect([r.u8(), r.u16(), r.u32(), r.remaining]).toEqual([1, 0x0302, 0xffffffff, 0]);
  });

  // The table of «Dalvik executable format», section LEB128.
  it.each([
    [[0x00], 0, -1, 0],
    [[0x01], 1, 0, 1],
    [[0x7f], 127, 126, -1],
    [[0x80, 0x7f], 16256, 16255, -128],
  ])('decodes LEB128 %j', (bytes, unsigned, plusOne, signed) => {
    expect(reader(...bytes).uleb128()).toBe(unsigned);
    expect(reader(...bytes).uleb128p1()).toBe(plusOne);
    expect(reader(...bytes).sleb128()).toBe(signed);
  });

  it('stops after five bytes of LEB128', () => {
    const r = reader(0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
    expect(r.uleb128()).toBe(0xffffffff);
    expect(r.position).toBe(5);
    expect(reader(0x80, 0x80, 0x80, 0x80, 0x08).sleb128()).toBe(-0x80000000);
  });

  it('throws FormatError at every edge', () => {
    expect(() => reader().u8()).toThrow(FormatError);
    expect(() => reader(1).u16()).toThrow(FormatError);
    expect(() => reader(1, 2, 3).u32()).toThrow(FormatError);
    expect(() => reader(0x80).uleb128()).toThrow(FormatError);
    expect(() => reader(1).view(2)).toThrow(FormatError);
    expect(() => reader(1).skip(-1)).toThrow(FormatError);
    expect(() => reader(1).seek(2)).toThrow(FormatError);
    expect(() => reader(1).seek(NaN)).toThrow(FormatError);
    expect(() => new ByteReader(new Uint8Array(4), 5)).toThrow(FormatError);
    expect(() => new ByteReader(new Uint8Array(4), 0, 5)).toThrow(FormatError);
  });

  it('gives views without copying and respects its end', () => {
    const bytes = Uint8Array.from([1, 2, 3, 4]);
    const r = new ByteReader(bytes, 1, 3);
    expect(Array.from(r.view(2))).toEqual([2, 3]);
    expect(r.view(0).buffer).toBe(bytes.buffer);
    expect(() => r.u8()).toThrow(FormatError);
  });
});
