import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type {
  AppIdentity,
  BatchResult,
  BatchSummary,
  Coverage,
  DexCoverage,
  Diagnostic,
  PermissionUse,
  ReportedFinding,
  RuleResult,
  ScanResult,
  SdkUse,
  VerdictRecord,
} from '../../../src/model/index.js';
import { SEVERITIES, VERDICTS } from '../../../src/model/index.js';
import { jsonReporter, RESULT_SCHEMA } from '../../../src/report/index.js';
import { batch, HOSTILE, record, rich, scanned, unreadable } from './results.js';

const options = { locale: 'en', color: 3, width: 80, verbosity: 0 } as const;
const render = (result: ScanResult | BatchResult): string => [...jsonReporter.render(result, options)].join('');

/** JSON leaves out what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('JSON', () => {
  it('is the result itself, in both languages, whatever is in it', () => {
    for (const result of [rich(), rich(HOSTILE), unreadable, batch([rich(HOSTILE)])]) {
      expect(JSON.parse(render(result))).toEqual(plain(result));
    }
  });

  it('is the same bytes whatever the options, and ends in one line end', () => {
    const result = rich(HOSTILE);
    const other = [...jsonReporter.render(result, { locale: 'zh', color: 0, width: 40, verbosity: 1 })].join('');
    expect(other).toBe(render(result));
    expect(render(structuredClone(result))).toBe(other);
    expect(other).toMatch(/[^\n]\n$/u);
  });

  it('holds nothing unseen but its own line ends', () => {
    expect(render(rich(HOSTILE)).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u202e\u2028\u{e0041}]/u);
  });
});

const valid = new Ajv({ strict: true, allErrors: false, strictRequired: true, allowUnionTypes: false }).compile(
  RESULT_SCHEMA,
);

describe('the schema of results', () => {
  it.each<[string, ScanResult | BatchResult]>([
    ['a plain result', scanned()],
    ['something of everything', rich()],
    ['hostile text', rich(HOSTILE)],
    ['unreadable', unreadable],
    ['a batch', batch([rich(), unreadable])],
    ['an empty batch', batch([])],
    ['nothing better, nothing worse', scanned({ verdict: record({ nextBetter: null, nextWorse: null }) })],
  ])('takes %s', (_, result) => {
    const ok = valid(plain(result));
    expect([ok, valid.errors]).toEqual([true, null]);
  });

  type Json = { [key: string]: Json } & Json[];

  /** Every object and list in a value, as a function that finds it again in a copy. */
  function* places(value: unknown, find = (root: Json): Json => root): Generator<[(root: Json) => Json, object]> {
    if (typeof value !== 'object' || value === null) return;
    yield [find, value];
    for (const [key, inner] of Object.entries(value)) yield* places(inner, (root) => find(root)[key] as Json);
  }

  /** Maps with free keys. */
  const free = new Set(['labels', 'timing', 'data', 'effectiveSeverity']);

  it('allows no further property anywhere', () => {
    const result = rich();
    let tried = 0;
    for (const [find, value] of places(plain(batch([result])))) {
      if (Array.isArray(value)) continue;
      const copy = plain(batch([result])) as Json;
      const target = find(copy) as Record<string, unknown>;
      target['noSuchProperty'] = { x: 1 };
      tried += 1;
      expect([valid(copy), JSON.stringify(value).slice(0, 60)]).toEqual([false, JSON.stringify(value).slice(0, 60)]);
    }
    expect(tried).toBeGreaterThan(100);
  });

  it('wants every property that the model does not call optional', () => {
    const optional = new Set(
      'reason timing duty clause version addedByPacker maxSdk xpath verifies problem line source table offset expires data dataTypes sdk sink userStarted cleartext suppressed'.split(
        ' ',
      ),
    );
    const required = new Set([
      'sdks/dataTypes',
      'permissions/dataTypes',
      'notRead/reason',
      'dex/version',
      'tool/version',
      'policy/source',
      'suppressed/source',
    ]);
    let tried = 0;
    const walk = (value: unknown, owner: string, find: (root: Json) => Json): void => {
      if (typeof value !== 'object' || value === null || free.has(owner)) return;
      for (const [key, inner] of Object.entries(value)) {
        const list = Array.isArray(value);
        const name = !list && (value as { kind?: string }).kind === 'policy' ? 'policy' : owner;
        if (!list && !('en' in value && 'zh' in value) && (!optional.has(key) || required.has(`${name}/${key}`))) {
          const copy = plain(rich()) as Json;
          // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- taking a property away is the test
          delete (find(copy) as Record<string, unknown>)[key];
          tried += 1;
          expect([valid(copy), `${owner}.${key}`]).toEqual([false, `${owner}.${key}`]);
        }
        walk(inner, list ? owner : key, (root) => find(root)[key] as Json);
      }
    };
    walk(plain(rich()), '', (root) => root);
    expect(tried).toBeGreaterThan(150);
  });

  it.each<[string, (result: Json) => void]>([
    ['an unknown verdict', (r) => void Object.assign(r['verdict'] as object, { verdict: 'fine' })],
    [
      'an unknown severity',
      (r) => void Object.assign((r['rules'] as Json)[0]?.['meta'] as object, { severity: 'bad' }),
    ],
    [
      'an unknown kind of rule result',
      (r) => void Object.assign((r['rules'] as Json)[0] as object, { kind: 'failed' }),
    ],
    ['another schema version', (r) => void Object.assign(r, { schemaVersion: 2 })],
    [
      'a finding without evidence',
      (r) => void Object.assign((r['rules'] as Json)[0]?.['findings']?.[0] as object, { evidence: [] }),
    ],
    ['a text in one language', (r) => void Object.assign((r['sdks'] as Json)[0] as object, { name: { en: 'x' } })],
    ['a digest that is none', (r) => void Object.assign(r['app'] as object, { sha256: 'abc' })],
    ['a day that is none', (r) => void Object.assign(r['verdict'] as object, { asOf: '2026-6-1' })],
    ['a share above one', (r) => void Object.assign(r['coverage'] as object, { unreadShare: 1.5 })],
  ])('refuses %s', (_, spoil) => {
    const copy = plain(rich()) as Json;
    expect(valid(copy)).toBe(true);
    spoil(copy);
    expect(valid(copy)).toBe(false);
  });
});

