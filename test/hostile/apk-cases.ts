import { type ZipFile, writeZip } from '../../fixtures/toolkit/zip.js';
import { android, buildAxml, el, plain } from '../../fixtures/toolkit/axml.js';
import { buildArsc } from '../../fixtures/toolkit/arsc.js';
import { ATTR } from '../../src/format/axml/index.js';
import { TREE, XML_CASES } from './axml-cases.js';
import { DEX_CASES, sampleDex } from './dex-cases.js';
import { type Opened, zipCases } from './zip-cases.js';

/**
 * The knowledge base's table of hostile inputs as whole apps: the tables of the zip, XML and DEX readers laid into an
 * app that is otherwise sound, with what the product must make of each (column «privscan should» of that table).
 */
export interface ApkCase {
  readonly name: string;
  readonly build: () => Uint8Array;
  readonly expected: RefusedApk | ScannedApk;
}

/** Android refuses it: not analysable, with one line that says why. */
export interface RefusedApk {
  readonly unreadable: RegExp;
}

/** Android takes it: scanned. */
export interface ScannedApk {
  /** Codes that must be told; others may be. */
  readonly diagnostics?: readonly string[];
  /** A DEX that ART refuses: never a plain pass. Names the DEX. */
  readonly unreadDex?: string;
  /** Permissions read from the manifest. */
  readonly permissions?: readonly string[];
  /** DEX files read, those outside the root included. */
  readonly dex?: readonly string[];
  readonly label?: string | null;
}

const CONTACTS = 'android.permission.READ_CONTACTS';
const LABEL_ID = 0x7f010000;

const manifest = buildAxml(TREE);
const code = sampleDex().bytes;
const table = buildArsc([
  { types: [{ name: 'string', entries: ['app_name'], chunks: [{ values: { 0: 'From the table' } }] }] },
]);

const man: ZipFile = { name: 'AndroidManifest.xml', data: manifest };
const dex: ZipFile = { name: 'classes.dex', data: code };
const arsc: ZipFile = { name: 'resources.arsc', data: table, store: true };

/** What differs from the readers' own tables, because the product does more than open an archive. */
const ZIP_OVERRIDES: Readonly<Record<string, RefusedApk | ScannedApk>> = {
  'z36-no-manifest': { unreadable: /AndroidManifest\.xml/ },
  // No code at all: nothing can be said about code.
  'z37-no-dex': { unreadDex: 'classes.dex', dex: [] },
  'z38-manifest-only': { unreadDex: 'classes.dex', dex: [] },
  'z42-nested-apk': { dex: ['assets/inner.apk!classes.dex', 'assets/plugin.dex', 'classes.dex'] },
};

function fromOpened({ unreadable = {}, overBudget = [], diagnostics = [] }: Opened): RefusedApk | ScannedApk {
  const manifestReason = unreadable['AndroidManifest.xml'];
  if (manifestReason !== undefined) return { unreadable: manifestReason };
  if (overBudget.includes('AndroidManifest.xml')) return { unreadable: /AndroidManifest\.xml.*bytes/ };
  const unreadDex = Object.keys(unreadable).find((name) => name.endsWith('.dex'));
  return { diagnostics, ...(unreadDex === undefined ? {} : { unreadDex }) };
}

/** In the reader's table the DEX after the gap is one byte; here it must be one (see twoDexes). */
const zips = zipCases({ manifest, code, table })
  .filter(({ name }) => !name.startsWith('z39'))
  .map(({ name, build, expected }): ApkCase => {
    const derived = 'refused' in expected ? { unreadable: expected.refused } : fromOpened(expected);
    return { name, build, expected: ZIP_OVERRIDES[name] ?? derived };
  });

/** A manifest the XML reader takes but which names no package (x43). */
const XML_OVERRIDES: Readonly<Record<string, RefusedApk>> = {
  'x43-package-index-out-of-range': { unreadable: /package/ },
};

const manifests = XML_CASES.map(({ name, bytes, expected, anomalies }): ApkCase => {
  const build = (): Uint8Array => writeZip([{ ...man, data: bytes() }, dex, arsc]);
  if (expected instanceof RegExp) return { name, build, expected: { unreadable: expected } };
  const scanned = { permissions: expected, diagnostics: anomalies ?? [] };
  return { name, build, expected: XML_OVERRIDES[name] ?? scanned };
});

