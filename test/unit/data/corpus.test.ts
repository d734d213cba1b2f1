import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openArchive, openFileSource } from '../../../src/archive/index.js';
import { apis } from '../../../src/data/index.js';
import { DexFile } from '../../../src/format/dex/index.js';

const root = path.resolve(import.meta.dirname, '../../..');
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');

/** Descriptors among `wanted` that some dex file of the package refers to; an unreadable package holds none. */
function referredTo(file: string, wanted: readonly { readonly id: string; readonly kind: string }[]): string[] {
  try {
    const archive = openArchive(openFileSource(file));
    try {
      const dexes = [...archive.entries.values()].filter((entry) => /^classes\d*\.dex$/u.test(entry.name));
      return dexes.flatMap((entry) => {
        const dex = DexFile.open(entry.bytes(), entry.name);
        return wanted
          .filter(({ id, kind }) => (kind === 'method' ? dex.findMethod(id) : dex.findField(id)) >= 0)
          .map(({ id }) => id);
      });
    } finally {
      archive.close();
    }
  } catch {
    return [];
  }
}

const there = existsSync(corpus);
if (!there) process.stdout.write('corpus skipped: not here (set PRIVSCAN_CORPUS)\n');

(there ? describe : describe.skip)('descriptors against real packages', () => {
  it('every record that says a real package refers to it is referred to by one', () => {
    const claimed = apis().filter((api) => /\b(?:method|field) table of \d+ real APKs/u.test(api.checked));
    expect(claimed.length).toBeGreaterThan(100);
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:apk|aab)$/u.test(name),
    );
    let missing = claimed;
    for (const name of files) {
      const found = new Set(referredTo(path.join(corpus, name), missing));
      missing = missing.filter((api) => !found.has(api.id));
      if (missing.length === 0) break;
    }
    expect(missing.map((api) => api.id)).toEqual([]);
  }, 120_000);
});
