import { SEVERITIES, VERDICTS } from '../model/index.js';

/** A JSON Schema (draft-07) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Properties = Readonly<Record<string, JsonSchema>>;

const string: JsonSchema = { type: 'string' };
const boolean: JsonSchema = { type: 'boolean' };
const integer: JsonSchema = { type: 'integer', minimum: 0 };
const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const strings = list(string);
const oneOf = (...values: readonly (string | number | boolean)[]): JsonSchema => ({ enum: values });
const map = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
const ref = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });
const date: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const fingerprint: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{16}$' };

/** An object with exactly these properties, of which `optional` may be absent. */
const object = (required: Properties, optional: Properties = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const text = ref('text');
const owner = ref('owner');
const severity = oneOf(...SEVERITIES);
const verdict = oneOf(...VERDICTS);
const duty = oneOf('K1', 'K2', 'K3', 'K4', 'K5', 'K6');
const confidence = oneOf('confirmed', 'likely', 'possible');
const market = oneOf('cn', 'other');
const policyState = oneOf('read', 'remote-only', 'unreadable', 'none', 'search-incomplete');

const evidenceKinds: readonly JsonSchema[] = [
  object({ kind: oneOf('manifest'), entry: string, xpath: string, text: string }),
  object({ kind: oneOf('resource'), entry: string, resId: string, name: string, value: string }),
  object({ kind: oneOf('code'), site: ref('codeSite'), text: string }),
  object({ kind: oneOf('path'), role: oneOf('call', 'flow'), steps: list(ref('pathStep')), truncated: boolean }),
  object({ kind: oneOf('sdk'), sdkId: string, matchedBy: string }, { version: string }),
  object({ kind: oneOf('policy'), source: string, sentence: string, start: integer, end: integer }),
  object({ kind: oneOf('file'), entry: string, sha256 }, { offset: integer }),
];

/** src/model/evidence.ts, finding.ts */
const findingDefinitions: Properties = {
  text: object({ en: string, zh: string }),
  owner: {
    oneOf: [
      object({ kind: oneOf('app') }),
      object({ kind: oneOf('sdk'), id: string }),
      object({ kind: oneOf('library'), prefix: string }),
      object({ kind: oneOf('unknown') }),
    ],
  },
  codeSite: object({ entry: string, method: string, pc: integer, owner }, { line: integer, source: string }),
  pathStep: object({ site: ref('codeSite'), via: oneOf('call', 'implicit') }, { table: string }),
  evidence: { oneOf: evidenceKinds },
  finding: object(
    {
      messageId: string,
      message: text,
      severity,
      effectiveSeverity: severity,
      confidence,
      fingerprint,
      owner,
      evidence: { type: 'array', items: ref('evidence'), minItems: 1 },
    },
    {
      data: map({ anyOf: [string, { type: 'number' }, text] }),
      dataTypes: strings,
      sdk: string,
      sink: oneOf('network', 'local', 'unknown'),
      userStarted: boolean,
      cleartext: boolean,
      suppressed: object({ justification: string, source: oneOf('config', 'baseline') }, { expires: date }),
    },
  ),
};

/** src/model/verdict.ts */
const verdictDefinitions: Properties = {
  incompleteReason: object({ kind: oneOf('packed', 'dex-unreadable', 'budget', 'split', 'native'), text }),
  verdict: object(
    {
    verdict,
    complete: boolean,
    incompleteReasons: list(ref('incompleteReason')),
    policyRead: boolean,
    policy: policyState,
    customised: boolean,
    category: nullable(
      object(
        { id: string, name: text, source: oneOf('declared', 'inferred'), confidence: { type: 'number', minimum: 0, maximum: 1 } },
        { because: strings },
      ),
    ),
    minors: boolean,
    ladderLine: object({ id: string, title: text }),
    because: list(fingerprint),
    coreDuties: list(object({ duty, findings: list(fingerprint) })),
    aggravators: strings,
    mitigators: strings,
    notAssessable: strings,
    nextBetter: nullable(object({ verdict, remove: list(fingerprint) })),
    nextWorse: nullable(object({ verdict, ifAlso: text })),
    legal: list(object({ id: string, inForceFrom: date }, { clause: string })),
    asOf: date,
    market,
    effectiveSeverity: { type: 'object', propertyNames: fingerprint, additionalProperties: severity },
    },
    { minorsBecause: string },
  ),
};

/** src/model/scan-result.ts, signing.ts, diagnostic.ts */
const resultDefinitions: Properties = {
  rule: object(
    {
      ruleId: string,
      kind: oneOf('fail', 'review', 'open', 'pass', 'notApplicable', 'informational'),
      meta: object(
        {
          code: string,
          title: text,
          remedy: text,
          legal: list(object({ id: string, law: text, title: text }, { clause: string })),
          severity,
          stage: oneOf('experimental', 'stable', 'deprecated'),
        },
        { duty },
      ),
      findings: list(ref('finding')),
    },
    { reason: string },
  ),
  sdk: object(
    {
      id: string,
      name: text,
      vendor: text,
      kind: string,
      evidence: oneOf('component', 'initialised', 'referenced', 'present', 'trace'),
      recipient: boolean,
      dataTypes: strings,
      matchedBy: strings,
      sites: list(ref('codeSite')),
    },
    { version: string, addedByPacker: oneOf(true) },
  ),
  permission: object(
    {
      name: string,
      label: text,
      level: string,
      declaredBy: owner,
      neededBy: list(ref('codeSite')),
      state: oneOf('used', 'unused', 'undeclared', 'packer', 'notAssessed'),
      dataTypes: strings,
    },
    { maxSdk: { type: 'integer' }, xpath: string },
  ),
  diagnostic: object({
    code: string,
    level: oneOf('note', 'anomaly', 'unread'),
    stage: oneOf('archive', 'parse', 'analysis', 'policy', 'rule', 'config', 'report'),
    where: string,
    message: string,
  }),
  coverage: object({
    dex: list(
      object({
        entry: string,
        version: integer,
        classes: integer,
        methods: integer,
        methodsWithCode: integer,
        instructions: integer,
        invokes: integer,
        loaded: oneOf('start', 'dynamic', 'gap'),
        complete: boolean,
      }),
    ),
    packer: list(object({ id: string, name: text, matchedBy: strings })),
    notRead: list(object({ what: string, kind: string, bytes: integer, reason: string })),
    incomplete: list(ref('incompleteReason')),
    unreadShare: { type: 'number', minimum: 0, maximum: 1 },
  }),
  app: object({
    packageName: string,
    versionName: nullable(string),
    // versionCodeMajor shifts it beyond 32 bits; an odd manifest may hold a negative one.
    versionCode: { type: 'integer' },
    label: nullable(string),
    labels: map(string),
    sha256,
    size: integer,
    minSdk: { type: 'integer' },
    targetSdk: { type: 'integer' },
    certificates: list(
      object({ sha256, subject: string, validFrom: string, validTo: string, signatureAlgorithm: string, key: string }),
    ),
    signing: list(
      object({ scheme: oneOf('v1', 'v2', 'v3', 'v3.1'), present: boolean }, { verifies: boolean, problem: string }),
    ),
    splits: list(object({ name: string, sha256, size: integer })),
  }),
  scanResult: object(
    {
      schemaVersion: oneOf(1),
      status: oneOf('scanned', 'unreadable'),
      input: string,
      tool: object({ name: oneOf('privscan'), version: string, rulesDigest: string, dataDate: date }),
      app: nullable(ref('app')),
      verdict: nullable(ref('verdict')),
      rules: list(ref('rule')),
      sdks: list(ref('sdk')),
      permissions: list(ref('permission')),
      diagnostics: list(ref('diagnostic')),
      coverage: nullable(ref('coverage')),
    },
    { reason: string, timing: map({ type: 'number' }) },
  ),
  batchResult: object({
    schemaVersion: oneOf(1),
    results: list(ref('scanResult')),
    summary: object({
      total: integer,
      pass: integer,
      rectify: integer,
      warn: integer,
      penalize: integer,
      incomplete: integer,
      unreadable: integer,
    }),
  }),
};

/**
 * What `--format json` writes: one scan result, or a batch of them. It mirrors src/model (scan-result.ts, verdict.ts,
 * finding.ts, evidence.ts) as the JSON reporter prints them and allows nothing beyond; a change there is a change here.
 */
export const RESULT_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Result of privscan',
  oneOf: [ref('scanResult'), ref('batchResult')],
  definitions: { ...findingDefinitions, ...verdictDefinitions, ...resultDefinitions },
};
