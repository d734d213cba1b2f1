import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from '../../fixtures/toolkit/zip.js';
import { XML_CASES } from './axml-cases.js';

/**
 * aapt reads manifests with AOSP's ResXMLTree, so it is the judge of what Android reads. Cases it judges otherwise carry
 * the reason.
 */
const present = spawnSync('aapt', ['version']).status === 0;
const required = process.env['CI'] !== undefined;
if (!present && !required) process.stderr.write('skipped: aapt is not on the path\n');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'privscan-axml-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Permissions aapt reads; undefined when it prints no package. */
function aaptOn(bytes: Uint8Array): string[] | undefined {
  const path = join(folder, 'case.apk');
  writeFileSync(path, writeZip([{ name: 'AndroidManifest.xml', data: bytes }]));
  const { stdout } = spawnSync('aapt', ['dump', 'badging', path], { encoding: 'utf8', timeout: 60_000 });
  if (!stdout.startsWith('package:')) return undefined;
  const names = (pattern: RegExp): string[] => [...stdout.matchAll(pattern)].map((match) => match[1] ?? '');
  // Old target levels imply permissions; aapt lists them among the others and then says why.
  const implied = new Set(names(/^ *uses-implied-permission: name='(.*?)'/gm));
  return names(/^uses-permission(?:-sdk-23)?: name='([\s\S]*?)'\n/gm).filter((one) => !implied.has(one));
}

/** aapt writes line feeds as `\n` and doubles backslashes. */
const normalized = (text: string): string =>
  text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));

(present || required ? describe : describe.skip)('aapt reads hostile manifests the same way', () => {
  it.each(XML_CASES.filter(({ differs }) => differs === undefined))('$name', ({ bytes, expected }) => {
    expect(aaptOn(bytes())).toEqual(expected instanceof RegExp ? undefined : expected.map(normalized));
  });

  it.each(XML_CASES.filter(({ differs, name }) => differs !== undefined && !name.startsWith('x38')))(
    '$name: aapt differs because $differs',
    ({ bytes, expected }) => {
      expect(aaptOn(bytes())).not.toEqual(expected instanceof RegExp ? undefined : expected.map(normalized));
    },
  );
});
