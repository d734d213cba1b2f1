import { describe, expect, it } from '@jest/globals';
import { buildArsc } from '../../../../fixtures/toolkit/arsc.js';
import type { PackageSpec, TypeChunkSpec } from '../../../../fixtures/toolkit/arsc.js';
import { ResourceTable } from '../../../../src/format/arsc/index.js';
import { FormatError } from '../../../../src/model/errors.js';
import { open } from './tables.js';

const NAMES = ['a', 'b', 'c', 'd', 'e'];

const one = (
  chunk: Omit<TypeChunkSpec, 'values'> & Partial<TypeChunkSpec>,
  extra: Partial<PackageSpec> = {},
): PackageSpec[] => [
  { types: [{ name: 'string', entries: NAMES, chunks: [{ values: { 1: 'one', 3: 'three' }, ...chunk }] }], ...extra },
];

const valuesOf = (table: ResourceTable): unknown[] =>
  [0, 1, 2, 3, 4, 5].map((entry) => table.lookup(0x7f010000 + entry)[0]?.value?.string);

describe('ResourceTable', () => {
  it.each([
    ['dense offsets', {}],
    ['sparse offsets', { encoding: 'sparse' }],
    ['16-bit offsets', { encoding: 'offset16' }],
    ['compact entries', { compact: true }],
    ['compact entries, sparse', { compact: true, encoding: 'sparse' }],
    ['compact entries, 16-bit offsets', { compact: true, encoding: 'offset16' }],
  ] as const)('reads %s', (_, chunk) => {
    const table = open(one(chunk));
    expect(valuesOf(table)).toEqual([undefined, 'one', undefined, 'three', undefined, undefined]);
    expect([...table.entriesOfType('string')]).toEqual([0x7f010001, 0x7f010003]);
    expect(table.nameOf(0x7f010003)).toEqual({ packageName: 'com.example.app', type: 'string', entry: 'd' });
    expect(table.nameOf(0x7f010000)).toBeUndefined();
    expect(table.diagnostics).toEqual([]);
  });

  it.each([{ utf8: true }, { utf8: false }])('reads values of every type (%o)', (pool) => {
    const values = {
      0: '文',
      1: { type: 0x10, data: 0xffffffff },
      2: { type: 1, data: 0x7f010000 },
      3: { type: 0x77, data: 5 },
    };
    const table = open(one({ values }), { pool });
    expect(NAMES.map((__, entry) => table.lookup(0x7f010000 + entry)[0]?.value)).toEqual([
      { type: 3, data: 0, string: '文' },
      { type: 0x10, data: 0xffffffff },
      { type: 1, data: 0x7f010000 },
      { type: 0x77, data: 5 },
      undefined,
    ]);
  });

  it('reads bags', () => {
    const items = [
      { name: 0x02000000, value: 'first' },
      { name: 0x02000001, value: { type: 1, data: 0x7f020000 } },
    ];
    const [entry] = open(one({ values: { 2: { parent: 0x01030005, items } } })).lookup(0x7f010002);
    expect(entry?.bag).toEqual({
      parent: 0x01030005,
      items: [
        { name: 0x02000000, value: { type: 3, data: 0, string: 'first' } },
        { name: 0x02000001, value: { type: 1, data: 0x7f020000 } },
      ],
    });
    expect(entry).not.toHaveProperty('value');
  });

  it('keeps configurations apart, in file order', () => {
    const chunks = [{}, { language: 'zh', region: 'CN' }, { density: 480, sdkVersion: 4 }].map((config, index) => ({
      config,
      values: { 0: `v${index}` },
    }));
    const entries = open([{ types: [{ name: 'string', entries: ['a'], chunks }] }]).lookup(0x7f010000);
    expect(entries.map(({ config, value }) => [config.qualifier, value?.string])).toEqual([
      ['', 'v0'],
      ['zh-rCN', 'v1'],
      ['xxhdpi-v4', 'v2'],
    ]);
  });

  it('finds types and packages by id', () => {
    const type = (name: string, value: string) => ({ name, entries: ['x'], chunks: [{ values: { 0: value } }] });
    const table = open([
      {
        id: 0x7f,
        name: 'app',
        types: [type('attr', 'a'), { ...type('string', 's'), id: 9 }],
        typeNames: ['attr', ...Array<string>(7).fill('-'), 'string'],
      },
      { id: 0x80, name: 'feature', types: [type('string', 'f')], headerSize: 284 },
    ]);
    expect([...table.types()]).toEqual([
      { packageId: 0x7f, typeId: 1, typeName: 'attr' },
      { packageId: 0x7f, typeId: 9, typeName: 'string' },
      { packageId: 0x80, typeId: 1, typeName: 'string' },
    ]);
    expect([...table.entriesOfType('string')]).toEqual([0x7f090000, 0x80010000]);
    expect([...table.entriesOfType('string', 0x80)]).toEqual([0x80010000]);
    expect(table.lookup(0x80010000)[0]?.value?.string).toBe('f');
    expect(table.lookup(0x81010000)).toEqual([]);
  });

  it('adds the type id offset as Android 9 and later do, or takes it off names as aapt does', () => {
    const types = [{ name: 'string', entries: ['x'], chunks: [{ values: { 0: 'v' } }] }];
    expect(open([{ types, typeIdOffset: 3 }]).nameOf(0x7f040000)).toMatchObject({ type: 'string' });
    const whole = [{ ...types[0]!, id: 4 }];
    expect(open([{ types: whole, typeIdOffset: 3 }]).nameOf(0x7f040000)).toMatchObject({ type: 'string' });
  });

  it('costs a malformed entry only itself', () => {
    for (const chunk of [{ offsets: { 1: 0x10000 } }, { offsets: { 1: 2 } }, { offsets: { 1: 0xfffffff0 } }]) {
      const table = open(one(chunk));
      expect(valuesOf(table)).toEqual([undefined, undefined, undefined, 'three', undefined, undefined]);
      expect(table.diagnostics).toMatchObject([{ code: 'arsc-bad-entry', level: 'anomaly', where: 'resources.arsc' }]);
    }
    for (const chunk of [{ entrySizeDelta: -1 }, { entrySizeDelta: 4000 }, { valueSize: 4 }]) {
      const table = open(one(chunk));
      expect(table.lookup(0x7f010003)).toEqual([]);
      expect(table.diagnostics).toHaveLength(1);
    }
    const bag = { 0: { items: [{ name: 1, value: 'x' }] } };
    for (const chunk of [{ itemCountDelta: 1 }, { itemCountDelta: 0x7fffffff }, { entrySizeDelta: 2 }]) {
      expect(open(one({ values: bag, ...chunk })).lookup(0x7f010000)).toEqual([]);
    }
  });

  it('notes what compilers do not write', () => {
    const codes = open(one({}), { decoyPool: 'decoy', trailing: Buffer.alloc(8) }).diagnostics.map(({ code }) => code);
    expect(codes).toEqual(['arsc-string-pools', 'arsc-trailing-bytes']);
    expect(valuesOf(open(one({}), { decoyPool: 'decoy' }))[1]).toBe('one');
  });

  it.each([
    [
      'a type chunk before its spec',
      /no type spec before it/,
      one({}).map((spec) => ({ ...spec, types: spec.types.map((type) => ({ ...type, spec: false })) })),
      {},
    ],
    ['type id 0', /id 0/, one({ id: 0 }), {}],
    ['more entries than 16 bits', /65536 entries/, one({ entryCount: 0x10000 }), {}],
    ['offsets that overlap entries', /overlap/, one({ entriesStartDelta: -4 }), {}],
    ['entries after the end', /after the end/, one({ entriesStartDelta: 0x1000 }), {}],
    ['entries not aligned', /not aligned/, one({ entriesStartDelta: 2 }), {}],
    ['a type chunk longer than its package', /passes the end/, one({ size: 0x10000 }), {}],
    ['a type chunk of size 0', /above chunk size 0/, one({ size: 0 }), {}],
    ['a type id offset above 255', /type id offset 256/, one({}, { typeIdOffset: 0x100 }), {}],
    ['more packages than declared', /more packages/, one({}), { packageCount: 0 }],
    ['fewer packages than declared', /1 packages of 2/, one({}), { packageCount: 2 }],
    ['another chunk type', /chunk type 0x3/, one({}), { type: 3 }],
    ['a size past the end (a01)', /passes the end/, one({}), { sizeDelta: 4 }],
    ['a pool that lies', /do not fit/, one({}), { pool: { count: 0xffffffff } }],
  ] as const)('refuses %s', (_, reason, packages, options) => {
    const bytes = buildArsc(packages, options);
    expect(() => ResourceTable.open(bytes, 'x')).toThrow(FormatError);
    expect(() => ResourceTable.open(bytes, 'x')).toThrow(reason);
  });

  it.each([
    ['nothing (a05)', Buffer.alloc(0)],
    ['garbage (a04)', Buffer.alloc(500, 0xff)],
    ['a table cut short (a01)', buildArsc(one({})).subarray(0, 300)],
  ])('refuses %s', (_, bytes) => {
    expect(() => ResourceTable.open(bytes, 'x')).toThrow(FormatError);
  });

  it('reads a table at an odd address (a03)', () => {
    const bytes = buildArsc(one({}));
    const shifted = Buffer.concat([Buffer.alloc(1), bytes]).subarray(1);
    expect(valuesOf(ResourceTable.open(shifted, 'x'))[3]).toBe('three');
  });
});
