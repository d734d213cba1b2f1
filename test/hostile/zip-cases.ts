import { constants, deflateRawSync } from 'node:zlib';
import {
  type ZipFile,
  type ZipOptions,
  dataDescriptor,
  deflate,
  u16,
  u32,
  writeZip,
} from '../../fixtures/toolkit/zip.js';

/**
 * One trick a zip can play and what Android does with it. The expectations are what aapt 10/14, aapt2 14 and dexdump
 * 11/14 did with the same trick (column A of the knowledge base's table of hostile inputs, and the sources of
 * libziparchive and ZipAssetsProvider), not what our reader does.
 */
export interface ZipCase {
  readonly name: string;
  readonly build: () => Uint8Array;
  readonly expected: Refused | Opened;
}

/** The whole archive is refused; the reason must name the trick. */
export interface Refused {
  readonly refused: RegExp;
}

export interface Opened {
  /** Codes that must be told, in any order, after every entry was tried; none else may be. */
  readonly diagnostics?: readonly string[];
  /** Entries that cannot be read, with the reason. All others must be readable as listed in `contents`. */
  readonly unreadable?: Readonly<Record<string, RegExp>>;
  /** Entries above a budget: a LimitError, not a FormatError. */
  readonly overBudget?: readonly string[];
  /** Entries read as AssetManager reads: an unknown method counts as stored. */
  readonly asAsset?: readonly string[];
  /** Number of entries; default: of the base entries. */
  readonly count?: number;
  /** Entry → its bytes, beside the base entries' own. */
  readonly contents?: Readonly<Record<string, Uint8Array>>;
}

/** What the three entries of the base hold. */
export interface BaseContents {
  readonly manifest: Uint8Array;
  readonly code: Uint8Array;
  readonly table: Uint8Array;
}

/** Opaque to the archive room: repeated text deflates, a byte ramp does not. */
export const MANIFEST = Buffer.from('\x03\0\x08\0<manifest package="com.example.hostile"/>'.repeat(40), 'latin1');
const DEX = Buffer.concat([Buffer.from('dex\n035\0', 'latin1'), Buffer.alloc(3000, 'code of the app ')]);
const ARSC = Buffer.from(Array.from({ length: 700 }, (_, i) => (i * 7919) & 0xff));
const X = Buffer.from('x');

export const BASE_CONTENTS: Readonly<Record<string, Uint8Array>> = {
  'AndroidManifest.xml': MANIFEST,
  'classes.dex': DEX,
  'resources.arsc': ARSC,
};

const MIB = 1 << 20;
const GIB = 1 << 30;
/** 1 GiB of zeros as raw deflate: a MiB, flushed so that it ends at a byte, 1,024 times, and an empty last block. */
const bomb = (): Uint8Array => {
  const mib = deflateRawSync(Buffer.alloc(MIB), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Uint8Array>(1024).fill(mib), Uint8Array.of(3, 0)]);
};
const zip = (files: readonly ZipFile[], options?: ZipOptions) => () => writeZip(files, options);
const EVIL_NAMES = [
  '../../../../tmp/privscan-evil',
  '/etc/privscan-evil',
  'assets/../../../evil',
  'C:\\evil.txt',
  'res/..\\..\\evil',
  'assets/a\x1b[31mred\r\n::error::x',
  'assets/<img src=x onerror=alert(1)>.html',
];
const every = (names: readonly string[], bytes: Uint8Array): Record<string, Uint8Array> =>
  Object.fromEntries(names.map((name) => [name, bytes]));
