import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { ResolvedConfig } from '../model/index.js';
import { CONFIG_SCHEMA } from './schema.js';
import { validate } from './validate.js';

/** Names looked for, in this order, in the working directory and its parents up to the repository's root. */
const NAMES = ['privscan.json', 'privscan.yaml', 'privscan.yml'];

/** A configuration file is small; a larger one is a mistake. */
const MAX_CONFIG_BYTES = 1 << 20;

/** YAML aliases multiply: a few are useful, hundreds are an attack. */
const MAX_YAML_ALIASES = 20;

/** What a file may set: every key is optional. */
export type FileConfig = Partial<Omit<ResolvedConfig, 'rules'>> & {
  readonly rules?: Partial<ResolvedConfig['rules']>;
};

/** Looks from `directory` upwards; stops at a folder that holds `.git`. Never looks into what is scanned. */
export function findConfig(directory: string): string | undefined {
  let at = path.resolve(directory);
  for (;;) {
    for (const name of NAMES) {
      const file = path.join(at, name);
      if (existsSync(file)) return file;
    }
    const parent = path.dirname(at);
    if (existsSync(path.join(at, '.git')) || parent === at) return undefined;
    at = parent;
  }
}

async function parse(file: string, text: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse(text) as unknown;
  const yaml = await import('yaml');
  return yaml.parse(text, { maxAliasCount: MAX_YAML_ALIASES, schema: 'core', customTags: [] }) as unknown;
}

/** Reads and checks one file: data only, nothing in it is ever run. */
export async function loadConfig(file: string): Promise<FileConfig> {
  let text: string;
  try {
    if (statSync(file).size > MAX_CONFIG_BYTES) throw new UsageError(`configuration ${file} is larger than 1 MiB`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`configuration ${file} cannot be read`, { cause: error });
  }
  let value: unknown;
  try {
    value = await parse(file, text);
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new UsageError(`configuration ${file} does not parse: ${why}`, { cause: error });
  }
  validate(value ?? {}, CONFIG_SCHEMA);
  const { $schema: _, ...config } = (value ?? {}) as FileConfig & { $schema?: string };
  return config;
}
