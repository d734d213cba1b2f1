import { UsageError } from '../model/index.js';
import { didYouMean } from './suggest.js';
import { PATTERNS } from './schema.js';
import type { KeySchema } from './schema.js';

/** Longest piece of the user's text a message repeats. */
const MAX_SHOWN = 80;

/** A value as a message shows it; lists and objects only by name, because they may be nested without end. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_SHOWN));
  return String(value);
}

function wrong(path: string, expected: string, value: unknown): UsageError {
  return new UsageError(`${path || 'the file'} must be ${expected}, not ${show(value)}`);
}

const child = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`).slice(0, 2 * MAX_SHOWN);

/** True for a day that exists, `2025-02-30` does not. */
export function isIsoDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

function checkString(value: unknown, schema: KeySchema & { type: 'string' }, path: string): void {
  if (typeof value !== 'string') throw wrong(path, 'text', value);
  if (schema.values !== undefined && !schema.values.includes(value)) {
    throw new UsageError(
      `${path} must be one of ${schema.values.join(', ')}, not ${show(value)}.${didYouMean(value, schema.values)}`,
    );
  }
  if (schema.pattern === undefined) return;
  const { source, expected } = PATTERNS[schema.pattern];
  const fits = schema.pattern === 'date' ? isIsoDate(value) : new RegExp(source, 'u').test(value);
  if (!fits) throw wrong(path, expected, value);
}

function checkObject(value: unknown, schema: KeySchema & { type: 'object' }, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value);
  const keys = Object.keys(schema.keys);
  for (const [key, inner] of Object.entries(value)) {
    const at = child(path, key);
    const known = Object.hasOwn(schema.keys, key) ? schema.keys[key] : undefined;
    if (known === undefined) throw new UsageError(`unknown key ${show(at)}.${didYouMean(key, keys)}`);
    validate(inner, known, at);
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) throw new UsageError(`${path || 'the file'} needs the key «${key}»`);
  }
  const oneOf = schema.requiresOneOf;
  if (oneOf !== undefined && !oneOf.some((key) => Object.hasOwn(value, key))) {
    throw new UsageError(`${path || 'the file'} needs one of the keys ${oneOf.map((key) => `«${key}»`).join(', ')}`);
  }
}

function checkNumber(
  value: unknown,
  { minimum, maximum = Infinity }: KeySchema & { type: 'number' },
  path: string,
): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= minimum && value <= maximum) return;
  throw wrong(
    path,
    maximum === Infinity ? `a number of at least ${minimum}` : `a number from ${minimum} to ${maximum}`,
    value,
  );
}

/** Throws {@link UsageError} with the path of the first key that is not as the schema says. */
export function validate(value: unknown, schema: KeySchema, path = ''): void {
  switch (schema.type) {
    case 'string':
      checkString(value, schema, path);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong(path, 'true or false', value);
      return;
    case 'number':
      checkNumber(value, schema, path);
      return;
    case 'array':
      if (!Array.isArray(value)) throw wrong(path, 'a list', value);
      value.forEach((item, i) => {
        validate(item, schema.items, `${path}[${i}]`);
      });
      return;
    case 'map':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value);
      for (const [key, item] of Object.entries(value)) validate(item, schema.values, child(path, key));
      return;
    case 'object':
      checkObject(value, schema, path);
  }
}
