import { describe, expect, it } from '@jest/globals';
import { type Archive, bufferSource, ByteBudget, openArchive } from '../../../src/archive/index.js';
import { ARCHIVE_LIMITS } from '../../../src/archive/limits.js';
import { FormatError, LimitError } from '../../../src/model/errors.js';
import {
  deflate,
  extraField,
  u32,
  u64,
  writeZip,
  type ZipFile,
  type ZipOptions,
  zip64Extra,
} from '../../../fixtures/toolkit/zip.js';

const text = (value: string): Uint8Array => Buffer.from(value);
const open = (files: readonly ZipFile[], options?: ZipOptions): Archive =>
  openArchive(bufferSource(writeZip(files, options)), { name: 'test.apk' });
const codes = (archive: Archive): string[] => archive.diagnostics.map(({ code }) => code);
const WIDE = 0xffffffff;

describe('openArchive', () => {
  it('lists entries in the order of the central directory, directories among them', () => {
    const archive = open([{ name: 'z' }, { name: 'res/', store: true }, { name: '__proto__' }, { name: 'a' }]);
    expect([...archive.entries.keys()]).toEqual(['z', 'res/', '__proto__', 'a']);
    expect(archive.diagnostics).toEqual([]);
    expect(archive.name).toBe('test.apk');
  });

  it('tells where its records are', () => {
    const files = [{ name: 'a', data: text('A'), store: true, align: 1 }];
    const archive = open(files);
    // 30 header + 1 name + 1 data; 46 record + 1 name.
    expect(archive.centralDirectoryOffset).toBe(32);
    expect(archive.endOfCentralDirectoryOffset).toBe(32 + 47);
    expect(archive.entries.get('a')?.dataOffset()).toBe(31);
  });

  it('reads nothing but the end record, the directory and four bytes at each end of the data', () => {
    const bytes = writeZip([{ name: 'big', data: Buffer.alloc(100_000, 1), store: true }]);
    const inner = bufferSource(bytes);
    const reads: [number, number][] = [];
    const read = (offset: number, length: number): Uint8Array => (
      reads.push([offset, length]),
      inner.read(offset, length)
    );
    openArchive({ ...inner, read });
    const total = reads.reduce((sum, [, length]) => sum + length, 0);
    expect(total).toBeLessThan(4096 + 200);
  });

  it('keeps 64-bit sizes and offsets', () => {
    const data = text('zip64 data');
    const size = deflate(data).length;
    const archive = open([
      { name: 'first', data: text('1'), store: true, align: 1 },
      {
        name: 'wide',
        data,
        local: { size: WIDE, compressedSize: WIDE, extra: zip64Extra(data.length, size) },
        // 30 header + 5 name + 1 data of the first file.
        central: {
          size: WIDE,
          compressedSize: WIDE,
          localHeaderOffset: WIDE,
          extra: zip64Extra(data.length, size, 36),
        },
      },
    ]);
    expect(archive.entries.get('wide')?.size).toBe(data.length);
    expect(Buffer.from(archive.entries.get('wide')!.bytes()).toString()).toBe('zip64 data');
  });

  it('takes all three zip64 values when all are there, as Go writes them', () => {
    const data = text('go');
    const extra = zip64Extra(2, deflate(data).length, 0);
    const archive = open([{ name: 'go', data, central: { compressedSize: WIDE, size: 77, extra } }]);
    expect(archive.entries.get('go')?.size).toBe(2);
    // A fourth value, the number of the disk, is there and ignored.
    const disk = extraField(1, Buffer.concat([u64(2), u64(deflate(data).length), u64(0), u32(9)]));
    const central = { compressedSize: WIDE, size: WIDE, extra: disk };
    expect(
      open([{ name: 'go', data, central }])
        .entries.get('go')
        ?.bytes(),
    ).toHaveLength(2);
  });

  it.each<[string, Partial<ZipFile['central'] & object>, RegExp]>([
    ['missing', { size: WIDE }, /zip64 extra field is missing/],
    ['too short', { size: WIDE, compressedSize: WIDE, extra: zip64Extra(1) }, /too short/],
    ['too long', { size: WIDE, extra: zip64Extra(1, 2) }, /wrong length/],
    ['longer than the record', { size: WIDE, extra: Uint8Array.of(1, 0, 200, 0, 1, 2) }, /longer than the record says/],
  ])('cannot open an entry whose zip64 field is %s', (_, central, why) => {
    const archive = open([
      { name: 'ok', data: text('x') },
      { name: 'a', data: text('y'), central },
    ]);
    expect(archive.entries.get('a')?.problem).toMatch(why);
    expect(() => archive.entries.get('a')?.bytes()).toThrow(why);
    expect(codes(archive)).toEqual(['zip-entry-unreadable']);
    expect(archive.entries.get('ok')?.bytes()).toHaveLength(1);
  });

  it('refuses the archive when the offset itself cannot be found', () => {
    expect(() => open([{ name: 'a', central: { localHeaderOffset: WIDE } }])).toThrow(/zip64 extra field is missing/);
    expect(() => open([{ name: 'a', central: { localHeaderOffset: 0xfffffff0 } }])).toThrow(/behind the data/);
  });

  it('cannot open an entry whose offset is negative as a signed number', () => {
    const extra = zip64Extra(-64n);
    const archive = open([{ name: 'ok' }, { name: 'a', central: { localHeaderOffset: WIDE, extra } }]);
    expect(archive.entries.get('a')?.problem).toMatch(/before the file/);
  });

  it('reads a zip64 end record, and refuses its lies', () => {
    const files = [{ name: 'a', data: text('a') }];
    const end = { records: 0xffff, size: WIDE, offset: WIDE };
    expect([...open(files, { zip64: {}, end }).entries.keys()]).toEqual(['a']);
    expect(() => open(files, { zip64: { recordSignature: 1 }, end })).toThrow(/no signature/);
    expect(() => open(files, { zip64: { recordOffset: 2 ** 40 }, end })).toThrow(/outside the file/);
    expect(() => open(files, { zip64: { offset: 2n ** 63n }, end })).toThrow(/outside the file/);
    expect(() => open(files, { zip64: { size: 2 ** 50 }, end })).toThrow(/outside the file/);
    expect(() => open(files, { zip64: { records: 2 ** 50 }, end })).toThrow(/no room for them/);
  });

  it('takes a comment of 65,535 bytes, which today would also mean zip64', () => {
    const archive = open([{ name: 'a', data: text('a') }], { comment: Buffer.alloc(65_535) });
    expect(codes(archive)).toEqual(['zip64-missing']);
    expect(archive.entries.size).toBe(1);
  });

  it('decodes names one to one, also those that only Android takes for UTF-8', () => {
    const overlong = Uint8Array.of(0x61, 0xc0, 0xaf);
    const surrogate = Uint8Array.of(0xed, 0xa0, 0x80);
    const archive = open([{ name: '中文 é 😀' }, { name: overlong }, { name: surrogate }, { name: 'a\ufffd\ufffd' }]);
    expect([...archive.entries.keys()]).toEqual(['中文 é 😀', 'a\udcc0\udcaf', '\udced\udca0\udc80', 'a\ufffd\ufffd']);
  });

  it.each([
    [[0x80], 'a continuation byte alone'],
    [[0xc3], 'a lead byte at the end'],
    [[0xc3, 0x41], 'a lead byte without its continuation'],
    [[0xfe, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80], 'a lead byte of seven bytes'],
    [[0xff, 0x80], 'a byte that leads nothing'],
  ])('refuses %j in a name: %s', (bytes) => {
    expect(() => open([{ name: Uint8Array.from([0x61, ...bytes]) }])).toThrow(/is not UTF-8/);
    expect(open([{ name: Uint8Array.of(0xfd, 0x80, 0x80, 0x80, 0x80, 0x80) }]).entries.size).toBe(1);
  });

  it('finds the APK signing block, or says that it is malformed', () => {
    const block = (first: number, second: number): Uint8Array =>
      Buffer.concat([u64(first), Buffer.alloc(40), u64(second), text('APK Sig Block 42')]);
    const files = [{ name: 'a', data: text('a'), store: true, align: 1 }];
    const archive = open(files, { beforeCentral: block(64, 64) });
    // After 30 header + 1 name + 1 data; 8 size + 40 pairs + 8 size + 16 magic.
    expect(archive.signingBlock).toEqual({ offset: 32, size: 72 });
    for (const bad of [block(63, 64), block(65, 65), block(64, 2 ** 40), block(0, 0)]) {
      expect(open(files, { beforeCentral: bad }).signingBlock).toBeUndefined();
      expect(codes(open(files, { beforeCentral: bad }))).toEqual(['zip-signing-block-malformed']);
    }
    expect(open(files).signingBlock).toBeUndefined();
  });

  it('tells the same oddity once, with a count', () => {
    const files = Array.from({ length: 1000 }, (_, i) => ({ name: `../${i}`, header: { flags: 1 } }));
    const archive = open(files);
    for (const entry of archive.entries.values()) entry.bytes();
    expect(codes(archive)).toEqual(['zip-encrypted-bit', 'zip-unsafe-name']);
    expect(archive.diagnostics[1]).toMatchObject({ where: '../0', level: 'anomaly', stage: 'archive' });
    expect(archive.diagnostics[1]?.message).toMatch(/\(1000 times/);
  });

  it('keeps hostile names out of its one-line messages', () => {
    const name = `\x1b[31m\r\n::error::\u202e${'x'.repeat(500)}`;
    const error = thrownBy(() => open([{ name }, { name }])) as FormatError;
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(error.message.length).toBeLessThan(250);
  });
});

describe('an entry', () => {
  // Each row is one of the returns of libziparchive's `FindEntry`; the entry is the last, its header at 31, data at 62.
  it.each<[string, Omit<ZipFile, 'name'>, RegExp]>([
    ['whose local header is half zip64', { local: { size: WIDE } }, /half zip64/],
    [
      'whose local zip64 field is missing',
      { local: { size: WIDE, compressedSize: WIDE } },
      /local header the zip64 extra/,
    ],
    ['whose local extra field runs into the directory', { local: { extraLength: 3 } }, /extra field runs into/],
    ['whose data runs into the directory', { header: { compressedSize: 3 } }, /data runs into/],
    ['whose stored data runs into the directory', { header: { method: 0, size: 3 } }, /data runs into/],
    ['whose local header touches the directory', { central: { localHeaderOffset: 34 } }, /runs into the directory/],
    ['whose local header has another CRC-32', { local: { crc32: 5 } }, /another CRC-32/],
    ['whose local name is longer', { local: { nameLength: 2 } }, /another name/],
  ])('%s cannot be opened', (_, lies, why) => {
    const archive = open([
      { name: 'f', store: true, align: 1 },
      { name: 'e', data: text('22'), raw: text('22'), ...lies },
    ]);
    expect(() => archive.entries.get('e')?.dataOffset()).toThrow(why);
    expect(() => archive.entries.get('e')?.bytes()).toThrow(FormatError);
    expect(archive.entries.get('e')?.problem).toMatch(why);
  });

  it('gives bytes aligned for typed arrays wherever it lies', () => {
    const files = Array.from({ length: 8 }, (_, i) => ({
      name: 'n'.repeat(i + 1),
      data: text('12345678'),
      store: i % 2 === 0,
      align: 1,
    }));
    for (const entry of open(files).entries.values()) expect(entry.bytes().byteOffset % 8).toBe(0);
  });

  it('stays readable and quiet when read again', () => {
    const archive = open([{ name: 'a', data: text('again'), header: { crc32: 1 } }]);
    const entry = archive.entries.get('a')!;
    for (let i = 0; i < 3; i++) expect(Buffer.from(entry.bytes({ verifyCrc: true })).toString()).toBe('again');
    expect(archive.diagnostics.map(({ message }) => message)).toEqual([
      'the CRC-32 is wrong; Android does not check it',
    ]);
  });

  it('is refused above the caller’s limit before it is touched', () => {
    const entry = open([{ name: 'first' }, { name: 'a', data: text('12345'), local: { signature: 7 } }]).entries.get(
      'a',
    )!;
    expect(() => entry.bytes(4)).toThrow(LimitError);
    expect(() => entry.bytes({ limit: 4 })).toThrow(LimitError);
    expect(entry.problem).toBeUndefined();
    expect(() => entry.bytes(5)).toThrow(FormatError);
    expect(entry.problem).toMatch(/no signature/);
  });

  it('is read as stored under an unknown method when asked, never into the void', () => {
    const at = (size: number): Uint8Array => {
      const files = [{ name: 'a', raw: text('plain'), header: { method: 99, size } }];
      return open(files).entries.get('a')!.bytes({ unknownMethod: 'stored' });
    };
    expect(Buffer.from(at(5)).toString()).toBe('plain');
    // Past the file's end the mapping of the last page is zeros (mmap(2)); past that page Android crashes.
    expect(at(4096 - 31).subarray(-3)).toEqual(new Uint8Array(3));
    expect(() => at(4096 - 30)).toThrow(/runs off the file/);
  });

  it('never inflates past the ratio of deflate', () => {
    const zeros = Buffer.alloc(1032 * 100);
    const size = deflate(zeros).length;
    const tooLarge = size * 1032 + 1;
    expect(open([{ name: 'a', data: zeros, header: { size: tooLarge } }]).entries.get('a')?.problem).toMatch(
      /can hold/,
    );
    expect(
      open([{ name: 'a', data: zeros }])
        .entries.get('a')
        ?.bytes(),
    ).toHaveLength(zeros.length);
  });
});

describe('budgets', () => {
  it('count every entry once, and are shared when handed on', () => {
    const files = ['a', 'b'].map((name) => ({ name, data: Buffer.alloc(60) }));
    const budget = new ByteBudget('archive.totalBytes', 100);
    const archive = openArchive(bufferSource(writeZip(files)), { budget });
    expect(archive.entries.get('a')?.bytes()).toHaveLength(60);
    expect(archive.entries.get('a')?.bytes()).toHaveLength(60);
    expect(() => archive.entries.get('b')?.bytes()).toThrow(LimitError);
    const other = openArchive(bufferSource(writeZip([{ name: 'c', data: Buffer.alloc(40) }])), {
      budget: archive.budget,
    });
    expect(other.entries.get('c')?.bytes()).toHaveLength(40);
    expect(() => budget.spend(1)).toThrow(/archive.totalBytes/);
  });

  it('refuse a directory above them without reading it', () => {
    const size = ARCHIVE_LIMITS.centralDirectoryBytes + 1;
    const bytes = writeZip([{ name: 'a' }]);
    const far = { ...bufferSource(bytes), size: 2 ** 40 };
    const read = (offset: number, length: number): Uint8Array => {
      if (length > 70_000) throw new Error('read too much');
      const end = 2 ** 40 - bytes.length;
      return offset >= end ? bytes.subarray(offset - end, offset - end + length) : bytes.subarray(0, length);
    };
    bytes.set(Buffer.from(u64(size).subarray(0, 4)), bytes.length - 22 + 12);
    expect(() => openArchive({ ...far, read })).toThrow(LimitError);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
