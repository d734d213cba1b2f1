import { describe, expect, it } from '@jest/globals';
import type { CategoryRecord } from '../../../src/model/index.js';
import { apiName, permissionLines, standingOf, typeNames } from '../../../src/rule/index.js';
import { manifest, usesPermission } from '../../rules/artifacts.js';

const TYPES = [
  { id: 'a', name: { en: 'Contacts', zh: '通讯录' } },
  { id: 'b', name: { en: 'IMEI', zh: '国际移动设备识别码（IMEI）' } },
];

describe('data types in words', () => {
  it('joins names as each language does, in the order given, once each', () => {
    expect(typeNames(['b', 'a', 'b'], TYPES)).toEqual({
      en: 'IMEI, Contacts',
      zh: '国际移动设备识别码（IMEI）、通讯录',
    });
  });

  it('keeps an id the table does not know', () => {
    expect(typeNames(['x.y'], TYPES)).toEqual({ en: 'x.y', zh: 'x.y' });
  });
});

describe('names of interfaces', () => {
  it.each([
    ['method', 'La/B;->c()V', 'B.c'],
    ['field', 'La/B;->C:I', 'B.c'],
    ['uri', 'content://sms', 'content://sms'],
    ['string', 'ro.serialno', '"ro.serialno"'],
  ] as const)('%s', (kind, api, expected) => {
    expect(apiName({ api, kind, name: 'B.c' })).toBe(expected);
  });
});

describe('standing of a permission in a category', () => {
  const shop = {
    permissions: ['CAMERA'],
    contextual: [{ permission: 'CONTACTS', condition: { en: 'c', zh: 'c' }, userStarted: true }],
  } as unknown as CategoryRecord;

  it.each([
    [['CAMERA'], 'necessary'],
    [['CONTACTS'], 'contextual'],
    [['CONTACTS', 'CAMERA'], 'necessary'],
    [['SMS'], 'outside'],
    [[], 'outside'],
  ])('%j', (names, expected) => {
    expect(standingOf(names, shop)).toBe(expected);
    expect(standingOf(names, undefined)).toBe('outside');
  });
});

describe('lines of the manifest that ask for a permission', () => {
  it('finds them in base and splits, and nothing where nobody asks', () => {
    const asks = manifest([], {
      permissions: [usesPermission('P'), usesPermission('P', { split: 'split_map.apk' }), usesPermission('Q')],
    });
    expect(permissionLines(asks, 'P')?.map((one) => (one.kind === 'manifest' ? one.entry : ''))).toEqual([
      'AndroidManifest.xml',
      'split_map.apk!AndroidManifest.xml',
    ]);
    expect(permissionLines(asks, 'R')).toBeUndefined();
  });
});
