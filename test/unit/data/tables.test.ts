import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compileTables, readTables } from '../../../src/data/compile/compile.js';
import {
  apis,
  categories,
  clauses,
  dataTypes,
  libraries,
  packers,
  permissions,
  sdks,
} from '../../../src/data/index.js';
import { jsonSchemaOf, RECORDS } from '../../../src/data/compile/schemas.js';
import type { TableFile } from '../../../src/data/compile/schemas.js';
import type {
  ApiRecord,
  CategoryRecord,
  DataTypeRecord,
  LegalRecord,
  LibraryRecord,
  PackerRecord,
  PermissionRecord,
  SdkRecord,
} from '../../../src/model/index.js';

const rules = path.join(import.meta.dirname, '../../../rules');
const fileOf = (name: string): string => path.join(rules, 'data', name);
const FILES = Object.keys(RECORDS) as TableFile[];
const tables = readTables(rules);

// What zod infers is what the program is typed with: a key added to one side alone does not compile.
const typed: {
  readonly apis: readonly ApiRecord[];
  readonly permissions: readonly PermissionRecord[];
  readonly 'data-types': readonly DataTypeRecord[];
  readonly categories: readonly CategoryRecord[];
  readonly legal: readonly LegalRecord[];
  readonly sdks: readonly SdkRecord[];
  readonly packers: readonly PackerRecord[];
  readonly libraries: readonly LibraryRecord[];
} = JSON.parse(JSON.stringify(tables)) as typeof typed;

describe('the files of rules/data', () => {
  it.each(FILES)('%s.json: one record a line, sorted by id', (table) => {
    const lines = readFileSync(fileOf(`${table}.json`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe(`{"$schema": "./${table}.schema.json", "records": [`);
    expect(lines.at(-1)).toBe(']}');
    const records = lines.slice(1, -1).map((line) => JSON.parse(line.replace(/,$/u, '')) as { id: string });
    expect(records).toEqual(tables[table]);
    const ids = records.map((record) => record.id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it.each(FILES)('%s.schema.json is what the shapes say', (table) => {
    const file = fileOf(`${table}.schema.json`);
    if (process.env['UPDATE_SCHEMAS'] !== undefined) writeFileSync(file, jsonSchemaOf(table));
    expect(readFileSync(file, 'utf8')).toBe(jsonSchemaOf(table));
  });

  it('are as large as promised', () => {
    expect(typed.permissions.length).toBeGreaterThanOrEqual(110);
    expect(typed.apis.length).toBeGreaterThanOrEqual(250);
    expect(new Set(typed.apis.map((api) => api.kind))).toEqual(new Set(['method', 'field', 'uri', 'string']));
    expect(typed['data-types'].length).toBeGreaterThanOrEqual(100);
    expect(typed.categories).toHaveLength(39);
    expect(typed.categories.map((one) => one.number)).toEqual(Array.from({ length: 39 }, (_, i) => i + 1));
    expect(typed.categories.filter((one) => one.zeroInformation)).toHaveLength(13);
    expect(typed.libraries.length).toBeGreaterThanOrEqual(120);
  });

  it('hold the 31 items of the 2019 methods: 4 + 4 + 9 + 6 + 3 + 5', () => {
    const items = typed.legal.flatMap(({ law, clause }) =>
      law === 'methods-2019' && clause !== undefined ? [clause] : [],
    );
    const groups = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map(
      (group) => items.filter((item) => item.startsWith(`${group}.`)).length,
    );
    expect(groups).toEqual([4, 4, 9, 6, 3, 5]);
  });

  it('do not confirm what was only remembered', () => {
    for (const table of FILES) {
      for (const { id, checked, confirmed } of tables[table])
        if (/^from memory/u.test(checked)) expect({ id, confirmed }).toEqual({ id, confirmed: false });
    }
  });
});

describe('the compiled module', () => {
  it('gives back every record as it stands in the files', () => {
    const looked = {
      apis: apis(),
      permissions: permissions(),
      'data-types': dataTypes(),
      categories: categories(),
      legal: clauses(),
      sdks: sdks(),
      packers: packers(),
      libraries: libraries(),
    };
    expect(looked).toEqual(tables);
  });

  it('is the same text for the same tables, holds every record, and is ASCII', () => {
    const text = compileTables(rules);
    expect(compileTables(rules)).toBe(text);
    expect(text).toMatch(/^[\n -~]*$/u);
    for (const table of FILES) {
      const literal = new RegExp(`^ {2}${JSON.stringify(table)}: (".*"),$`, 'mu').exec(text)?.[1] ?? '';
      expect(JSON.parse(literal)).toMatch(/^\[\[/u);
    }
  });

  it('carries the date of the newest check', () => {
    const dates = FILES.flatMap((table) => tables[table].map((record) => record.checked.slice(-10)));
    expect(compileTables(rules)).toContain(`export const DATA_DATE = "${dates.sort().at(-1) ?? ''}";`);
  });

  it('takes a folder where tables are still missing', () => {
    expect(compileTables(path.join(rules, 'no-such-folder'))).toContain('"sdks": "[[],[]]"');
  });
});
