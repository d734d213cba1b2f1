import { describe, expect, it } from '@jest/globals';
import { formatResourceId, formatResValue, referenceOf, ResType } from '../../../../src/format/res-value.js';

describe('formatResValue', () => {
  // Each data by hand from the layout in AOSP's ResourceTypes.h; dimensions: mantissa << 8 | radix << 4 | unit.
  it.each([
    ['@null', ResType.null, 0],
    ['@empty', ResType.null, 1],
    ['@null', ResType.reference, 0],
    ['@0x7f0b0001', ResType.reference, 0x7f0b0001],
    ['@0x00010002', ResType.dynamicReference, 0x00010002],
    ['?0x01010098', ResType.attribute, 0x01010098],
    ['1.5', ResType.float, 0x3fc00000],
    ['-0.1', ResType.float, 0xbdcccccd],
    ['1e+06', ResType.float, 0x49742400],
    ['1e-05', ResType.float, 0x3727c5ac],
    ['inf', ResType.float, 0x7f800000],
    ['nan', ResType.float, 0x7fc00000],
    ['16.000000dp', ResType.dimension, (16 << 8) | 1],
    ['1.500000sp', ResType.dimension, (0xc0 << 8) | (1 << 4) | 2],
    ['-1.000000px', ResType.dimension, 0xffffff00],
    ['1.000000%', ResType.fraction, 1 << 8],
    ['-7', ResType.decimal, 0xfffffff9],
    ['0x000000a0', ResType.hexadecimal, 0xa0],
    ['true', ResType.boolean, 0xffffffff],
    ['false', ResType.boolean, 0],
    ['#ff112233', ResType.colorArgb8, 0xff112233],
    ['#ffaabbcc', ResType.colorRgb4, 0xffaabbcc],
    ['(type 0x77)0x00000005', 0x77, 5],
  ])('%s', (text, type, data) => {
    expect(formatResValue({ type, data: data >>> 0 })).toBe(text);
  });

  it('gives strings as they are', () => {
    expect(formatResValue({ type: ResType.string, data: 3, string: 'a\n' })).toBe('a\n');
    expect(formatResValue({ type: ResType.string, data: 3 })).toBe('');
  });
});

describe('referenceOf', () => {
  it('knows references, dynamic references, and that @null is none', () => {
    expect(referenceOf({ type: ResType.reference, data: 0x7f010000 })).toBe(0x7f010000);
    expect(referenceOf({ type: ResType.dynamicReference, data: 0x00010000 })).toBe(0x00010000);
    expect(referenceOf({ type: ResType.reference, data: 0 })).toBeUndefined();
    expect(referenceOf({ type: ResType.attribute, data: 0x7f010000 })).toBeUndefined();
    expect(formatResourceId(0x10)).toBe('0x00000010');
  });
});
