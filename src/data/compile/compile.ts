import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../model/index.js';
import { complaints } from './consistency.js';
import { pack } from './pack.js';
import { fileOf, RECORDS } from './schemas.js';
import type { TableFile, Tables } from './schemas.js';

const FILES = Object.keys(RECORDS) as TableFile[];

/** A table that is not there yet is an empty one. */
function readTable(folder: string, table: TableFile): readonly unknown[] {
  const file = path.join(folder, `${table}.json`);
  if (!existsSync(file)) return [];
  const parsed = fileOf(table).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data.records;
  const issues = parsed.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new UsageError(`rules/data/${table}.json: ${issues.join('; ')}`);
}

/**
 * Reads and validates every table below `rulesDir`/data.
 * @throws UsageError naming each record that breaks a rule.
 */
export function readTables(rulesDir: string): Tables {
  const folder = path.join(rulesDir, 'data');
  const tables = Object.fromEntries(FILES.map((table) => [table, readTable(folder, table)])) as unknown as Tables;
  const found = complaints(tables);
  if (found.length > 0) throw new UsageError(`rules/data: ${found.join('; ')}`);
  return tables;
}

const dateOf = (checked: string): string => checked.slice(-10);
const latest = (dates: readonly string[]): string => dates.reduce((a, b) => (a > b ? a : b), '');

/**
 * The module `src/data/generated/tables.ts`: each table as one JSON text, so that start-up costs a string and a table is
 * parsed by whoever asks for it first; with the date of the newest check and the counts `rules data` prints.
 */
export function compileTables(rulesDir: string): string {
  const tables = readTables(rulesDir);
  const texts = FILES.map((table) => [table, pack(tables[table])] as const);
  const sizes = FILES.map((table) => ({
    table,
    records: tables[table].length,
    confirmed: tables[table].filter((record) => record.confirmed).length,
    checked: latest(tables[table].map((record) => dateOf(record.checked))),
  }));
  const fields = texts.map(([table, text]) => `  ${JSON.stringify(table)}: ${JSON.stringify(text)},\n`);
  return [
    '// Made by build.mjs from rules/data/*.json.\n',
    `export const DATA_DATE = ${JSON.stringify(latest(sizes.map((size) => size.checked)))};\n`,
    `export const TABLE_SIZES: readonly { readonly table: string; readonly records: number; readonly confirmed: number; readonly checked: string }[] = ${JSON.stringify(sizes)};\n`,
    `export const TABLE_TEXTS = {\n${fields.join('')}};\n`,
  ].join('');
}
