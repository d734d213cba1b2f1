import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { CONFIG_SCHEMA, didYouMean, isIsoDate, suggest, toJsonSchema } from '../../../src/config/index.js';
import { validate } from '../../../src/config/validate.js';
import { UsageError } from '../../../src/model/index.js';

/** Written apart from isIsoDate: month lengths by hand, Gregorian leap years. */
function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

const ajv = new Ajv({ strict: true, strictRequired: false });
ajv.addFormat('date', isDay);
const byAjv = ajv.compile(toJsonSchema(CONFIG_SCHEMA));

function byOurs(value: unknown): boolean {
  try {
    validate(value, CONFIG_SCHEMA);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return false;
  }
}

const dayArb = fc
  .tuple(fc.integer({ min: 1999, max: 2101 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map((parts) => parts.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-'));

/** Values that are often right: words of the schema, days, fingerprints. */
const scalar = fc.oneof(
  fc.constantFrom('cn', 'other', 'en', 'zh', 'warn', 'never', 'high', 'info', 'all', 'packed', '', ' ', 'x', 'pass'),
  dayArb,
  fc.stringMatching(/^[0-9a-f]{15,17}$/u),
  fc.constantFrom(0, 1, -1, 0.5, 86_400, 86_401, true, false, null),
);
const keyed = <T>(keys: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 3, noNullPrototype: true });
const suppression = keyed(['fingerprint', 'rule', 'justification', 'expires', 'reason'], scalar);
const rules = keyed(
  ['enable', 'disable', 'severity', 'other'],
  fc.oneof(fc.array(scalar, { maxLength: 2 }), keyed(['A-1', 'constructor'], scalar)),
);
const configArb = keyed(
  [...Object.keys((CONFIG_SCHEMA as { keys: object }).keys), 'unknown', 'toString'],
  fc.oneof(scalar, fc.array(fc.oneof(scalar, suppression), { maxLength: 2 }), rules, keyed(['a', 'b'], scalar)),
);

describe('the schema', () => {
  it('ajv and our validator agree on anything', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(configArb, fc.jsonValue()), (value) => {
        const ours = byOurs(value);
        accepted += Number(ours);
        expect(ours).toBe(byAjv(value));
      }),
      { numRuns: 4000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it('ajv and our validator agree on values put under the right key', () => {
    const keys = Object.keys((CONFIG_SCHEMA as { keys: object }).keys);
    const one = fc.record({
      key: fc.constantFrom(...keys),
      value: fc.oneof(scalar, fc.array(fc.oneof(scalar, suppression)), rules),
    });
    let accepted = 0;
    fc.assert(
      fc.property(one, ({ key, value }) => {
        const ours = byOurs({ [key]: value });
        accepted += Number(ours);
        expect(ours).toBe(byAjv({ [key]: value }));
      }),
      { numRuns: 4000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it.each([
    [{}, true],
    [{ suppressions: [{ rule: 'A', justification: 'why', expires: '2026-12-31' }] }, true],
    [
      { suppressions: [{ fingerprint: '0123456789abcdef', justification: 'why' }], baseline: ['0123456789abcdef'] },
      true,
    ],
    [{ suppressions: [{ justification: 'why' }] }, false],
    [{ rules: { severity: { 'POL-001': 'low' } }, thresholds: { a: 0 } }, true],
  ])('%j', (value, expected) => {
    expect([byOurs(value), byAjv(value)]).toEqual([expected, expected]);
  });

  it('describes every key', () => {
    const bare: string[] = [];
    const walk = (schema: Record<string, unknown>, path: string): void => {
      if (typeof schema['description'] !== 'string' || schema['description'] === '') bare.push(path);
      for (const [key, inner] of Object.entries(
        (schema['properties'] ?? {}) as Record<string, Record<string, unknown>>,
      ))
        walk(inner, `${path}.${key}`);
    };
    walk(toJsonSchema(CONFIG_SCHEMA), '');
    expect(bare).toEqual([]);
  });
});

describe('isIsoDate', () => {
  it('agrees with the calendar', () => {
    fc.assert(
      fc.property(dayArb, (day) => {
        expect(isIsoDate(day)).toBe(isDay(day));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['', '2026-1-1', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-01-01\n', '+002026-01-01'])(
    'not %j',
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );
});

describe('suggest', () => {
  const choices = ['market', 'minors', 'category'];

  it.each([
    ['markt', 'market'],
    ['MARKET', 'market'],
    ['minor', 'minors'],
    ['categroy', 'category'],
    ['zzzzzz', undefined],
    ['', undefined],
  ])('%s → %s', (word, expected) => {
    expect(suggest(word, choices)).toBe(expected);
  });

  it('a letter or two is no slip of something else', () => {
    expect(suggest('q', ['cn'])).toBeUndefined();
    expect(suggest('xy', ['cn'])).toBeUndefined();
    expect(suggest('ch', ['cn'])).toBe('cn');
  });

  it('says so in a sentence, or nothing', () => {
    expect(didYouMean('markt', choices)).toBe(' Did you mean «market»?');
    expect(didYouMean('zzzzzz', choices)).toBe('');
  });

  it('a very long word costs nothing', () => {
    expect(suggest('x'.repeat(1_000_000), choices)).toBeUndefined();
  });
});