/**
 * The keys of the model's types; a key added to the model and not here does not compile, and one added here and not to
 * the schema fails below.
 */
type Keys<T> = Record<keyof Required<T>, true>;

const KEYS = {
  scanResult: {
    schemaVersion: true,
    status: true,
    reason: true,
    input: true,
    tool: true,
    app: true,
    verdict: true,
    rules: true,
    sdks: true,
    permissions: true,
    diagnostics: true,
    coverage: true,
    timing: true,
  } satisfies Keys<ScanResult>,
  batchResult: { schemaVersion: true, results: true, summary: true } satisfies Keys<BatchResult>,
  verdict: {
    verdict: true,
    complete: true,
    incompleteReasons: true,
    policyRead: true,
    policy: true,
    customised: true,
      category: true,
      minors: true,
      minorsBecause: true,
    ladderLine: true,
    because: true,
    coreDuties: true,
    aggravators: true,
    mitigators: true,
    notAssessable: true,
    nextBetter: true,
    nextWorse: true,
    legal: true,
    asOf: true,
    market: true,
    effectiveSeverity: true,
  } satisfies Keys<VerdictRecord>,
  finding: {
    messageId: true,
    data: true,
    severity: true,
    confidence: true,
    dataTypes: true,
    sdk: true,
    sink: true,
    userStarted: true,
    cleartext: true,
    evidence: true,
    message: true,
    effectiveSeverity: true,
    fingerprint: true,
    owner: true,
    suppressed: true,
  } satisfies Keys<ReportedFinding>,
  rule: { ruleId: true, kind: true, meta: true, findings: true, reason: true } satisfies Keys<RuleResult>,
  sdk: {
    id: true,
    name: true,
    vendor: true,
    kind: true,
    version: true,
    evidence: true,
    recipient: true,
    dataTypes: true,
    matchedBy: true,
    sites: true,
    addedByPacker: true,
  } satisfies Keys<SdkUse>,
  permission: {
    name: true,
    label: true,
    level: true,
    declaredBy: true,
    maxSdk: true,
    neededBy: true,
    state: true,
    dataTypes: true,
    xpath: true,
  } satisfies Keys<PermissionUse>,
  diagnostic: { code: true, level: true, stage: true, where: true, message: true } satisfies Keys<Diagnostic>,
  coverage: { dex: true, packer: true, notRead: true, incomplete: true, unreadShare: true } satisfies Keys<Coverage>,
  app: {
    packageName: true,
    versionName: true,
    versionCode: true,
    label: true,
    labels: true,
    sha256: true,
    size: true,
    minSdk: true,
    targetSdk: true,
    certificates: true,
    signing: true,
    splits: true,
  } satisfies Keys<AppIdentity>,
};

const DEX = {
  entry: true,
  version: true,
  classes: true,
  methods: true,
  methodsWithCode: true,
  instructions: true,
  invokes: true,
  loaded: true,
  complete: true,
} satisfies Keys<DexCoverage>;

const SUMMARY = {
  total: true,
  pass: true,
  rectify: true,
  warn: true,
  penalize: true,
  incomplete: true,
  unreadable: true,
} satisfies Keys<BatchSummary>;

describe('schema and model have the same properties', () => {
  type Schema = { readonly properties: Record<string, { readonly enum?: unknown; readonly items?: Schema } & Schema> };
  const definitions = RESULT_SCHEMA['definitions'] as Record<string, Schema>;
  const keysOf = (schema: Schema | undefined): string[] => Object.keys(schema?.properties ?? {}).sort();

  it.each(Object.entries(KEYS))('%s', (name, keys) => {
    expect(keysOf(definitions[name])).toEqual(Object.keys(keys).sort());
  });

  it('dex and summary', () => {
    expect(keysOf(definitions['coverage']?.properties['dex']?.items)).toEqual(Object.keys(DEX).sort());
    expect(keysOf(definitions['batchResult']?.properties['summary'])).toEqual(Object.keys(SUMMARY).sort());
  });

  it('severities and verdicts are the model’s', () => {
    expect(definitions['finding']?.properties['severity']?.enum).toEqual(SEVERITIES);
    expect(definitions['verdict']?.properties['verdict']?.enum).toEqual(VERDICTS);
  });
});
