import { describe, expect, it } from '@jest/globals';
import { coerceToBoolean, coerceToInteger, coerceToText } from '../../../../src/apk/manifest/coerce.js';
import { ResType } from '../../../../src/format/res-value.js';

const text = (string: string) => ({ type: ResType.string, data: 0, string });

// XmlUtils.convertValueToInt and convertValueToBoolean of AOSP; float bits are IEEE 754 by hand.
describe('coercion as TypedArray does it', () => {
  it.each([
    ['12', 12],
    ['-12', -12],
    ['0x1F', 31],
    ['#ff', 255],
    ['017', 15],
    ['0', 0],
    ['', undefined],
    ['1.5', undefined],
    ['12 ', undefined],
    ['0x', undefined],
    ['4294967295', -1],
  ])('text %j as integer', (string, value) => {
    expect(coerceToInteger(text(string))).toBe(value);
  });

  it('integer types are 32-bit and signed', () => {
    expect(coerceToInteger({ type: ResType.hexadecimal, data: 0xffffffff })).toBe(-1);
    expect(coerceToInteger({ type: ResType.float, data: 0x3f800000 })).toBeUndefined();
    expect(coerceToInteger({ type: ResType.reference, data: 0 })).toBeUndefined();
  });

  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['True', false],
    ['yes', false],
    ['', false],
  ])('text %j as boolean', (string, value) => {
    expect(coerceToBoolean(text(string))).toBe(value);
  });

  it('any non-zero integer is true, a dangling reference is nothing', () => {
    expect(coerceToBoolean({ type: ResType.boolean, data: 0xffffffff })).toBe(true);
    expect(coerceToBoolean({ type: ResType.decimal, data: 2 })).toBe(true);
    expect(coerceToBoolean({ type: ResType.boolean, data: 0 })).toBe(false);
    expect(coerceToBoolean({ type: ResType.reference, data: 0x7f010000 })).toBeUndefined();
  });

  it.each([
    [ResType.float, 0x3f800000, '1.0'],
    [ResType.float, 0x40200000, '2.5'],
    [ResType.float, 0x3f8ccccd, '1.1'],
    [ResType.float, 0xc1200000, '-10.0'],
    [ResType.boolean, 0xffffffff, 'true'],
    [ResType.decimal, 0xffffffff, '-1'],
    [ResType.null, 0, undefined],
  ])('type %i, data %i as text', (type, data, value) => {
    expect(coerceToText({ type, data })).toBe(value);
  });
});
