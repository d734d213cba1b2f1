import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openApk, type Apk } from '../../../src/apk/index.js';
import { bufferSource, openArchive, openContainer, type ByteSource } from '../../../src/archive/index.js';
import { FormatError, LimitError, PrivscanError, UsageError } from '../../../src/model/index.js';
import { android, buildAxml, el, plain, type ElementSpec } from '../../../fixtures/toolkit/axml.js';
import { writeZip, type ZipFile } from '../../../fixtures/toolkit/zip.js';
import { ATTR } from '../../../src/format/axml/index.js';

const built = path.resolve(import.meta.dirname, '../../../fixtures/built');
const fixture = (name: string): Buffer => readFileSync(path.join(built, `${name}.apk`));

/** Opens files given as name → bytes. */
function open(files: Readonly<Record<string, Uint8Array>>): Apk {
  return openApk(Object.entries(files).map(([name, bytes]) => ({ name, source: bufferSource(bytes) })));
}

/** Opens an APK of these files. */
const packed = (...files: ZipFile[]): Apk => open({ 'base.apk': writeZip(files) });

/** A file of a fixture, to be packed again. */
function part(apk: string, name: string): ZipFile & { readonly name: string; readonly data: Uint8Array } {
  const entry = openArchive(bufferSource(fixture(apk))).entries.get(name);
  if (entry === undefined) throw new Error(`${apk} has no ${name}`);
  return { name, data: entry.bytes(), store: entry.stored };
}

const manifest = part('clean-hello', 'AndroidManifest.xml');
const table = part('clean-hello', 'resources.arsc');
const dex = part('clean-hello', 'classes.dex');
const SPLIT_SET = {
  'base.apk': fixture('split-set'),
  'zh.apk': fixture('split-set.config.zh-rCN'),
  'dpi.apk': fixture('split-set.config.xxhdpi-v4'),
};

const codes = (apk: Apk): string[] => apk.diagnostics.map(({ level, code, where }) => `${level} ${code} ${where}`);

