import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource, openArchive } from '../../src/archive/index.js';
import { writeZip } from '../../fixtures/toolkit/zip.js';
import { MANIFEST, ZIP_CASES } from './zip-cases.js';

/**
 * aapt opens archives with libziparchive, so it is the judge of what Android opens. Contents are opaque here: it is asked
 * only whether it could open the archive and its manifest, not what it thinks of them.
 */
const present = spawnSync('aapt', ['version']).status === 0;
if (!present && process.env['CI'] === undefined) process.stderr.write('skipped: aapt is not on the path\n');

type Judgement = 'archive refused' | 'manifest unreadable' | 'manifest read';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'privscan-aapt-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function aaptOn(bytes: Uint8Array): Judgement {
  const path = join(folder, 'case.apk');
  writeFileSync(path, bytes);
  const { stderr } = spawnSync('aapt', ['dump', 'badging', path], { encoding: 'latin1', timeout: 60_000 });
  if (/Error opening archive/.test(stderr)) return 'archive refused';
  // A stream that does not inflate as declared is only met when the manifest is parsed.
  const broken = /no AndroidManifest\.xml found|inflate zerr|size mismatch on inflated|Unexpected size/.test(stderr);
  return broken ? 'manifest unreadable' : 'manifest read';
}

function privscanOn(bytes: Uint8Array): Judgement {
  try {
    const manifest = openArchive(bufferSource(bytes)).entries.get('AndroidManifest.xml');
    try {
      manifest!.bytes({ unknownMethod: 'stored' });
      return 'manifest read';
    } catch {
      return 'manifest unreadable';
    }
  } catch {
    return 'archive refused';
  }
}

(present || process.env['CI'] !== undefined ? describe : describe.skip)(
  'aapt and privscan open the same archives',
  () => {
    it.each(ZIP_CASES)('$name', ({ build }) => {
      const bytes = build();
      const refused = (judgement: Judgement): boolean => judgement === 'archive refused';
      expect(refused(privscanOn(bytes))).toBe(refused(aaptOn(bytes)));
    });

    it('and the same manifests, over 300 archives with one or two bytes changed', () => {
      // The same mutants on every run: a linear congruential sequence (Numerical Recipes), not Math.random.
      let state = 20261123;
      const random = (below: number): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
      const pick = (below: number): number => Math.floor((random(2 ** 32) / 2 ** 32) * below);
      const files = [
        { name: 'AndroidManifest.xml', data: MANIFEST },
        { name: 'classes.dex', data: MANIFEST },
      ];
      const whole = writeZip(files, { comment: Buffer.from('comment') });
      const directory = openArchive(bufferSource(whole)).centralDirectoryOffset;
      for (let i = 0; i < 300; i++) {
        const bytes = Buffer.from(whole);
        for (let changes = 1 + pick(2); changes > 0; changes--) {
          const at = pick(3) === 0 ? pick(60) : directory + pick(whole.length - directory);
          bytes[at] = [0, 1, 0xff, bytes[at]! + 1, bytes[at]! - 1, pick(256)][pick(6)]! & 0xff;
        }
        expect({ i, judgement: privscanOn(bytes) }).toEqual({ i, judgement: aaptOn(bytes) });
      }
    });
  },
);
