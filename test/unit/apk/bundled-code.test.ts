import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApk, type BundledCode } from '../../../src/apk/index.js';
import { bufferSource, openArchive } from '../../../src/archive/index.js';
import { FormatError } from '../../../src/model/index.js';
import { writeZip, type ZipFile } from '../../../fixtures/toolkit/zip.js';

const file = path.resolve(import.meta.dirname, '../../../fixtures/built/dex-in-assets.apk');
const original = openArchive(bufferSource(readFileSync(file)));
const manifest: ZipFile = { name: 'AndroidManifest.xml', data: original.entries.get('AndroidManifest.xml')!.bytes() };
const dex = original.entries.get('assets/plugin.dex')!.bytes();

function found(...files: ZipFile[]): readonly BundledCode[] {
  return openApk([{ name: 'a.apk', source: bufferSource(writeZip([manifest, ...files])) }]).bundledCode();
}

const summary = (code: readonly BundledCode[]): unknown[] =>
  code.map(({ entry, kind, dex: inner }) => [entry, kind, inner.map((one) => one.entry)]);

const jar = (...files: ZipFile[]): Uint8Array => writeZip(files);

describe('bundled code', () => {
  it('finds the dex of the fixture, and reads it', () => {
    const apk = openApk([{ name: 'a.apk', source: bufferSource(readFileSync(file)) }]);
    const code = apk.bundledCode();
    expect(summary(code)).toEqual([['assets/plugin.dex', 'dex', ['assets/plugin.dex']]]);
    expect(code[0]?.dex[0]?.open().entry).toBe('assets/plugin.dex');
    expect(apk.bundledCode()).toBe(code);
  });

  it('goes by the first bytes, not the name, deflated or stored', () => {
    const code = found(
      { name: 'lib/arm64-v8a/libshell.so', data: dex },
      { name: 'assets/logo.png', data: dex, store: true },
      { name: 'res/raw/blob', data: jar({ name: 'classes.dex', data: dex }) },
      { name: 'assets/not.dex', data: Buffer.from('not a dex file') },
    );
    expect(summary(code)).toEqual([
      ['lib/arm64-v8a/libshell.so', 'dex', ['lib/arm64-v8a/libshell.so']],
      ['assets/logo.png', 'dex', ['assets/logo.png']],
      ['res/raw/blob', 'jar', ['res/raw/blob!classes.dex']],
    ]);
    for (const { dex: inner } of code) expect(inner[0]?.open().version).toBeGreaterThanOrEqual(35);
  });

  it('looks at code names anywhere, but not at the dex files Android loads', () => {
    const code = found(
      { name: 'classes.dex', data: dex },
      { name: 'classes3.dex', data: dex },
      { name: 'extra.dex', data: dex },
    );
    expect(summary(code)).toEqual([['extra.dex', 'dex', ['extra.dex']]]);
  });

  it('knows an APK in an APK (z42), and leaves other zips alone', () => {
    const inner = jar(manifest, { name: 'classes.dex', data: dex }, { name: 'assets/deeper.dex', data: dex });
    expect(
      summary(
        found(
          { name: 'assets/inner.apk', data: inner },
          { name: 'assets/theme.zip', data: jar({ name: 'theme.json', data: Buffer.from('{}') }) },
          { name: 'assets/resources.apk', data: jar(manifest) },
        ),
      ),
    ).toEqual([
      ['assets/inner.apk', 'apk', ['assets/inner.apk!classes.dex']],
      ['assets/resources.apk', 'apk', []],
    ]);
  });

  it('tells archives it cannot open', () => {
    const broken = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60)]);
    const apk = openApk([
      { name: 'a.apk', source: bufferSource(writeZip([manifest, { name: 'assets/b.jar', data: broken }])) },
    ]);
    expect(apk.bundledCode()).toEqual([]);
    expect(apk.diagnostics.map(({ level, code, where }) => [level, code, where])).toEqual([
      ['unread', 'bundled-code-unreadable', 'assets/b.jar'],
    ]);
  });

  it('gives a broken dex as code that cannot be opened', () => {
    const code = found({ name: 'assets/cut.dex', data: dex.subarray(0, 200) });
    expect(summary(code)).toEqual([['assets/cut.dex', 'dex', ['assets/cut.dex']]]);
    expect(() => code[0]?.dex[0]?.open()).toThrow(FormatError);
  });

  it('stops at its bounds and says so', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ name: `assets/${i}.dex`, data: dex, store: true }));
    const apk = openApk([{ name: 'a.apk', source: bufferSource(writeZip([manifest, ...many])) }]);
    expect(apk.bundledCode()).toHaveLength(256);
    expect(apk.diagnostics.map(({ code }) => code)).toEqual(['bundled-code-limit']);
  });
});
