// What the benchmarks measure, bundled by them as the command is: one CommonJS file whose calls of Node can be watched.
import { openApp } from '../../src/apk/index.js';
import { openArchive, openFileSource } from '../../src/archive/index.js';
import { scanRequest } from '../../src/composition.js';
import { resolveConfig } from '../../src/config/index.js';
import { Resources, ResourceTable } from '../../src/format/arsc/index.js';
import { parseBinaryXml, type XmlElement } from '../../src/format/axml/index.js';
import { DexFile } from '../../src/format/dex/index.js';
import { referenceOf, type ResValue } from '../../src/format/res-value.js';
import { writeZip } from '../../fixtures/toolkit/zip.js';

const DEX = /^classes\d*\.dex$/;

/** Everything on: all tables, all rules. Returns the result as JSON, as the report would write it. */
export function scanEverything(path: string): string {
  return JSON.stringify(scanRequest({ target: { path }, config: resolveConfig([]) }));
}

/** The hashes a scan makes: SHA-256 of the files, digests of the signature schemes. */
export function hashAndVerify(path: string): void {
  const app = openApp(path, []);
  app.signing({ verify: true });
  if (app.identity.sha256.length !== 64) throw new Error('no SHA-256');
  app.close();
}

/** The readers alone: every dex of the archive read, opened (with all its checks) and walked to the last instruction. */
export function walkAllCode(path: string): number {
  const archive = openArchive(openFileSource(path), { name: path });
  let instructions = 0;
  for (const entry of archive.entries.values()) {
    if (!DEX.test(entry.name)) continue;
    const dex = DexFile.open(entry.bytes(), entry.name);
    const cursor = dex.cursor();
    for (let method = 0; method < dex.counts.methods; method++) {
      if (cursor.open(dex.codeOffset(method))) while (cursor.next()) instructions++;
    }
  }
  archive.close();
  return instructions;
}

export interface EntryPlace {
  readonly name: string;
  readonly offset: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly stored: boolean;
}

/** Where the data of every readable entry lies. */
export function places(path: string): EntryPlace[] {
  const archive = openArchive(openFileSource(path), { name: path });
  const found = [...archive.entries.values()].flatMap((entry) => {
    try {
      const { name, compressedSize, size, stored } = entry;
      return [{ name, offset: entry.dataOffset(), compressedSize: stored ? size : compressedSize, size, stored }];
    } catch {
      return [];
    }
  });
  archive.close();
  return found;
}

function references(element: XmlElement, found: ResValue[]): ResValue[] {
  for (const { value } of element.attributes) if (referenceOf(value) !== undefined) found.push(value);
  for (const child of element.children) references(child, found);
  return found;
}

/** Bytes of a table and what its manifest refers to, for {@link resolveAll}. */
export function tableOf(path: string): { readonly bytes: Uint8Array; readonly values: readonly ResValue[] } {
  const archive = openArchive(openFileSource(path), { name: path });
  const bytes = archive.entries.get('resources.arsc')!.bytes();
  const manifest = archive.entries.get('AndroidManifest.xml')!;
  const values = references(parseBinaryXml(manifest.bytes(), manifest.name).root, []);
  archive.close();
  return { bytes, values };
}

/** Opens the table and follows every reference of the manifest; how many led somewhere. */
export function resolveAll(bytes: Uint8Array, values: readonly ResValue[]): number {
  const resources = new Resources([ResourceTable.open(bytes, 'resources.arsc')]);
  return values.filter((value) => resources.resolve(value) !== undefined).length;
}

/** An app made of the manifest of one and the distinct dex files of many. */
export function joinDex(manifestOf: string, apps: readonly string[], wantedBytes: number): Uint8Array {
  const seen = new Set<string>();
  const files: { name: string; data: Uint8Array }[] = [];
  let total = 0;
  for (const app of apps) {
    const archive = openArchive(openFileSource(app), { name: app });
    for (const entry of archive.entries.values()) {
      const key = `${entry.size}:${entry.crc32}`;
      if (total >= wantedBytes || !DEX.test(entry.name) || seen.has(key)) continue;
      seen.add(key);
      total += entry.size;
      files.push({ name: `classes${files.length === 0 ? '' : files.length + 1}.dex`, data: entry.bytes() });
    }
    archive.close();
  }
  const archive = openArchive(openFileSource(manifestOf), { name: manifestOf });
  const manifest = archive.entries.get('AndroidManifest.xml')!.bytes();
  archive.close();
  return writeZip([{ name: 'AndroidManifest.xml', data: manifest }, ...files]);
}
