import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchLibrary, matchSdk, sdks } from '../../../src/data/index.js';
import { prefixMatcher } from '../../../src/data/prefix-matcher.js';

interface Claim {
  readonly id: number;
  readonly prefixes: readonly string[];
  readonly notPrefixes?: readonly string[];
}

/** The definition, read literally: among all prefixes that cover the name and are not excluded, the longest. */
function bruteForce(records: readonly Claim[], name: string): { id: number; prefix: string } | undefined {
  const covers = (prefix: string): boolean =>
    name === prefix || name.startsWith(`${prefix}.`) || name.startsWith(`${prefix}$`);
  return records
    .filter((record) => !(record.notPrefixes ?? []).some(covers))
    .flatMap(({ id, prefixes }) => prefixes.filter(covers).map((prefix) => ({ id, prefix })))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

const segment = fc.constantFrom('a', 'b', 'ab', 'A$b', 'a-', '中');
const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.'));
const table = fc
  .uniqueArray(
    fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
    { minLength: 1, maxLength: 12 },
  )
  .chain((prefixes) =>
    fc
      .array(fc.option(name, { nil: undefined }), { minLength: prefixes.length, maxLength: prefixes.length })
      .map((nots) => ({ prefixes, nots })),
  )
  .map(({ prefixes, nots }) =>
    prefixes.map((prefix, id): Claim => ({
      id,
      prefixes: [prefix],
      ...(nots[id] === undefined ? {} : { notPrefixes: [nots[id]] }),
    })),
  );

describe('prefixMatcher', () => {
  it('agrees with brute force', () => {
    fc.assert(
      fc.property(table, name, (records, className) => {
        const match = prefixMatcher(records, (record) => record)(className);
        expect(match === undefined ? undefined : { id: match.record.id, prefix: match.prefix }).toEqual(
          bruteForce(records, className),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with brute force on the real SDK prefixes', () => {
    const records = sdks().map((record, id): Claim => ({
      id,
      prefixes: record.prefixes,
      notPrefixes: record.notPrefixes ?? [],
    }));
    const names = sdks().flatMap((record) =>
      [...record.prefixes, ...(record.notPrefixes ?? [])].flatMap((prefix) => [
        prefix,
        `${prefix}.X`,
        `${prefix}.x.Y$Z`,
        `${prefix}$1`,
        `${prefix}x.Y`,
        prefix.slice(0, -1),
      ]),
    );
    for (const one of names) {
      const match = matchSdk(one);
      const expected = bruteForce(records, one);
      expect({ name: one, id: match?.record.id, prefix: match?.prefix }).toEqual({
        name: one,
        id: expected === undefined ? undefined : sdks()[expected.id]?.id,
        prefix: expected?.prefix,
      });
    }
  });

  it('never matches inside a segment, and takes slashes and descriptors', () => {
    const match = prefixMatcher([{ prefixes: ['com.a.B'] }], (record) => record);
    expect(['com.a.B', 'com.a.B$C', 'com.a.B.c', 'com/a/B', 'Lcom/a/B$1;'].map((one) => match(one)?.prefix)).toEqual(
      Array(5).fill('com.a.B'),
    );
    expect(['com.a.Bc', 'com.a', 'com.a.b', '', 'B', 'com.a.', 'Lcom/a/Bc;'].map((one) => match(one))).toEqual(
      Array(7).fill(undefined),
    );
  });

  it('lets notPrefixes give way to a shorter record', () => {
    const match = prefixMatcher(
      [{ prefixes: ['com.x'] }, { prefixes: ['com.x.ads'], notPrefixes: ['com.x.ads.stub'] }],
      (record) => record,
    );
    expect(match('com.x.ads.stub.S')?.prefix).toBe('com.x');
    expect(match('com.x.ads.stubborn.S')?.prefix).toBe('com.x.ads');
  });
});

describe('common libraries', () => {
  it.each([
    ['androidx.appcompat.app.TwilightManager', 'androidx'],
    ['android.support.v4.app.Fragment', 'android.support'],
    ['kotlin.Unit', 'kotlin'],
    ['kotlinx.coroutines.Job', 'kotlinx'],
    ['okhttp3.internal.http.HttpHeaders', 'okhttp3'],
    ['com.google.gson.Gson', 'com.google.gson'],
    ['com.bumptech.glide.Glide', 'com.bumptech.glide'],
    ['com.facebook.react.ReactActivity', 'com.facebook.react'],
    ['io.flutter.app.FlutterActivity', 'io.flutter'],
  ])('%s is %s', (className, prefix) => {
    expect(matchLibrary(className)?.id).toBe(prefix);
  });

  it('leaves apps and SDKs alone', () => {
    for (const className of [
      'com.example.Main',
      'kotlinish.A',
      'com.facebook.FacebookSdk',
      'com.google.Main',
      'org.apache.Main',
    ])
      expect(matchLibrary(className)).toBeUndefined();
  });
});
