import { describe, expect, it } from '@jest/globals';
import type { ConfigSpec } from '../../../../fixtures/toolkit/arsc.js';
import { aaptOn, aaptOrSkip } from './aapt-packages.js';
import { open, ref, resources } from './tables.js';

const when = aaptOrSkip() ? describe : describe.skip;

/** The same numbers on every run: Numerical Recipes' linear congruential sequence. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const inRegions = (language: string, regions: string): ConfigSpec[] => [
  { language },
  ...regions.split(' ').map((region) => ({ language, region })),
];

const LOCALES: readonly ConfigSpec[] = [
  ...inRegions('en', 'US GB AU IN CA DE PH 001 150'),
  ...inRegions('zh', 'CN TW HK MO SG'),
  { language: 'zh', script: 'Hans' },
  { language: 'zh', script: 'Hant' },
  { language: 'zh', script: 'Hant', region: 'HK' },
  ...inRegions('es', 'ES US MX AR 419'),
  ...inRegions('pt', 'BR PT AO MZ'),
  ...inRegions('ar', 'EG MA DZ 015'),
  ...inRegions('sr', 'RS ME'),
  { language: 'sr', script: 'Latn' },
  { language: 'sr', script: 'Cyrl' },
  { language: 'fil' },
  { language: 'iw' },
  { language: 'in' },
  { language: 'fr', region: 'CA' },
];

when('labels are those of aapt dump badging', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('random set of locales %i', (seed) => {
    const random = sequence(seed * 7919 + 1);
    const pick = (count: number): ConfigSpec[] => [
      ...new Set(Array.from({ length: count }, () => LOCALES[random(LOCALES.length)]!)),
    ];
    const labelled: ConfigSpec[] = [...(random(4) > 0 ? [{}] : []), ...pick(8)];
    // The other string brings locales the label is not translated to.
    const others = pick(20);
    const packages = [
      {
        types: [
          {
            name: 'string',
            entries: ['label'],
            chunks: labelled.map((config, index) => ({ config, values: { 0: `label ${index}` } })),
          },
          {
            name: 'bool',
            entries: ['other'],
            chunks: others.map((config) => ({ config, values: { 0: { type: 0x12, data: 1 } } })),
          },
        ],
      },
    ];
    const text = aaptOn(packages, 'dump', 'badging');
    const expected = [...text.matchAll(/^application-label(?:-([^:]+))?:'(.*)'$/gm)].map((match) => [
      match[1] ?? '',
      match[2],
    ]);
    const { default: fallback, byLocale } = resources(packages).labels(ref(0x7f010000));
    const own = fallback === undefined ? byLocale : { '': fallback, ...byLocale };
    expect(expected.length).toBeGreaterThan(3);
    expect(own).toEqual(Object.fromEntries(expected));
  });
});

const CONFIGS: readonly ConfigSpec[] = [
  ...LOCALES,
  {},
  { mcc: 460, mnc: 1 },
  { language: 'en', variant: 'posix' },
  { orientation: 1 },
  { orientation: 2, sdkVersion: 14 },
  { orientation: 3 },
  ...[120, 160, 213, 240, 320, 480, 640, 0xfffe, 0xffff, 400].map((density) => ({ density, sdkVersion: 4 })),
  ...[2, 3, 4, 5, 6].map((uiMode) => ({ uiMode })),
  { uiMode: 0x20, sdkVersion: 8 },
  { uiMode: 0x10, sdkVersion: 8 },
  ...[1, 2, 3, 4].map((screenLayout) => ({ screenLayout, sdkVersion: 4 })),
  { screenLayout: 0x10 },
  { screenLayout: 0x20 },
  { screenLayout: 0x40, sdkVersion: 17 },
  { screenLayout: 0x80, sdkVersion: 17 },
  { smallestScreenWidthDp: 600, language: 'zh', region: 'CN', density: 320, sdkVersion: 13 },
  // Older tools write shorter structures.
  { language: 'fr', density: 240, size: 28 },
  { language: 'fr', sdkVersion: 9, size: 36 },
  { language: 'fr', region: 'FR', size: 48 },
];

when('qualifiers are those of aapt dump resources', () => {
  it('for every field', () => {
    const packages = [
      {
        types: [{ name: 'string', entries: ['a'], chunks: CONFIGS.map((config) => ({ config, values: { 0: 'x' } })) }],
      },
    ];
    const text = aaptOn(packages, 'dump', 'resources');
    const expected = [...text.matchAll(/^ {6}config (.*):$/gm)].map((match) => match[1]);
    const own = open(packages)
      .lookup(0x7f010000)
      .map(({ config }) => config.qualifier || '(default)');
    expect(own).toHaveLength(CONFIGS.length);
    expect(own).toEqual(expected);
  });
});
