import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArsc } from '../../../../fixtures/toolkit/arsc.js';
import type { PackageSpec } from '../../../../fixtures/toolkit/arsc.js';
import { android, buildAxml, el, plain } from '../../../../fixtures/toolkit/axml.js';
import { writeZip } from '../../../../fixtures/toolkit/zip.js';
import { ATTR } from '../../../../src/format/axml/index.js';

const required = process.env['CI'] !== undefined;

/** True when aapt is there, or must be. */
export function aaptOrSkip(): boolean {
  const present = spawnSync('aapt', ['version']).status === 0;
  if (!present && !required) process.stderr.write('skipped: aapt is not on the path\n');
  return present || required;
}

/** Runs aapt on a package made of these resources, whose application label is resource 0x7f010000. */
export function aaptOn(packages: readonly PackageSpec[], ...command: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'privscan-arsc-'));
  try {
    const label = android('label', ATTR.label, { type: 1, data: 0x7f010000 });
    const manifest = el('manifest', [plain('package', 'com.example.app')], el('application', [label]));
    const path = join(folder, 'a.apk');
    const files = [
      { name: 'AndroidManifest.xml', data: buildAxml(manifest) },
      { name: 'resources.arsc', data: buildArsc(packages), store: true },
    ];
    writeFileSync(path, writeZip(files));
    return spawnSync('aapt', [...command, path], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