describe('one file', () => {
  it('gives manifest, code, identity and signing', () => {
    const bytes = fixture('clean-hello');
    const apk = open({ 'hello.apk': bytes });
    // As `aapt dump badging` prints the fixture.
    expect(apk.manifest).toMatchObject({ packageName: 'com.example.hello', versionCode: 1, minSdk: 21 });
    expect(apk.name).toBe('hello.apk');
    expect(apk.resourcesComplete).toBe(true);
    expect(apk.missingSplits).toEqual([]);
    const [entry, ...others] = apk.dexEntries();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ entry: 'classes.dex', archive: 'hello.apk', loaded: 'start', size: dex.data.length });
    expect(entry?.open().entry).toBe('classes.dex');
    expect(apk.identity).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      splits: [],
    });
    const { schemes, certificates } = apk.signing({ verify: true });
    expect(schemes.filter(({ verifies }) => verifies === true).map(({ scheme }) => scheme)).toContain('v2');
    expect(certificates).toHaveLength(1);
    expect(apk.diagnostics).toEqual([]);
  });

  it('is refused without a manifest (z36)', () => {
    expect(() => packed(dex)).toThrow(new FormatError('no AndroidManifest.xml'));
  });

  it('needs no dex (z37, z38), no resources (a05)', () => {
    const apk = packed(manifest);
    expect(apk.dexEntries()).toEqual([]);
    expect(apk.resourcesComplete).toBe(true);
    expect(apk.manifest.label).toBeUndefined();
    expect(apk.diagnostics).toEqual([]);
  });

  it('reads the manifest though the resource table is cut or garbage (a01, a04)', () => {
    const cut = { ...table, data: table.data.subarray(0, table.data.length >> 1) };
    for (const broken of [cut, { ...table, data: Buffer.alloc(table.data.length, 0xa5) }]) {
      const apk = packed(manifest, dex, broken);
      expect(apk.manifest).toMatchObject({ packageName: 'com.example.hello', label: undefined });
      expect(apk.resourcesComplete).toBe(false);
      expect(codes(apk)).toEqual(['unread resources-unreadable resources.arsc']);
    }
  });

  it('reads a manifest of an unknown method as stored, a dex not at all (z03, z03c)', () => {
    const odd = (file: ZipFile & { data: Uint8Array }): ZipFile => ({
      ...file,
      raw: file.data,
      header: { method: 0x23 },
    });
    const apk = packed(odd(manifest), odd(dex));
    expect(apk.manifest.packageName).toBe('com.example.hello');
    expect(() => apk.dexEntries()[0]?.open()).toThrow(FormatError);
  });

  it('refuses a manifest above 16 MiB before inflating it (z28)', () => {
    const bomb = { name: 'AndroidManifest.xml', data: Buffer.alloc((16 << 20) + 1) };
    expect(() => packed(bomb)).toThrow(LimitError);
  });

  it('marks dex files after a gap (z39)', () => {
    const apk = packed(manifest, dex, { ...dex, name: 'classes3.dex' });
    expect(apk.dexEntries().map(({ entry, loaded }) => [entry, loaded])).toEqual([
      ['classes.dex', 'start'],
      ['classes3.dex', 'gap'],
    ]);
  });

  it('throws a FormatError for a broken dex only when it is opened', () => {
    const [first, second] = packed(manifest, dex, {
      name: 'classes2.dex',
      data: Buffer.from('dex\n035\0junk'),
    }).dexEntries();
    expect(first?.open().entry).toBe('classes.dex');
    expect(() => second?.open()).toThrow(FormatError);
  });

  it('closes the source when it refuses the file', () => {
    let closed = 0;
    const source: ByteSource = {
      ...bufferSource(writeZip([dex])),
      close: () => {
        closed++;
      },
    };
    expect(() => openApk([{ name: 'a', source }])).toThrow(FormatError);
    expect(closed).toBeGreaterThan(0);
  });

  it('lists assets, native libraries and all entries', () => {
    const apk = packed(
      manifest,
      { name: 'assets/', data: Buffer.alloc(0) },
      { name: 'assets/a.txt', data: Buffer.from('text') },
      { name: 'lib/arm64-v8a/libx.so', data: Buffer.from('\x7fELF....') },
      { name: 'lib/arm64-v8a/notes.txt', data: Buffer.from('no') },
      { name: 'lib/libroot.so', data: Buffer.from('no') },
    );
    expect(apk.assets().map(({ name }) => name)).toEqual(['assets/a.txt']);
    expect(Buffer.from(apk.assets()[0]!.bytes()).toString()).toBe('text');
    expect(apk.nativeLibraries()).toEqual([
      { abi: 'arm64-v8a', name: 'libx.so', entry: 'lib/arm64-v8a/libx.so', size: 8 },
    ]);
    expect([...apk.entries()].map(({ name }) => name)).toEqual([
      'AndroidManifest.xml',
      'assets/a.txt',
      'lib/arm64-v8a/libx.so',
      'lib/arm64-v8a/notes.txt',
      'lib/libroot.so',
    ]);
  });
});

describe('files the manifest points to', () => {
  it('reads the network security configuration', () => {
    // fixtures/apps/cleartext-local-only/res/xml/network_security_config.xml
    const { networkSecurity } = open({ 'a.apk': fixture('cleartext-local-only') }).manifest;
    expect(networkSecurity).toEqual({
      entry: 'res/xml/network_security_config.xml',
      base: { domains: [], cleartextTrafficPermitted: false, trustAnchors: [], pins: 0 },
      domains: [
        {
          domains: [
            { name: 'localhost', includeSubdomains: false },
            { name: '10.0.2.2', includeSubdomains: false },
          ],
          cleartextTrafficPermitted: true,
          trustAnchors: [],
          pins: 0,
        },
      ],
      debugOverrides: false,
    });
  });

  it('goes on when that file is missing or broken', () => {
    const name = 'res/xml/network_security_config.xml';
    const parts = ['AndroidManifest.xml', 'resources.arsc'].map((entry) => part('cleartext-local-only', entry));
    const missing = packed(...parts);
    expect(missing.manifest.application.networkSecurityConfig).toBe(name);
    expect(missing.manifest.networkSecurity).toBeUndefined();
    const broken = packed(...parts, { name, data: Buffer.from('junk') });
    expect(broken.manifest.networkSecurity).toBeUndefined();
    expect(codes(broken)).toEqual([`unread xml-unreadable ${name}`]);
    broken.xml(name);
    expect(codes(broken)).toHaveLength(1);
  });
});

