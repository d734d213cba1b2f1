import { describe, expect, it } from '@jest/globals';
import { completeClassName, completeProcessName } from '../../../../src/apk/manifest/class-name.js';
import {
  foregroundServiceTypeText,
  protectionLevelText,
  usesPermissionFlagsText,
} from '../../../../src/apk/manifest/flags.js';
import { sdkLevelOf } from '../../../../src/apk/manifest/sdk-level.js';

describe('class and process names', () => {
  it.each([
    ['.Main', 'com.a.Main'],
    ['Main', 'com.a.Main'],
    ['.ui.Main', 'com.a.ui.Main'],
    ['org.b.Main', 'org.b.Main'],
    ['ui.Main', 'ui.Main'],
    ['', undefined],
    [undefined, undefined],
  ])('class %s', (written, complete) => {
    expect(completeClassName('com.a', written)).toBe(complete);
  });

  it.each([
    [':push', 'com.a:push'],
    ['com.shared', 'com.shared'],
    ['', undefined],
  ])('process %s', (written, complete) => {
    expect(completeProcessName('com.a', written)).toBe(complete);
  });
});

// Bits from PermissionInfo, ServiceInfo and PackageInfo of the public and system SDK.
describe('flag attributes as text', () => {
  it.each([
    [0, 'normal'],
    [1, 'dangerous'],
    [2, 'signature'],
    [0x12, 'signature|privileged'],
    [3, 'signatureOrSystem'],
    [0x2 | 0x20 | 0x40, 'signature|development|appop'],
    [0x8000002, 'signature|knownSigner'],
    [0x4000004, 'internal|role'],
    [0x1040002, 'signature|documenter|retailDemo'],
    [0x80000001, 'dangerous|0x80000000'],
    [7, '0x7'],
  ])('protection level %i', (bits, text) => {
    expect(protectionLevelText(bits)).toBe(text);
  });

  it.each([
    [0, 'none'],
    [8, 'location'],
    [0x48, 'location|camera'],
    [0x40000000, 'specialUse'],
    [-1, expect.stringMatching(/^dataSync\|.*\|specialUse\|0xbfffc000$/)],
  ])('foreground service type %i', (bits, text) => {
    expect(foregroundServiceTypeText(bits)).toEqual(text);
  });

  it('neverForLocation', () => {
    expect(usesPermissionFlagsText(0x10000)).toBe('neverForLocation');
  });
});

describe('sdk levels given as text', () => {
  it.each([
    ['21', 21],
    ['Donut', 4],
    ['L', 21],
    ['Q', 29],
    ['Q.1234abcd', 29],
    ['Tiramisu', 33],
    ['Zzz', 10_000],
    ['constructor', 10_000],
    ['99999999999', 10_000],
  ])('%s', (text, level) => {
    expect(sdkLevelOf(text)).toBe(level);
  });
});
