import { describe, expect, it } from '@jest/globals';
import type { ConfigSpec, PackageSpec, ValueSpec } from '../../../../fixtures/toolkit/arsc.js';
import { LimitError } from '../../../../src/model/errors.js';
import { open, ref, resources } from './tables.js';
import { Resources } from '../../../../src/format/arsc/index.js';

const strings = (...values: readonly (readonly [ConfigSpec, Readonly<Record<number, ValueSpec>>])[]): PackageSpec[] => [
  {
    types: [
      {
        name: 'string',
        entries: ['app_name', 'other', 'third'],
        chunks: values.map(([config, entries]) => ({ config, values: entries })),
      },
    ],
  },
];

const NAME = 0x7f010000;

describe('Resources', () => {
  it('follows references, and ends at circles, chains and dangling ends', () => {
    const chain: Record<number, ValueSpec> = {};
    for (let entry = 0; entry < 40; entry += 1) chain[entry] = ref(0x7f010001 + entry);
    chain[40] = 'end';
    const found = resources([
      {
        types: [
          {
            name: 'string',
            entries: Array.from({ length: 41 }, (_, index) => `s${index}`),
            chunks: [{ values: chain }],
          },
        ],
      },
    ]);
    expect(found.string(0x7f010000 + 40)).toBe('end');
    expect(found.string(0x7f010000 + 22)).toBe('end');
    expect(found.string(0x7f010000)).toBeUndefined();
    const circle = resources(strings([{}, { 0: ref(NAME + 1), 1: ref(NAME) }]));
    expect(circle.resolve(ref(NAME))).toBeUndefined();
    expect(circle.file(NAME)).toEqual([]);
    expect(circle.resolve(ref(0x7f7f7f7f))).toBeUndefined();
    expect(circle.resolve(ref(0))).toBeUndefined();
    expect(circle.resolve({ type: 0x10, data: 5 })).toEqual({ type: 0x10, data: 5 });
    expect(resources(strings([{}, { 0: { type: 7, data: NAME + 1 }, 1: 'dynamic' }])).string(NAME)).toBe('dynamic');
  });

  it('chooses by locale, and any value rather than none', () => {
    const table = strings(
      [{}, { 0: 'default' }],
      [{ language: 'zh' }, { 0: '中文', 1: '只有' }],
      [{ language: 'zh', region: 'TW' }, { 0: '繁體' }],
    );
    const found = resources(table);
    expect([
      found.string(NAME),
      found.string(NAME, 'zh-CN'),
      found.string(NAME, 'zh-rTW'),
      found.string(NAME, 'fr'),
    ]).toEqual(['default', '中文', '繁體', 'default']);
    expect(found.string(NAME + 1)).toBe('只有');
    expect([...found.strings(NAME)]).toEqual([
      ['', 'default'],
      ['zh', '中文'],
      ['zh-rTW', '繁體'],
    ]);
  });

  it('joins base and splits; the first table wins for a configuration', () => {
    const found = resources(
      strings([{}, { 0: 'base' }]),
      strings([{}, { 0: 'split', 1: 'only in the split' }], [{ language: 'zh' }, { 0: '分包' }]),
    );
    expect([...found.strings(NAME)]).toEqual([
      ['', 'base'],
      ['zh', '分包'],
    ]);
    expect(found.string(NAME)).toBe('base');
    expect(found.string(NAME + 1)).toBe('only in the split');
    expect(found.nameOf(NAME + 1)?.entry).toBe('other');
    expect(found.labels(ref(NAME))).toEqual({ default: 'base', byLocale: { zh: '分包' } });
  });

  it('gives labels for every locale of the tables', () => {
    const table = strings(
      [{}, { 0: 'App', 1: 'x' }],
      [{ language: 'zh', region: 'CN' }, { 0: '应用' }],
      [{ language: 'fr' }, { 1: 'y' }],
    );
    expect(resources(table).labels(ref(NAME))).toEqual({ default: 'App', byLocale: { 'zh-CN': '应用', fr: 'App' } });
    expect(resources(table).labels({ type: 3, data: 0, string: 'Literal' })).toEqual({
      default: 'Literal',
      byLocale: { 'zh-CN': 'Literal', fr: 'Literal' },
    });
    expect(new Resources([]).labels({ type: 3, data: 0, string: 'Literal' })).toEqual({
      default: 'Literal',
      byLocale: {},
    });
    const localized = resources(strings([{ language: 'zh' }, { 0: '应用' }]));
    expect(localized.labels(ref(NAME))).toEqual({ default: undefined, byLocale: { zh: '应用' } });
    expect(resources(strings([{}, { 0: 'A' }], [{ language: 'zh' }, { 0: '' }])).labels(ref(NAME)).byLocale).toEqual(
      {},
    );
  });

  it('finds files in all configurations', () => {
    const found = resources(
      strings(
        [{}, { 0: 'res/xml/a.xml', 1: ref(NAME) }],
        [{ sdkVersion: 24 }, { 0: 'res/xml-v24/a.xml' }],
        [{ density: 320 }, { 0: 'res/xml/a.xml' }],
      ),
    );
    expect(found.file(NAME)).toEqual(['res/xml/a.xml', 'res/xml-v24/a.xml']);
    expect(found.file(NAME + 1)).toEqual(['res/xml/a.xml', 'res/xml-v24/a.xml']);
  });

  const PAGE: PackageSpec[] = [
    {
      types: [
        {
          name: 'string',
          entries: ['a', 'b'],
          chunks: [
            { values: { 0: 'Our Privacy Policy', 1: 'nothing' } },
            { config: { language: 'zh' }, values: { 0: '隐私政策' } },
          ],
        },
        {
          name: 'array',
          entries: ['list'],
          chunks: [
            {
              values: {
                0: {
                  items: [
                    { name: 0x02000000, value: 'x' },
                    { name: 0x02000001, value: 'https://a.b/PRIVACY' },
                  ],
                },
              },
            },
          ],
        },
        { name: 'raw', entries: ['page'], chunks: [{ values: { 0: 'res/raw/privacy.html' } }] },
      ],
    },
  ];

  it.each([{ utf8: true }, { utf8: false }])('finds strings without decoding the others (%o)', (pool) => {
    const found = new Resources([open(PAGE, { pool })]).findStrings(['privacy', '隐私']);
    expect(found).toEqual([
      { id: 0x7f010000, name: 'string/a', locale: '', value: 'Our Privacy Policy' },
      { id: 0x7f010000, name: 'string/a', locale: 'zh', value: '隐私政策' },
      { id: 0x7f020000, name: 'array/list', locale: '', value: 'https://a.b/PRIVACY' },
      { id: 0x7f030000, name: 'raw/page', locale: '', value: 'res/raw/privacy.html' },
    ]);
  });

  it('lists all texts', () => {
    expect([...resources(PAGE).stringEntries()].map(({ name, value }) => [name, value])).toEqual([
      ['string/a', 'Our Privacy Policy'],
      ['string/b', 'nothing'],
      ['string/a', '隐私政策'],
      ['array/list', 'x'],
      ['array/list', 'https://a.b/PRIVACY'],
    ]);
  });

  it('stops where a table names more locales than there are', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
    const locales = letters.flatMap((a) => letters.map((b) => `${a}${b}`));
    const found = resources(strings(...locales.map((language) => [{ language }, { 0: language }] as const)));
    expect(() => found.labels(ref(NAME))).toThrow(LimitError);
    expect(found.strings(NAME).size).toBe(locales.length);
  });

  it('stops where entries share one huge bag', () => {
    const items = Array.from({ length: 3000 }, (_, index) => ({ name: index, value: 'privacy' }));
    const entries = Array.from({ length: 1000 }, (_, index) => `e${index}`);
    // 1,000 entries at one offset: 3,000,000 items in 40 KB.
    const offsets = Object.fromEntries(entries.map((_, index) => [index, 0]));
    const values = Object.fromEntries(entries.map((_, index) => [index, index === 0 ? { items } : 'x']));
    const found = new Resources([open([{ types: [{ name: 'array', entries, chunks: [{ values, offsets }] }] }])]);
    expect(() => found.findStrings(['privacy'])).toThrow(LimitError);
  });
});
