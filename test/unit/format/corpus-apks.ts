import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openArchive, openFileSource } from '../../../src/archive/index.js';

const root = path.resolve(import.meta.dirname, '../../..');
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');

function apksBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.apk'))
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** The fixtures, and real packages where the corpus is there; skipping those is said. */
export function apksToCompare(): string[] {
  if (!existsSync(corpus)) process.stderr.write('skipped in part: the corpus is not there\n');
  return [path.join(root, 'fixtures/built'), path.join(corpus, 'apks'), path.join(corpus, 'odd')].flatMap(apksBelow);
}

/** An entry's bytes; undefined when the archive or the entry is unreadable or absent. */
export function entryOf(file: string, name: string): Uint8Array | undefined {
  try {
    const archive = openArchive(openFileSource(file));
    try {
      return archive.entries.get(name)?.bytes({ unknownMethod: 'stored' });
    } finally {
      archive.close();
    }
  } catch {
    return undefined;
  }
}
