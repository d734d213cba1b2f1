import { UsageError } from '../model/index.js';
import { didYouMean } from './suggest.js';
import type { KeySchema } from './schema.js';

const show = (value: unknown): string => (JSON.stringify(value) as string | undefined ?? 'undefined').slice(0, 80);

function wrong(path: string, expected: string, value: unknown): UsageError {
  return new UsageError(`configuration: ${path || 'the file'} must be ${expected}, not ${show(value)}`);
}

/** True for a day that exists, `2025-02-30` does not. */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function checkString(value: unknown, schema: KeySchema & { type: 'string' }, path: string): void {
  if (typeof value !== 'string') throw wrong(path, 'text', value);
  if (schema.values !== undefined && !schema.values.includes(value)) {
    throw new UsageError(
      `configuration: ${path} must be one of ${schema.values.join(', ')}, not ${show(value)}.${didYouMean(value, schema.values)}`,
    );
  }
  if (schema.pattern === 'date' && !isIsoDate(value)) throw wrong(path, 'a day like 2026-01-31', value);
}

function checkObject(value: unknown, schema: KeySchema & { type: 'object' }, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value);
  const keys = Object.keys(schema.keys);
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const known = Object.hasOwn(schema.keys, key) ? schema.keys[key] : undefined;
    if (known === undefined) throw new UsageError(`configuration: unknown key ${show(at)}.${didYouMean(key, keys)}`);
    validate(inner, known, at);
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) throw new UsageError(`configuration: ${path} needs the key «${key}»`);
  }
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
      if (typeof value !== 'number' || !Number.isFinite(value) || value < schema.minimum) {
        throw wrong(path, `a number of at least ${schema.minimum}`, value);
      }
      return;
    case 'array':
      if (!Array.isArray(value)) throw wrong(path, 'a list', value);
      value.forEach((item, i) => {
        validate(item, schema.items, `${path}[${i}]`);
      });
      return;
    case 'map':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, 'an object', value);
      for (const [key, item] of Object.entries(value)) validate(item, schema.values, `${path}.${key}`);
      return;
    case 'object':
      checkObject(value, schema, path);
  }
}