const times = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
/** The table over any base: opaque bytes for the archive room, a real app for the whole product. */
export function zipCases({ manifest, code, table }: BaseContents): readonly ZipCase[] {
  const man: ZipFile = { name: 'AndroidManifest.xml', data: manifest };
  const dex: ZipFile = { name: 'classes.dex', data: code };
  const arsc: ZipFile = { name: 'resources.arsc', data: table, store: true };
  const base = [man, dex, arsc];

  const lies = (fields: NonNullable<ZipFile['header']>): ZipFile[] => [{ ...man, header: fields }, dex, arsc];

  const describedMan = (descriptor: Uint8Array): ZipFile => ({
    ...man,
    descriptor,
    header: { flags: 8 },
    local: { compressedSize: 0, size: 0, crc32: 0 },
  });
  const brokenDeflate = (): Uint8Array => {
    const bytes = Buffer.from(deflate(manifest));
    return bytes.fill(0xff, 4, 40);
  };
  const garbageLocator = (): Uint8Array => {
    const locator = Buffer.concat([u32(0x07064b50), u32(0), u32(0xffffffff), u32(0), u32(0)]);
    return writeZip(base, { afterCentral: locator, end: { offset: 0xffffffff } });
  };

  return [
    { name: 'z00-control', build: zip(base), expected: {} },
    {
      name: 'z01-truncated-60pct',
      build: () => writeZip(base).subarray(0, 1000),
      expected: { refused: /no end-of-central-directory/ },
    },
    {
      name: 'z02-truncated-in-eocd',
      build: () => writeZip(base).subarray(0, -10),
      expected: { refused: /no end-of-central-directory/ },
    },
    {
      name: 'z03-manifest-method-unknown-stored',
      build: zip([{ ...man, raw: manifest, header: { method: 0x23 } }, dex, arsc]),
      expected: { asAsset: ['AndroidManifest.xml'], diagnostics: ['zip-unknown-method'] },
    },
    {
      name: 'z03b-unknown-method-csize-lies',
      build: zip([{ ...man, raw: manifest, header: { method: 0x23, compressedSize: 77 } }, dex, arsc]),
      expected: { asAsset: ['AndroidManifest.xml'], diagnostics: ['zip-unknown-method'] },
    },
    {
      name: 'z03c-dex-method-unknown-stored',
      build: zip([man, { ...dex, raw: code, header: { method: 0x23 } }, arsc]),
      expected: { unreadable: { 'classes.dex': /compression method 35 is unknown/ } },
    },
    {
      name: 'z03d-cd-store-lfh-deflate',
      build: zip([{ ...man, raw: manifest, header: { method: 0 }, local: { method: 8 } }, dex, arsc]),
      expected: { diagnostics: ['zip-local-method-differs'] },
    },
    {
      name: 'z04-manifest-method-lfh-cd-differ',
      build: zip([{ ...man, local: { method: 0x23 } }, dex, arsc]),
      expected: { diagnostics: ['zip-local-method-differs'] },
    },
    {
      name: 'z05-encrypted-bit-all',
      build: zip(base.map((file) => ({ ...file, header: { flags: 1 } }))),
      expected: { diagnostics: ['zip-encrypted-bit'] },
    },
    {
      name: 'z06-encrypted-bit-cd-only',
      build: zip(base.map((file) => ({ ...file, central: { flags: 1 } }))),
      expected: { diagnostics: ['zip-encrypted-bit'] },
    },
    {
      name: 'z07-dup-manifest',
      build: zip([{ ...man, data: X }, ...base]),
      expected: { refused: /two entries are named "AndroidManifest.xml"/ },
    },
    {
      name: 'z08-dup-dex',
      build: zip([...base, { ...dex, data: X }]),
      expected: { refused: /two entries are named "classes.dex"/ },
    },
    {
      name: 'z09-prefix-offsets-fixed',
      build: zip(base, { prefix: Buffer.alloc(100, 0x20) }),
      expected: { refused: /bytes before the first entry/ },
    },
    {
      name: 'z10-prefix-offsets-not-fixed',
      build: () => Buffer.concat([Buffer.alloc(100, 0x20), writeZip(base)]),
      expected: { refused: /bytes before the first entry/ },
    },
    {
      name: 'z11-prefix-is-dex-janus',
      build: zip(base, { prefix: code }),
      expected: { refused: /Janus, CVE-2017-13156/ },
    },
    {
      name: 'z12-trailing-bytes',
      build: zip(base, { suffix: Buffer.alloc(100, 0x41) }),
      expected: { refused: /100 extraneous bytes/ },
    },
    { name: 'z13-comment', build: zip(base, { comment: Buffer.from('PK\x05\x06 channel=huawei') }), expected: {} },
    {
      // One byte more and the signature leaves room for a record: then Android takes it, and refuses.
      name: 'z13b-comment-holds-whole-record',
      build: zip(base, { comment: Buffer.from('PK\x05\x06 channel=huawei1234') }),
      expected: { refused: /comment is cut off/ },
    },
    {
      name: 'z14-comment-len-lies',
      build: zip(base, { end: { commentLength: 5000 } }),
      expected: { refused: /comment is cut off: 5000 bytes/ },
    },
    {
      name: 'z15-traversal-names',
      build: zip([...base, ...EVIL_NAMES.map((name) => ({ name, data: Buffer.from('evil') }))]),
      expected: { diagnostics: ['zip-unsafe-name'], count: 10, contents: every(EVIL_NAMES, Buffer.from('evil')) },
    },
    {
      name: 'z16-nul-in-name',
      build: zip([...base, { name: 'assets/a\0.txt', data: X }]),
      expected: { refused: /name of entry 3 holds a NUL/ },
    },
    {
      name: 'z16b-name-not-utf8',
      build: zip([...base, { name: Uint8Array.of(0x61, 0xb0, 0xa1), data: X }]),
      expected: { refused: /name of entry 3 is not UTF-8/ },
    },
    {
      name: 'z17-lfh-name-differs',
      build: zip([{ ...man, local: { name: 'AndroidManifest.xmX' } }, dex, arsc]),
      expected: { unreadable: { 'AndroidManifest.xml': /another name/ } },
    },
    {
      name: 'z18-count-65535',
      build: zip(base, { end: { records: 65535 } }),
      expected: { refused: /counts 65535 entries/ },
    },
    {
      name: 'z18b-count-one-less',
      build: zip(base, { end: { records: 2 } }),
      expected: { diagnostics: ['zip-hidden-records'], count: 2 },
    },
    {
      name: 'z19-cd-offset-huge',
      build: zip(base, { end: { offset: 0xfffffff0 } }),
      expected: { refused: /does not fit before its end record/ },
    },
    {
      name: 'z20-file-as-directory',
      build: zip([
        ...base,
        { name: 'AndroidManifest.xml/', store: true },
        { name: 'classes.dex/', store: true },
        { name: 'classes.dex/a', data: X },
      ]),
      expected: { diagnostics: ['zip-file-and-directory'], count: 6, contents: { 'classes.dex/a': X } },
    },
    {
      name: 'z21-lfh-sizes-zero-no-dd',
      build: zip([{ ...man, local: { compressedSize: 0, size: 0, crc32: 0 } }, dex, arsc]),
      expected: { unreadable: { 'AndroidManifest.xml': /no data descriptor/ } },
    },
    {
      name: 'z22-data-descriptor',
      build: () => writeZip([describedMan(dataDescriptor(manifest, deflate(manifest).length)), dex, arsc]),
      expected: {},
    },
    {
      name: 'z22b-data-descriptor-unsigned',
      build: () =>
        writeZip([describedMan(dataDescriptor(manifest, deflate(manifest).length, { signed: false })), dex, arsc]),
      expected: {},
    },
    {
      name: 'z22c-data-descriptor-lies',
      build: () => writeZip([describedMan(dataDescriptor(X, 3)), dex, arsc]),
      expected: { diagnostics: ['zip-data-descriptor-differs'] },
    },
    {
      name: 'z23-bad-crc-manifest',
      build: zip(lies({ crc32: 0xdeadbeef })),
      expected: { diagnostics: ['zip-crc-mismatch'] },
    },
    {
      name: 'z24-bad-deflate-manifest',
      build: () => writeZip([{ ...man, raw: brokenDeflate() }, dex, arsc]),
      expected: { unreadable: { 'AndroidManifest.xml': /broken deflate data|declared/ } },
    },
    {
      name: 'z24b-deflate-cut',
      build: () => writeZip([{ ...man, raw: deflate(manifest).subarray(0, 20) }, dex, arsc]),
      expected: { unreadable: { 'AndroidManifest.xml': /more than 20 bytes of deflate can hold|broken deflate/ } },
    },
    {
      name: 'z24c-inflates-to-less',
      build: zip(lies({ size: manifest.length + 1 })),
      expected: { unreadable: { 'AndroidManifest.xml': /inflates to \d+ bytes, \d+ were declared/ } },
    },
    {
      name: 'z24d-bytes-after-the-stream',
      build: () => writeZip([{ ...man, raw: Buffer.concat([deflate(manifest), Buffer.alloc(50, 0xff)]) }, dex, arsc]),
      expected: {},
    },
    {
      name: 'z25-usize-huge-dex',
      build: zip([man, { ...dex, header: { size: 0xfffffff0 } }, arsc]),
      expected: {
        unreadable: { 'classes.dex': /declares 4294967280 bytes, more than \d+ bytes of deflate can hold/ },
        diagnostics: ['zip-entry-unreadable'],
      },
    },
    {
      name: 'z26-bomb-1gb-asset',
      build: () => writeZip([...base, { name: 'assets/zeros.bin', raw: bomb(), header: { size: GIB, crc32: 0 } }]),
      expected: { count: 4, overBudget: ['assets/zeros.bin'] },
    },
    {
      name: 'z27-bomb-1gb-dex-usize-lies',
      build: () => writeZip([...base, { name: 'classes2.dex', raw: bomb(), header: { size: 4096, crc32: 0 } }]),
      expected: { count: 4, unreadable: { 'classes2.dex': /more than the declared 4096 bytes/ } },
    },
    {
      name: 'z28-bomb-1gb-manifest',
      build: () => writeZip([{ name: 'AndroidManifest.xml', raw: bomb(), header: { size: GIB, crc32: 0 } }, dex, arsc]),
      expected: { overBudget: ['AndroidManifest.xml'] },
    },
    {
      name: 'z29-60000-entries',
      build: () => writeZip([...base, ...times(60_000, 'a/').map((name) => ({ name, store: true, align: 1 }))]),
      expected: { count: 60_003 },
    },
    {
      name: 'z30-overlapping-entries',
      build: zip([
        ...base,
        ...times(300, 'assets/o').map((name): ZipFile => ({
          name,
          data: manifest,
          local: false,
          central: { localHeaderOffset: 0 },
        })),
      ]),
      expected: {
        count: 303,
        unreadable: Object.fromEntries(times(300, 'assets/o').map((name) => [name, /another name/])),
        diagnostics: ['zip-overlapping-entries'],
      },
    },
    {
      name: 'z31-extra-field-lies',
      build: zip([
        { ...man, central: { extra: Buffer.concat([u16(0xcafe), u16(0xffff), Buffer.alloc(4)]) } },
        dex,
        arsc,
      ]),
      expected: {},
    },
    {
      name: 'z32-zip64-eocd-locator-garbage',
      build: garbageLocator,
      expected: { refused: /zip64 end-of-central-directory record lies outside the file/ },
    },
    { name: 'z33-empty-zip', build: zip([]), expected: { refused: /archive is empty/ } },
    { name: 'z34-not-a-zip', build: () => Buffer.from('hello'), expected: { refused: /not a zip archive/ } },
    { name: 'z35-empty-file', build: () => new Uint8Array(), expected: { refused: /file is empty/ } },
    { name: 'z36-no-manifest', build: zip([dex, arsc]), expected: { count: 2 } },
    { name: 'z37-no-dex', build: zip([man, arsc]), expected: { count: 2 } },
    { name: 'z38-manifest-only', build: zip([man]), expected: { count: 1 } },
    {
      name: 'z39-dex-gap-3',
      build: zip([...base, { name: 'classes3.dex', data: X }]),
      expected: { count: 4, contents: { 'classes3.dex': X } },
    },
    {
      name: 'z40-name-64k',
      build: zip([...base, { name: `assets/${'x'.repeat(65_000)}`, data: X }]),
      expected: { count: 4, contents: { [`assets/${'x'.repeat(65_000)}`]: X } },
    },
    {
      name: 'z41-case-twin',
      build: zip([...base, { name: 'androidmanifest.xml', data: X }, { name: 'Classes.dex', data: X }]),
      expected: { count: 5, contents: { 'androidmanifest.xml': X, 'Classes.dex': X } },
    },
    {
      name: 'z42-nested-apk',
      build: zip([
        ...base,
        { name: 'assets/inner.apk', data: writeZip(base) },
        { name: 'assets/plugin.dex', data: code },
      ]),
      expected: { count: 5, contents: { 'assets/inner.apk': writeZip(base), 'assets/plugin.dex': code } },
    },
  ];
}

export const ZIP_CASES = zipCases({ manifest: MANIFEST, code: DEX, table: ARSC });
