import { describe, expect, it } from '@jest/globals';
import AdmZip from 'adm-zip';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bufferSource, openArchive, openFileSource } from '../../../src/archive/index.js';
import { writeZip } from '../../../fixtures/toolkit/zip.js';

/** Names both readers take: adm-zip drops what is no path, and turns backslashes round. */
const name = fc
  .stringMatching(/^[a-z0-9é中_.-]{1,12}(\/[a-z0-9é中_.-]{1,12}){0,3}$/u)
  .filter((text) => !/(^|\/)\.{1,2}(\/|$)/.test(text));
const files = fc.dictionary(name, fc.uint8Array({ maxLength: 5000 }), {
  minKeys: 1,
  maxKeys: 20,
  noNullPrototype: true,
});

describe('against adm-zip, on well-formed archives', () => {
  it('reads what adm-zip writes', () => {
    fc.assert(
      fc.property(files, (contents) => {
        const zip = new AdmZip();
        for (const [path, data] of Object.entries(contents)) zip.addFile(path, Buffer.from(data));
        const { entries } = openArchive(bufferSource(zip.toBuffer()));
        expect([...entries.keys()].sort()).toEqual(Object.keys(contents).sort());
        for (const [path, data] of Object.entries(contents))
          expect(Buffer.compare(entries.get(path)!.bytes(), data)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('and adm-zip reads what our writer writes', () => {
    fc.assert(
      fc.property(files, fc.boolean(), (contents, store) => {
        const bytes = writeZip(Object.entries(contents).map(([path, data]) => ({ name: path, data, store })));
        const zip = new AdmZip(Buffer.from(bytes));
        expect(zip.getEntries().map(({ entryName }) => entryName)).toEqual(Object.keys(contents));
        for (const entry of zip.getEntries())
          expect(Buffer.compare(entry.getData(), contents[entry.entryName]!)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});

const corpus = resolve(process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const corpusFiles = ['apks', 'odd']
  .map((folder) => join(corpus, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
if (corpusFiles.length === 0) process.stderr.write(`skipped: no corpus of real APKs at ${corpus}\n`);

/** What one of the two readers does not take, with the reason; all others must agree to the byte. */
const EXCEPTIONS: readonly [RegExp, string][] = [
  [/^71b9fc349ee4/, 'an empty archive: Android refuses it (kEmptyArchive)'],
  [/^511f4fb06895/, 'garbage between the directory and the end record: Android accepts it, adm-zip does not'],
  [/^b187568bf566/, 'a manifest with compression method 30208'],
];

(corpusFiles.length > 0 ? describe : describe.skip)('against adm-zip, on real APKs', () => {
  it.each(corpusFiles.map((path) => [path.slice(corpus.length + 1), path]))('%s', (label, path) => {
    if (EXCEPTIONS.some(([file]) => file.test(label.replace(/^.*\//, '')))) return;
    const archive = openArchive(openFileSource(path));
    const theirs = new AdmZip(readFileSync(path)).getEntries();
    expect([...archive.entries.keys()]).toEqual(theirs.map(({ entryName }) => entryName));
    // adm-zip's own CRC-32 takes most of the time here: the contents of the first few entries are enough.
    for (const entry of theirs.filter(({ isDirectory }) => !isDirectory).slice(0, 10)) {
      expect(Buffer.compare(archive.entries.get(entry.entryName)!.bytes(), entry.getData())).toBe(0);
    }
    for (const entry of archive.entries.values()) expect(entry.bytes({ verifyCrc: true })).toHaveLength(entry.size);
    expect(archive.diagnostics.filter(({ code }) => code === 'zip-crc-mismatch')).toEqual([]);
    archive.close();
  });
});
