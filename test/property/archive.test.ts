import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bufferSource, openArchive, openContainer } from '../../src/archive/index.js';
import { FormatError, LimitError, UsageError } from '../../src/model/errors.js';
import { deflate, writeZip, type ZipFile, zip64Extra } from '../../fixtures/toolkit/zip.js';
import { guarded } from '../hostile/zip-guard.js';

const DATA = Buffer.from('<manifest package="com.example"/>'.repeat(20));
const WIDE = 0xffffffff;
/** One archive with every kind of record a reader must walk. */
const wide: ZipFile = {
  name: 'wide',
  data: DATA,
  local: { size: WIDE, compressedSize: WIDE, extra: zip64Extra(DATA.length, deflate(DATA).length) },
  central: { size: WIDE, compressedSize: WIDE, extra: zip64Extra(DATA.length, deflate(DATA).length) },
};
const inner = writeZip([{ name: 'AndroidManifest.xml', data: DATA }]);
const SEEDS = [
  writeZip([
    { name: 'AndroidManifest.xml', data: DATA },
    { name: 'classes.dex', data: DATA, store: true },
  ]),
  writeZip([{ name: 'é/', store: true }, wide], { zip64: {}, end: { records: 0xffff, size: WIDE, offset: WIDE } }),
  writeZip(
    [
      { name: 'splits/base-master.apk', data: inner },
      { name: 'a.apk', data: inner, store: true },
    ],
    {
      comment: Buffer.from('comment'),
    },
  ),
];

const seed = fc.constantFrom(...SEEDS);
const anyByte = fc.oneof(fc.constantFrom(0, 1, 0x50, 0x7f, 0x80, 0xfe, 0xff), fc.nat(255));
/** Places counted from the end hit the directory and the end record, where one byte decides much. */
const place = fc.record({ fromEnd: fc.boolean(), at: fc.nat(200), byte: anyByte });
const mutated = fc.tuple(seed, fc.array(place, { minLength: 1, maxLength: 6 })).map(([bytes, places]) => {
  const copy = Buffer.from(bytes);
  for (const { fromEnd, at, byte } of places) copy[fromEnd ? copy.length - 1 - at : at] = byte;
  return copy;
});
const cut = fc
  .tuple(seed, fc.nat(2000), fc.nat(2000))
  .map(([bytes, from, to]) => bytes.subarray(from, bytes.length - to));
const spliced = fc
  .tuple(seed, seed, fc.nat(1000))
  .map(([a, b, at]) => Buffer.concat([a.subarray(0, at), b.subarray(at)]));
const noise = fc
  .uint8Array({ maxLength: 300 })
  .map((bytes) => Buffer.concat([bytes, Buffer.from(SEEDS[0]!.subarray(-22))]));

const allowed = (error: unknown): boolean =>
  (error instanceof FormatError || error instanceof LimitError || error instanceof UsageError) &&
  !/\p{Cc}/u.test(error.message);

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!allowed(error)) throw error;
  }
}

function readAll(bytes: Uint8Array): void {
  attempt(() => {
    const archive = openArchive(bufferSource(bytes));
    for (const entry of archive.entries.values()) {
      attempt(() => expect(entry.bytes({ unknownMethod: 'stored', verifyCrc: true })).toHaveLength(entry.size));
      attempt(() => expect(entry.dataOffset()).toBeLessThanOrEqual(archive.centralDirectoryOffset));
    }
    expect(archive.diagnostics.length).toBeLessThanOrEqual(64);
    for (const { source } of openContainer(archive)?.apks ?? []) attempt(() => void openArchive(source));
  });
}

describe('whatever the bytes, the reader gives a value or a FormatError or LimitError, and ends', () => {
  it.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['mutated', mutated],
    ['cut', cut],
    ['spliced', spliced],
    ['random', noise],
  ])('%s archives', (_, arbitrary) => {
    guarded({ cpuMs: 30_000, externalMib: 256 }, () => {
      fc.assert(fc.property(arbitrary, readAll), { numRuns: 3000 });
    });
  });
});

describe('what was written is what is read', () => {
  const file = fc.record({
    name: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => !text.includes('\0') && isText(text)),
    data: fc.uint8Array({ maxLength: 3000 }),
    store: fc.boolean(),
  });
  const files = fc.uniqueArray(file, { minLength: 1, maxLength: 12, selector: ({ name }) => name });

  it('names, order, sizes and bytes', () => {
    fc.assert(
      fc.property(files, (written) => {
        const archive = openArchive(bufferSource(writeZip(written)));
        expect([...archive.entries.keys()]).toEqual(written.map(({ name }) => name));
        for (const { name, data, store } of written) {
          const entry = archive.entries.get(name)!;
          expect(entry.stored).toBe(store);
          expect(entry.size).toBe(data.length);
          expect(Buffer.compare(entry.bytes({ verifyCrc: true }), data)).toBe(0);
        }
        expect(archive.diagnostics.filter(({ code }) => !/unsafe-name|file-and-directory/.test(code))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function isText(text: string): boolean {
  return Buffer.from(text).toString() === text;
}