describe('base and splits', () => {
  it.each([
    ['base.apk', 'zh.apk', 'dpi.apk'],
    ['dpi.apk', 'zh.apk', 'base.apk'],
  ] as (keyof typeof SPLIT_SET)[][])('are one app in any order: %s, %s, %s', (...order) => {
    const apk = open(Object.fromEntries(order.map((name) => [name, SPLIT_SET[name]])));
    expect(apk.name).toBe('base.apk');
    // fixtures/apps/split-set: «Sample» in the base, «示例» in the split for zh-CN.
    expect(apk.manifest.label).toBe('Sample');
    expect(apk.manifest.labels).toEqual({ 'zh-CN': '示例' });
    expect(apk.dexEntries().map(({ entry }) => entry)).toEqual(['classes.dex']);
    expect(apk.identity.splits.map(({ name, size }) => [name, size])).toEqual([
      ['dpi.apk', SPLIT_SET['dpi.apk'].length],
      ['zh.apk', SPLIT_SET['zh.apk'].length],
    ]);
    expect([...apk.entries()].map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'AndroidManifest.xml',
        'zh.apk!resources.arsc',
        'dpi.apk!res/drawable-xxhdpi-v4/dot.png',
      ]),
    );
    apk.signing({ verify: false });
    expect(apk.diagnostics).toEqual([]);
  });

  it('come out of a container', () => {
    const container = openContainer(openArchive(bufferSource(readFileSync(path.join(built, 'split-set.apks')))));
    const apk = openApk(container?.apks ?? []);
    expect(apk.manifest.labels).toEqual({ 'zh-CN': '示例' });
    expect(apk.missingSplits).toEqual([]);
  });

  it('must have one base of the same package and version', () => {
    expect(() => open({})).toThrow(UsageError);
    expect(() => open({ 'a.apk': SPLIT_SET['zh.apk'], 'b.apk': SPLIT_SET['dpi.apk'] })).toThrow(
      'none of the files is a base',
    );
    expect(() => open({ 'a.apk': fixture('split-set'), 'b.apk': fixture('clean-hello') })).toThrow(
      '"b.apk" is a base APK, and so is "a.apk"',
    );
    expect(() => open({ ...SPLIT_SET, 'again.apk': SPLIT_SET['zh.apk'] })).toThrow('are the same split');
    expect(() => open({ 'base.apk': fixture('clean-hello'), 'zh.apk': SPLIT_SET['zh.apk'] })).toThrow(
      '"zh.apk" is "com.example.splits" 1, not "com.example.hello" 1',
    );
  });

  it('reads a lone split, and says that its base is missing', () => {
    const apk = open({ 'zh.apk': SPLIT_SET['zh.apk'] });
    expect(apk.manifest).toMatchObject({ packageName: 'com.example.splits', split: 'config.zh_rCN' });
    expect(apk.missingSplits).toEqual(['base']);
  });

  it('says that splits are missing when the base asks for them', () => {
    expect(open({ 'a.apk': fixture('split-required') }).missingSplits).toEqual(['*']);
  });

  it('goes on without a split that cannot be read, but not without a base', () => {
    const broken = Buffer.from('PK, but no archive');
    const apk = open({ ...SPLIT_SET, 'zh.apk': broken });
    expect(apk.manifest.labels).toEqual({});
    expect(apk.missingSplits).toEqual(['zh.apk']);
    expect(codes(apk)).toEqual(['unread split-unreadable zh.apk']);
    expect(() => open({ ...SPLIT_SET, 'base.apk': broken })).toThrow(FormatError);
  });

  it('tells a split of another signer', () => {
    const unsigned = writeZip([part('split-set.config.zh-rCN', 'AndroidManifest.xml')]);
    const apk = open({ 'base.apk': SPLIT_SET['base.apk'], 'zh.apk': unsigned });
    apk.signing({ verify: false });
    expect(codes(apk)).toEqual(['anomaly split-signer-differs zh.apk']);
  });
});

