import { SEVERITIES, VERDICTS } from '../model/index.js';

/**
 * The keys of a configuration file as data: the validator and the JSON Schema for editors are both made from this
 * table, so they cannot disagree.
 */
export type KeySchema =
  | {
      readonly type: 'string';
      readonly values?: readonly string[];
      readonly pattern?: keyof typeof PATTERNS;
      readonly describe: string;
    }
  | { readonly type: 'boolean'; readonly describe: string }
  | { readonly type: 'number'; readonly minimum: number; readonly maximum?: number; readonly describe: string }
  | { readonly type: 'array'; readonly items: KeySchema; readonly describe: string }
  | { readonly type: 'map'; readonly values: KeySchema; readonly describe: string }
  | {
      readonly type: 'object';
      readonly keys: Readonly<Record<string, KeySchema>>;
      readonly required?: readonly string[];
      readonly requiresOneOf?: readonly string[];
      readonly describe: string;
    };

/** Forms a text may have to take, and how a message names them. */
export const PATTERNS = {
  date: { source: '^\\d{4}-\\d{2}-\\d{2}$', expected: 'a day like 2026-01-31' },
  fingerprint: { source: '^[0-9a-f]{16}$', expected: 'a fingerprint (16 hex digits)' },
  words: { source: '\\S', expected: 'text that is not empty' },
} as const;

/** The flags' own limit: a timer of more than 24.8 days would fire at once. */
const DAY_IN_SECONDS = 86_400;

const ALLOW_INCOMPLETE = ['all', 'packed', 'budget', 'split', 'native'];

const SUPPRESSION: KeySchema = {
  type: 'object',
  describe: 'A finding that was looked at and does not count.',
  required: ['justification'],
  requiresOneOf: ['fingerprint', 'rule'],
  keys: {
    fingerprint: { type: 'string', pattern: 'fingerprint', describe: 'Fingerprint of the finding (16 hex digits).' },
    rule: { type: 'string', describe: 'Rule id or code: every finding of this rule.' },
    justification: { type: 'string', pattern: 'words', describe: 'Why it does not count.' },
    expires: {
      type: 'string',
      pattern: 'date',
      describe: 'Day (YYYY-MM-DD) after which the suppression no longer holds.',
    },
  },
};

export const CONFIG_SCHEMA: KeySchema & { type: 'object' } = {
  type: 'object',
  describe: 'Configuration of privscan.',
  keys: {
    $schema: { type: 'string', describe: 'JSON Schema of this file, for editors.' },
    preset: { type: 'string', values: ['cn'], describe: 'Rules, thresholds and ladder to judge by.' },
    market: { type: 'string', values: ['cn', 'other'], describe: 'Where the app is published.' },
    category: { type: 'string', describe: 'One of the 39 app categories: id, slug or name.' },
    minors: { type: 'boolean', describe: 'The app is made for people under 14.' },
    lang: { type: 'string', values: ['en', 'zh'], describe: 'Language of the text output.' },
    failOn: {
      type: 'string',
      values: [...VERDICTS.slice(1), 'never'],
      describe: 'Mildest verdict that ends with exit code 1.',
    },
    allowIncomplete: {
      type: 'array',
      items: { type: 'string', values: ALLOW_INCOMPLETE, describe: 'A reason of incompleteness.' },
      describe: 'Reasons of incompleteness that do not raise the exit code to 3.',
    },
    asOf: { type: 'string', pattern: 'date', describe: 'Day (YYYY-MM-DD) the law is read at.' },
    timeoutSeconds: {
      type: 'number',
      minimum: 0,
      maximum: DAY_IN_SECONDS,
      describe: 'Time limit for one app; 0: none.',
    },
    thresholds: {
      type: 'map',
      values: { type: 'number', minimum: 0, describe: 'A number.' },
      describe: 'Thresholds of rules, by name.',
    },
    rules: {
      type: 'object',
      describe: 'Which rules run, and how severe they are.',
      keys: {
        enable: {
          type: 'array',
          items: { type: 'string', describe: 'Rule id or code.' },
          describe: 'Only these rules.',
        },
        disable: {
          type: 'array',
          items: { type: 'string', describe: 'Rule id or code.' },
          describe: 'Not these rules.',
        },
        severity: {
          type: 'map',
          values: { type: 'string', values: [...SEVERITIES], describe: 'A severity.' },
          describe: 'Severity per rule id or code; marks the verdict as customised.',
        },
      },
    },
    suppressions: { type: 'array', items: SUPPRESSION, describe: 'Findings that do not count.' },
    baseline: {
      type: 'array',
      items: { type: 'string', pattern: 'fingerprint', describe: 'A fingerprint.' },
      describe: 'Known findings that do not count.',
    },
  },
};

/** The table as JSON Schema (draft-07), for editors. */
export function toJsonSchema(schema: KeySchema): Record<string, unknown> {
  const description = schema.describe;
  switch (schema.type) {
    case 'string':
      return {
        type: 'string',
        description,
        ...(schema.values === undefined ? {} : { enum: schema.values }),
        ...(schema.pattern === undefined ? {} : { pattern: PATTERNS[schema.pattern].source }),
        ...(schema.pattern === 'date' ? { format: 'date' } : {}),
      };
    case 'boolean':
      return { type: 'boolean', description };
    case 'number':
      return {
        type: 'number',
        minimum: schema.minimum,
        ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
        description,
      };
    case 'array':
      return { type: 'array', items: toJsonSchema(schema.items), description };
    case 'map':
      return { type: 'object', additionalProperties: toJsonSchema(schema.values), description };
    case 'object':
      return {
        type: 'object',
        description,
        properties: Object.fromEntries(Object.entries(schema.keys).map(([key, value]) => [key, toJsonSchema(value)])),
        additionalProperties: false,
        ...(schema.required === undefined ? {} : { required: schema.required }),
        ...(schema.requiresOneOf === undefined
          ? {}
          : { anyOf: schema.requiresOneOf.map((key) => ({ required: [key] })) }),
      };
  }
}
