import { describe, expect, it } from '@jest/globals';
import { bufferSource, type Container, openArchive, openContainer } from '../../../src/archive/index.js';
import { FormatError, LimitError, UsageError } from '../../../src/model/errors.js';
import { writeZip, type ZipFile } from '../../../fixtures/toolkit/zip.js';

/** An inner APK whose manifest says which one it is. */
const apk = (id: string): Uint8Array => writeZip([{ name: 'AndroidManifest.xml', data: Buffer.from(id), store: true }]);
const inner = (name: string, store = true): ZipFile => ({ name, data: apk(name), store });
const open = (files: readonly ZipFile[]): Container | undefined =>
  openContainer(openArchive(bufferSource(writeZip(files))));
const names = (files: readonly ZipFile[]): string[] | undefined => open(files)?.apks.map(({ name }) => name);
const file = (name: string): ZipFile => ({ name, data: Buffer.from('{}') });

describe('openContainer', () => {
  it('reads inner APKs, stored in place and deflated in memory', () => {
    for (const store of [true, false]) {
      const container = open([inner('base.apk', store), inner('split_config.zh.apk', store)])!;
      expect(container.kind).toBe('zip');
      for (const { name, source } of container.apks) {
        const manifest = openArchive(source).entries.get('AndroidManifest.xml')!;
        expect(Buffer.from(manifest.bytes()).toString()).toBe(name);
      }
    }
  });

  it('leaves an APK alone, also one with APKs in it', () => {
    expect(open([file('AndroidManifest.xml'), inner('base.apk')])).toBeUndefined();
  });

  it('sees nothing in a zip without APKs in their places', () => {
    expect(open([file('readme.txt'), inner('assets/a.apk'), inner('a/b/c.apk')])).toBeUndefined();
  });

  it.each([['BundleConfig.pb'], ['base/manifest/AndroidManifest.xml']])(
    'explains what to do with a bundle: %s',
    (name) => {
      const open1 = (): unknown => open([file(name), inner('x.apk')]);
      expect(open1).toThrow(UsageError);
      expect(open1).toThrow(/bundletool build-apks --mode=universal/);
    },
  );

  it.each([
    ['apks', [file('toc.pb'), inner('universal.apk')]],
    ['apks', [inner('splits/base-master.apk')]],
    ['xapk', [file('manifest.json'), inner('com.example.apk')]],
    ['apkm', [file('info.json'), inner('base.apk')]],
    ['zip', [inner('splits/one.apk')]],
  ])('knows %s', (kind, files) => {
    expect(open(files)?.kind).toBe(kind);
  });

  it('puts the base first', () => {
    const xapk = ['config.arm64_v8a.apk', 'config.zh.apk', 'com.example.app.apk'].map((name) => inner(name));
    expect(names([file('manifest.json'), ...xapk])).toEqual([
      'com.example.app.apk',
      'config.arm64_v8a.apk',
      'config.zh.apk',
    ]);
    expect(names([inner('split_feature.apk'), inner('split_config.en.apk'), inner('base.apk')])).toEqual([
      'base.apk',
      'split_feature.apk',
      'split_config.en.apk',
    ]);
  });

  it('reads all it can, and says what it cannot', () => {
    const container = open([inner('base.apk'), { ...inner('bad.apk'), local: { name: 'other.apk' } }])!;
    expect(container.apks.map(({ name }) => name)).toEqual(['base.apk']);
    expect(container.diagnostics).toMatchObject([
      { code: 'container-apk-unreadable', where: 'bad.apk', level: 'unread' },
    ]);
  });

  it('is refused when nothing in it can be read, or there is too much', () => {
    const other = [file('first'), { ...inner('bad.apk'), local: { name: 'other.apk' } }];
    expect(() => open(other)).toThrow(FormatError);
    expect(() => open(Array.from({ length: 1025 }, (_, i) => ({ name: `${i}.apk`, store: true })))).toThrow(LimitError);
  });

  it('shares the budget of the container with its APKs only when handed on, and inflates within its own', () => {
    const archive = openArchive(bufferSource(writeZip([inner('base.apk', false)])));
    const { source } = openContainer(archive)!.apks[0]!;
    const { budget } = archive;
    expect(() => budget.spend(2 * 2 ** 30)).not.toThrow();
    expect(() => source.read(0, 1)).toThrow(LimitError);
  });
});

describe('a bundletool set', () => {
  const set = (...list: string[]): string[] | undefined => names([file('toc.pb'), ...list.map((name) => inner(name))]);

  it('is its splits, base first, whatever standalones and instant APKs are beside them', () => {
    const all = ['standalones/standalone-hdpi.apk', 'instant/instant-base.apk', 'splits/chat-master.apk'];
    expect(set(...all, 'splits/base-en.apk', 'splits/base-master.apk', 'asset-slices/pack-master.apk')).toEqual([
      'splits/base-master.apk',
      'asset-slices/pack-master.apk',
      'splits/base-en.apk',
      'splits/chat-master.apk',
    ]);
  });

  it('says what it leaves out', () => {
    const files = [file('toc.pb'), inner('splits/base-master.apk'), inner('standalones/standalone.apk')];
    expect(open(files)?.diagnostics).toMatchObject([
      { code: 'container-apk-left-out', level: 'note', where: 'standalones/standalone.apk' },
    ]);
  });

  it('takes the newest of variants, and x86_64 for no variant', () => {
    const base = ['base-master', 'base-master_2', 'base-master_10', 'base-x86', 'base-x86_64', 'base-x86_64_2'];
    expect(set(...base.map((name) => `splits/${name}.apk`))).toEqual([
      'splits/base-master_10.apk',
      'splits/base-x86.apk',
      'splits/base-x86_64_2.apk',
    ]);
  });

  it('is one universal or standalone APK where there are no splits', () => {
    expect(set('universal.apk')).toEqual(['universal.apk']);
    expect(set('standalones/standalone-hdpi.apk', 'standalones/universal.apk')).toEqual(['standalones/universal.apk']);
    const standalones = ['standalones/standalone-x86_hdpi.apk', 'standalones/standalone-arm64_v8a_hdpi.apk'];
    expect(set(...standalones)).toEqual(['standalones/standalone-arm64_v8a_hdpi.apk']);
    expect(set('standalones/b.apk', 'standalones/a.apk')).toEqual(['standalones/a.apk']);
    expect(set('system/system.apk', 'instant/instant-base.apk')).toEqual(['system/system.apk']);
    expect(set('instant/instant-base.apk')).toEqual(['instant/instant-base.apk']);
  });
});
