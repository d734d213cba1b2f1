import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BagSpec, ConfigSpec, PackageSpec, TypeChunkSpec, ValueSpec } from '../../fixtures/toolkit/arsc.js';
import { buildArsc } from '../../fixtures/toolkit/arsc.js';
import { stringPool } from '../../fixtures/toolkit/axml.js';
import { ResourceTable, Resources } from '../../src/format/arsc/index.js';
import { readChunk, viewOf } from '../../src/format/res-chunk.js';
import { StringPool } from '../../src/format/res-string-pool.js';
import { PrivscanError } from '../../src/model/errors.js';
import { changed } from './mutations.js';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('隐私', 'Privacy'));
const value: fc.Arbitrary<ValueSpec> = fc.oneof(
  text,
  fc.record({ type: fc.constantFrom(1, 0x10, 0x12), data: fc.integer({ min: 0, max: 0xffffffff }) }),
);
const bag: fc.Arbitrary<BagSpec> = fc.record({
  parent: fc.integer({ min: 0, max: 0xffffffff }),
  items: fc.array(fc.record({ name: fc.nat(), value }), { maxLength: 4 }),
});
const config: fc.Arbitrary<ConfigSpec> = fc.record(
  {
    language: fc.constantFrom('en', 'zh', 'fil'),
    region: fc.constantFrom('CN', 'US', '419'),
    density: fc.constantFrom(160, 320),
    sdkVersion: fc.nat({ max: 40 }),
  },
  { requiredKeys: [] },
);
const COUNT = 6;
const chunk: fc.Arbitrary<TypeChunkSpec> = fc.oneof(
  fc.record({
    config,
    encoding: fc.constantFrom('dense', 'sparse', 'offset16'),
    values: fc.dictionary(fc.constantFrom('0', '1', '2', '5'), fc.oneof(value, bag)),
  }),
  fc.record({
    config,
    encoding: fc.constantFrom('dense', 'sparse', 'offset16'),
    compact: fc.constant(true),
    values: fc.dictionary(fc.constantFrom('0', '3', '4'), value),
  }),
);
const table: fc.Arbitrary<PackageSpec[]> = fc
  .array(
    fc.record({
      name: fc.constantFrom('com.example', 'a'),
      types: fc.array(
        fc.record({
          name: fc.constantFrom('string', 'attr', 'array'),
          entries: fc.constant(Array.from({ length: COUNT }, (_, index) => `name_${index}`)),
          chunks: fc.array(chunk, { maxLength: 4 }),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((packages) => packages.map((spec, index) => ({ ...spec, id: 0x7f + index })));

function read(written: ValueSpec): unknown {
  return typeof written === 'string' ? { type: 3, string: written } : written;
}

/** A value as it was written: the string's index is the writer's affair. */
function shown(found: { type: number; data: number; string?: string }): unknown {
  return found.type === 3 ? { type: 3, string: found.string } : found;
}

/** Asks a table everything it can be asked. */
function exhaust(bytes: Uint8Array): void {
  const opened = ResourceTable.open(bytes, 'x');
  const resources = new Resources([opened, opened]);
  for (const { typeName } of opened.types()) {
    for (const id of opened.entriesOfType(typeName)) {
      for (const { value: found, config: where } of opened.lookup(id)) {
        expect(typeof where.qualifier).toBe('string');
        if (found !== undefined) resources.resolve(found);
      }
      opened.nameOf(id);
      resources.file(id);
      resources.strings(id);
      resources.labels({ type: 1, data: id });
    }
  }
  for (const { value: found } of resources.stringEntries()) expect(typeof found).toBe('string');
  resources.findStrings(['privacy', '隐']);
}

describe('resource tables', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (packages, utf8) => {
        const opened = ResourceTable.open(buildArsc(packages, { pool: { utf8 } }), 'x');
        for (const { id: packageId, types } of packages) {
          types.forEach(({ chunks, entries, name }, place) => {
            for (let entry = 0; entry < COUNT; entry += 1) {
              const id = (((packageId ?? 0) << 24) | ((place + 1) << 16) | entry) >>> 0;
              const written = chunks.flatMap(({ values }) => (entry in values ? [values[entry]!] : []));
              const found = opened.lookup(id).map(({ value: simple, bag: complex }) =>
                complex === undefined
                  ? shown(simple)
                  : {
                      parent: complex.parent,
                      items: complex.items.map((item) => ({ ...item, value: shown(item.value) })),
                    },
              );
              expect(found).toEqual(
                written.map((one) =>
                  typeof one === 'object' && 'items' in one
                    ? { parent: one.parent, items: one.items.map((item) => ({ ...item, value: read(item.value) })) }
                    : read(one),
                ),
              );
              const names = written.length === 0 ? undefined : { type: name, entry: entries[entry] };
              if (names === undefined) expect(opened.nameOf(id)).toBeUndefined();
              else expect(opened.nameOf(id)).toMatchObject(names);
            }
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are refused or read whatever the bytes, and reading ends', () => {
    fc.assert(
      fc.property(table, fc.boolean(), changed, (packages, utf8, change) => {
        const bytes = change(buildArsc(packages, { pool: { utf8 } }));
        const cpu = process.cpuUsage();
        try {
          exhaust(bytes);
        } catch (error) {
          if (!(error instanceof PrivscanError)) throw error;
        }
        expect(process.cpuUsage(cpu).user / 1000).toBeLessThan(2000);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('string pools', () => {
  const strings = fc.array(fc.string({ unit: fc.constantFrom(...Array.from('aAbBzZ隐私é\u{1f512}')), maxLength: 8 }), {
    minLength: 1,
    maxLength: 20,
  });
  const needles = fc.array(
    fc.string({ unit: fc.constantFrom(...Array.from('aAbZ隐私é\u{1f512}')), minLength: 1, maxLength: 3 }),
    {
      maxLength: 4,
    },
  );
  const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

  const open = (list: readonly string[], utf8: boolean, shift: number): StringPool => {
    // At an odd address, so that UTF-16 data is not aligned.
    const bytes = Buffer.concat([Buffer.alloc(shift), stringPool(list, { utf8 })]).subarray(shift);
    return StringPool.open(bytes, readChunk(viewOf(bytes), 0, bytes.length, 28, 'pool'));
  };

  it('find what a search of the decoded strings finds', () => {
    fc.assert(
      fc.property(strings, needles, fc.boolean(), fc.constantFrom(0, 1), (list, wanted, utf8, shift) => {
        const pool = open(list, utf8, shift);
        expect(list.map((_, index) => pool.at(index))).toEqual(list);
        const plain = list.flatMap((one, index) =>
          wanted.some((needle) => lower(one).includes(lower(needle))) ? [index] : [],
        );
        expect(pool.scan(wanted)).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  it('find needles in strings that overlap others', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 12 }), fc.boolean(), (starts, utf8) => {
        const data = Buffer.from(
          Array.from({ length: 64 }, (_, index) => [3, 2, 0x61, 0, 0x62, 0, 0, 0, 1][(index * 7) % 9]!),
        );
        const bytes = stringPool(
          starts.map(() => ''),
          { utf8, data: Buffer.concat([data, Buffer.alloc(4)]), offsets: starts },
        );
        const pool = StringPool.open(bytes, readChunk(viewOf(bytes), 0, bytes.length, 28, 'pool'));
        const plain = starts.flatMap((_, index) => (pool.at(index)?.includes('a') === true ? [index] : []));
        expect(pool.scan(['a'])).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});
