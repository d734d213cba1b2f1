import { describe, expect, it } from '@jest/globals';
import { decodeMutf8, encodeMutf8, mutf8Width } from '../../../../src/format/binary/index.js';
import { FormatError } from '../../../../src/model/errors.js';

const decode = (...bytes: number[]): string => decodeMutf8(Uint8Array.from(bytes), 0, bytes.length);

describe('Modified UTF-8', () => {
  // By hand from the JVM specification, §4.4.7.
  it.each([
    ['A', [0x41]],
    ['\0', [0xc0, 0x80]],
    ['\u0080', [0xc2, 0x80]],
    ['é', [0xc3, 0xa9]],
    ['\u07ff', [0xdf, 0xbf]],
    ['\u0800', [0xe0, 0xa0, 0x80]],
    ['隐', [0xe9, 0x9a, 0x90]],
    ['\uffff', [0xef, 0xbf, 0xbf]],
    ['😀', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ['\ud800', [0xed, 0xa0, 0x80]],
    ['\udc00x', [0xed, 0xb0, 0x80, 0x78]],
  ])('reads and writes %j', (text, bytes) => {
    expect(decode(...bytes)).toBe(text);
    expect(Array.from(encodeMutf8(text))).toEqual(bytes);
  });

  it('reads strings longer than one run', () => {
    const text = '隐私'.repeat(5000) + 'x';
    const bytes = encodeMutf8(text);
    expect(decodeMutf8(bytes, 0, bytes.length)).toBe(text);
  });

  it.each([
    ['continuation first', [0x80]],
    ['four-byte UTF-8', [0xf0, 0x9f, 0x98, 0x80]],
    ['FF', [0xff]],
    ['cut', [0xe9, 0x9a]],
    ['second byte bad', [0xc3, 0x41]],
    ['third byte bad', [0xe9, 0x9a, 0x41]],
    ['overlong two bytes', [0xc1, 0xbf]],
    ['C0 81', [0xc0, 0x81]],
    ['overlong three bytes', [0xe0, 0x9f, 0xbf]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decode(...bytes)).toThrow(FormatError);
    expect(() => mutf8Width(Uint8Array.from(bytes), 0, bytes.length)).toThrow(FormatError);
  });
});