const dexOf = (id: string): Uint8Array => DEX_CASES.find((one) => one.id.startsWith(id))!.bytes;

/** ART loads these; the methods with bad instructions, or the signature, are told. */
const DEX_OVERRIDES: Readonly<Record<string, ScannedApk>> = {
  d02: { diagnostics: ['dex-signature'] },
  // The class fails when it runs, and its other methods with it: not all of the code was read.
  d21: { unreadDex: 'classes.dex' },
  d22: { unreadDex: 'classes.dex' },
};

const dexes = DEX_CASES.filter(({ id }) => !/^d(?:30|33)/.test(id)).map(({ id, bytes, android: judged }): ApkCase => {
  const build = (): Uint8Array => writeZip([man, { ...dex, data: bytes }, arsc]);
  const derived = judged === 'refuses' ? { unreadDex: 'classes.dex', dex: [] } : { dex: ['classes.dex'] };
  return { name: id, build, expected: DEX_OVERRIDES[id.slice(0, 3)] ?? derived };
});

const twoDexes: readonly ApkCase[] = [
  {
    name: 'z39-dex-gap-3',
    build: () => writeZip([man, dex, { name: 'classes3.dex', data: dexOf('d30') }, arsc]),
    expected: { dex: ['classes.dex', 'classes3.dex'] },
  },
  {
    name: 'd30 same class in two dex',
    build: () => writeZip([man, { ...dex, data: dexOf('d30') }, { ...dex, name: 'classes2.dex' }, arsc]),
    expected: { dex: ['classes.dex', 'classes2.dex'] },
  },
  {
    name: 'd33 second dex bad',
    build: () => writeZip([man, dex, { name: 'classes2.dex', data: dexOf('d33') }, arsc]),
    expected: { unreadDex: 'classes2.dex', dex: ['classes.dex'] },
  },
];

/** A manifest whose label is in the table. */
const labelled: ZipFile = {
  ...man,
  data: buildAxml(
    el(
      'manifest',
      [plain('package', 'com.example.hostile')],
      el('uses-permission', [android('name', ATTR.name, CONTACTS)]),
      el('application', [android('label', ATTR.label, { type: 1, data: LABEL_ID })]),
    ),
  ),
};

const tables: readonly ApkCase[] = [
  {
    name: 'a00-control',
    build: () => writeZip([labelled, dex, arsc]),
    expected: { label: 'From the table', diagnostics: [] },
  },
  {
    name: 'a01-arsc-truncated',
    build: () => writeZip([labelled, dex, { ...arsc, data: table.subarray(0, 60) }]),
    expected: { label: null, diagnostics: ['resources-unreadable'] },
  },
  {
    name: 'a02-arsc-compressed',
    build: () => writeZip([labelled, dex, { ...arsc, store: false }]),
    expected: { label: 'From the table', diagnostics: ['resources-compressed'] },
  },
  {
    name: 'a03-arsc-unaligned',
    build: () => {
      const aligned = writeZip([labelled, dex, { ...arsc, align: 1 }]);
      const at = Buffer.from(aligned).indexOf(Buffer.from(table));
      // One more byte in the local extra field when chance put the table on a multiple of four.
      return at % 4 === 0
        ? writeZip([labelled, dex, { ...arsc, align: 1, local: { extra: Buffer.from([0xfe, 0xca, 1, 0, 0]) } }])
        : aligned;
    },
    expected: { label: 'From the table', diagnostics: ['resources-unaligned'] },
  },
  {
    name: 'a04-arsc-garbage',
    build: () => writeZip([labelled, dex, { ...arsc, data: Buffer.alloc(500, 0xff) }]),
    expected: { label: null, diagnostics: ['resources-unreadable'] },
  },
  { name: 'a05-arsc-missing', build: () => writeZip([labelled, dex]), expected: { label: null } },
];

export const APK_CASES: readonly ApkCase[] = [...zips, ...manifests, ...dexes, ...twoDexes, ...tables];