describe('a feature module', () => {
  const name = (value: string) => android('name', ATTR.name, value);
  const document = (split: string | undefined, ...children: ElementSpec[]): ZipFile => ({
    name: 'AndroidManifest.xml',
    data: buildAxml(
      el(
        'manifest',
        [
          plain('package', 'com.a'),
          android('versionCode', ATTR.versionCode, 7),
          ...(split === undefined ? [] : [plain('split', split)]),
        ],
        ...children,
      ),
    ),
  });
  const base = document(
    undefined,
    el('uses-sdk', [android('targetSdkVersion', ATTR.targetSdkVersion, 30)]),
    el('application', [name('.App')], el('activity', [name('.Main')])),
  );
  const feature = document(
    'camera',
    el('uses-permission', [name('android.permission.CAMERA')]),
    el(
      'application',
      [],
      el('service', [name('.Shoot')], el('meta-data', [name('k'), android('value', ATTR.value, 5)])),
    ),
  );

  it('adds its code and its components, each with its split', () => {
    const apk = open({
      'camera.apk': writeZip([feature, dex, { name: 'assets/model.bin', data: Buffer.from('m') }]),
      'base.apk': writeZip([base, dex, { ...dex, name: 'classes2.dex' }]),
    });
    expect(apk.dexEntries().map(({ entry, archive, loaded }) => [entry, archive, loaded])).toEqual([
      ['classes.dex', 'base.apk', 'start'],
      ['classes2.dex', 'base.apk', 'start'],
      ['camera.apk!classes.dex', 'camera.apk', 'start'],
    ]);
    expect(apk.dexEntries()[2]?.open().entry).toBe('camera.apk!classes.dex');
    expect(apk.manifest).toMatchObject({
      packageName: 'com.a',
      versionCode: 7,
      targetSdk: 30,
      application: { name: 'com.a.App' },
      permissions: [{ name: 'android.permission.CAMERA', split: 'camera', xpath: '/manifest/uses-permission' }],
      components: [
        { kind: 'activity', name: 'com.a.Main', split: '', xpath: '/manifest/application/activity' },
        {
          kind: 'service',
          name: 'com.a.Shoot',
          split: 'camera',
          metaData: [{ name: 'k', value: '5', xpath: '/manifest/application/service/meta-data' }],
        },
      ],
    });
    expect(apk.assets().map(({ name: entry, path: inside }) => [entry, inside])).toEqual([
      ['camera.apk!assets/model.bin', 'assets/model.bin'],
    ]);
  });

  it('names no package: refused (x43)', () => {
    const nameless = { name: 'AndroidManifest.xml', data: buildAxml(el('manifest', [])) };
    expect(() => packed(nameless)).toThrow(new FormatError('AndroidManifest.xml names no package'));
    const other = { name: 'AndroidManifest.xml', data: buildAxml(el('resources', [plain('package', 'a.b')])) };
    expect(() => packed(other)).toThrow('does not start with <manifest>');
  });
});

describe('hostile bytes', () => {
  /** Opens every part; anything but a PrivscanError fails the test. */
  function openAll(bytes: Uint8Array): void {
    const guarded = (read: () => unknown): void => {
      try {
        read();
      } catch (error) {
        if (!(error instanceof PrivscanError)) throw error;
      }
    };
    guarded(() => {
      const apk = open({ 'a.apk': bytes });
      for (const entry of apk.dexEntries()) guarded(() => entry.open());
      for (const code of apk.bundledCode()) for (const inner of code.dex) guarded(() => inner.open());
      guarded(() => apk.signing({ verify: true }));
      for (const entry of apk.entries()) guarded(() => entry.bytes());
      guarded(() => apk.diagnostics);
      apk.close();
    });
  }

  it('end in a value or a PrivscanError', () => {
    const stored = writeZip(
      ['AndroidManifest.xml', 'resources.arsc', 'classes.dex', 'assets/plugin.dex'].map((name) => ({
        ...part('dex-in-assets', name),
        store: true,
      })),
    );
    const change = fc.tuple(fc.nat(stored.length - 1), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const bytes = new Uint8Array(stored);
        for (const [at, value] of changes) bytes[at] = value;
        openAll(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
