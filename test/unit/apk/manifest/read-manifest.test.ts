import { describe, expect, it } from '@jest/globals';
import { readManifest } from '../../../../src/apk/manifest/read-manifest.js';
import type { XmlElement } from '../../../../src/format/axml/index.js';
import { FormatError, LimitError, type Component, type ManifestModel } from '../../../../src/model/index.js';
import { element, resourcesOf, type Value } from './tree.js';

/** A manifest of package com.a with these children. */
function manifest(
  children: readonly XmlElement[] = [],
  attributes: Readonly<Record<string, Value>> = {},
  table: Readonly<Record<number, Value>> = {},
  split = '',
): ManifestModel {
  return readManifest(element('manifest', { ':package': 'com.a', ...attributes }, children), resourcesOf(table), {
    split,
  });
}

/** The components of an application with these children. */
function components(
  children: readonly XmlElement[],
  options: { target?: number; application?: Readonly<Record<string, Value>> } = {},
): readonly Component[] {
  const usesSdk = element('uses-sdk', { minSdkVersion: 8, targetSdkVersion: options.target ?? 30 });
  return manifest([usesSdk, element('application', options.application, children)]).components;
}

const filter = (action?: string): XmlElement =>
  element('intent-filter', {}, action === undefined ? [] : [element('action', { name: action })]);

describe('the document', () => {
  it('must start with <manifest> and name a package', () => {
    expect(() => readManifest(element('resources'), resourcesOf())).toThrow(FormatError);
    expect(() => readManifest(element('manifest'), resourcesOf())).toThrow('names no package');
    expect(() => readManifest(element('manifest', { ':package': '' }), resourcesOf())).toThrow(FormatError);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 100_001 }, () => element('x'));
    expect(() => manifest(many)).toThrow(LimitError);
  });

  it('gives the defaults of Android for all it does not say', () => {
    expect(manifest()).toMatchObject({
      packageName: 'com.a',
      versionCode: 0,
      versionName: undefined,
      minSdk: 1,
      targetSdk: 1,
      targetSdkDeclared: false,
      isolatedSplits: false,
      requiredSplits: [],
      permissions: [],
      components: [],
      queries: { packages: [], intents: [], providers: [] },
      application: { debuggable: false, allowBackup: undefined, usesCleartextTraffic: undefined, metaData: [] },
    });
  });
});

describe('versions and sdk levels', () => {
  it('puts versionCodeMajor into the upper half, the lower half unsigned', () => {
    expect(manifest([], { versionCode: 7 }).versionCode).toBe(7);
    // 3 × 2^32 + 7, by hand.
    expect(manifest([], { versionCode: 7, versionCodeMajor: 3 }).versionCode).toBe(12_884_901_895);
    expect(manifest([], { versionCode: -1, versionCodeMajor: 1 }).versionCode).toBe(8_589_934_591);
  });

  it('tolerates a version code that is text', () => {
    expect(manifest([], { versionCode: '12' })).toMatchObject({ versionCode: 12, versionCodeText: '12' });
    expect(manifest([], { versionCode: '1.2b' })).toMatchObject({ versionCode: 0, versionCodeText: '1.2b' });
    expect(manifest([], { versionCode: 12 }).versionCodeText).toBeUndefined();
  });

  it('follows references', () => {
    const table = { 0x7f010000: 25, 0x7f020000: '2.3.0' };
    expect(manifest([], { versionCode: '@0x7f010000', versionName: '@0x7f020000' }, table)).toMatchObject({
      versionCode: 25,
      versionName: '2.3.0',
    });
    expect(manifest([], { versionCode: '@0x7f0f0000', versionName: '@0x7f0f0000' })).toMatchObject({
      versionCode: 0,
      versionName: undefined,
    });
  });

  it('takes the last <uses-sdk>; the target defaults to the minimum; codenames are levels', () => {
    const usesSdk = (attributes: Record<string, Value>) => element('uses-sdk', attributes);
    expect(manifest([usesSdk({ minSdkVersion: 9 })])).toMatchObject({
      minSdk: 9,
      targetSdk: 9,
      targetSdkDeclared: false,
    });
    expect(
      manifest([usesSdk({ minSdkVersion: 9, targetSdkVersion: 28 }), usesSdk({ minSdkVersion: 14 })]),
    ).toMatchObject({
      minSdk: 14,
      targetSdk: 14,
    });
    expect(manifest([usesSdk({ minSdkVersion: '19', targetSdkVersion: 'Q' })])).toMatchObject({
      minSdk: 19,
      targetSdk: 29,
      targetSdkCodename: 'Q',
    });
  });
});

describe('permissions', () => {
  it('sees all three elements, limits and flags (x46)', () => {
    const { permissions } = manifest([
      element('uses-permission', { name: 'p.A', maxSdkVersion: 18 }),
      element('uses-permission-sdk-23', { name: 'p.B' }),
      element('uses-permission-sdk-m', { name: 'p.C', usesPermissionFlags: 0x10000 }),
      element('uses-permission', { name: 'p.A' }),
    ]);
    expect(permissions).toMatchObject([
      { name: 'p.A', element: 'uses-permission', maxSdkVersion: 18, split: '', xpath: '/uses-permission' },
      { name: 'p.B', element: 'uses-permission-sdk-23', split: '' },
      { name: 'p.C', element: 'uses-permission-sdk-m', usesPermissionFlags: 'neverForLocation', split: '' },
      { name: 'p.A', element: 'uses-permission', split: '' },
    ]);
  });

  it('takes only names written in the manifest, as getNonResourceString does', () => {
    const table = { 0x7f010000: 'p.FromResource' };
    const named = [element('uses-permission', { name: '@0x7f010000' }), element('uses-permission', {})];
    expect(manifest(named, {}, table).permissions).toEqual([]);
  });

  it('goes by resource id: a decoy name without one is no name (x30), of two the first counts (x49)', () => {
    const real = element('uses-permission', { ':name': 'p.Decoy', name: 'p.Real' });
    const twice = element('uses-permission', { name: 'p.First' });
    const second = element('uses-permission', { name: 'p.Second' }).attributes;
    const double: XmlElement = { ...twice, attributes: [...twice.attributes, ...second] };
    expect(manifest([real, double]).permissions.map(({ name }) => name)).toEqual(['p.Real', 'p.First']);
  });

  it('decodes the protection level of custom permissions', () => {
    const { customPermissions } = manifest([
      element('permission', { name: 'a.P', protectionLevel: { type: 0x11, data: 0x12 } }),
      element('permission', { name: 'a.Q' }),
      element('permission', {}),
    ]);
    expect(customPermissions.map(({ name, protectionLevel }) => [name, protectionLevel])).toEqual([
      ['a.P', 'signature|privileged'],
      ['a.Q', 'normal'],
    ]);
  });
});

describe('components', () => {
  it('completes names, of aliases and their targets too, and of the application', () => {
    const [activity, alias] = components([
      element('activity', { name: '.Main' }),
      element('activity-alias', { name: 'Alias', targetActivity: '.Main' }),
    ]);
    expect(activity).toMatchObject({ kind: 'activity', name: 'com.a.Main' });
    expect(alias).toMatchObject({ kind: 'activity-alias', name: 'com.a.Alias', targetActivity: 'com.a.Main' });
    expect(manifest([element('application', { name: 'App', appComponentFactory: '.F' })]).application).toMatchObject({
      name: 'com.a.App',
      appComponentFactory: 'com.a.F',
    });
  });

  it('drops what has no name, keeps document order across kinds', () => {
    const names = components([
      element('service', { name: '.S' }),
      element('activity', {}),
      element('activity', { name: '.A' }),
      element('receiver', { name: '.R' }),
    ]).map(({ name }) => name);
    expect(names).toEqual(['com.a.S', 'com.a.A', 'com.a.R']);
  });

  it.each<[string, Record<string, Value>, XmlElement[], number, boolean | undefined, boolean]>([
    ['activity', {}, [], 30, undefined, false],
    ['activity', {}, [filter('x')], 30, undefined, true],
    ['activity', {}, [filter()], 30, undefined, false],
    ['activity', { exported: false }, [filter('x')], 30, false, false],
    ['activity', { exported: true }, [], 30, true, true],
    ['activity', { exported: 'true' }, [], 30, true, true],
    ['receiver', {}, [filter()], 30, undefined, false],
    ['service', {}, [filter()], 30, undefined, true],
    ['service', {}, [], 30, undefined, false],
    ['activity', {}, [filter('x')], 31, undefined, true],
    ['provider', {}, [], 16, undefined, true],
    ['provider', {}, [], 17, undefined, false],
    ['provider', {}, [filter('x')], 30, undefined, false],
    ['provider', { exported: false }, [], 16, false, false],
  ])('%s %j with %j at target %i: exported %j → %j', (kind, attributes, children, target, exported, effectively) => {
    const [component] = components([element(kind, { name: '.C', ...attributes }, children)], { target });
    expect(component?.exported).toBe(exported);
    expect(component?.effectivelyExported).toBe(effectively);
  });

  it('falls back to the permission and process of the application; an empty permission lifts it', () => {
    const application = { permission: 'p.App', process: ':bg' };
    const [plain, own, lifted, provider] = components(
      [
        element('service', { name: '.A' }),
        element('service', { name: '.B', permission: 'p.Own', process: 'other' }),
        element('service', { name: '.C', permission: '' }),
        element('provider', { name: '.D', permission: 'p.Own', readPermission: 'p.Read', authorities: 'x' }),
      ],
      { application },
    );
    expect(plain).toMatchObject({ permission: 'p.App', process: 'com.a:bg' });
    expect(own).toMatchObject({ permission: 'p.Own', process: 'other' });
    expect(lifted?.permission).toBeUndefined();
    expect(provider).toMatchObject({ permission: 'p.Own', readPermission: 'p.Read', writePermission: 'p.Own' });
  });

  it('reads what is special to providers and services', () => {
    const [provider, granting, service] = components([
      element('provider', { name: '.P', authorities: 'a.one;a.two;', initOrder: 99 }),
      element('provider', { name: '.G', authorities: 'g' }, [element('grant-uri-permission', { pathPrefix: '/' })]),
      element('service', { name: '.S', foregroundServiceType: 0x48, enabled: false }),
    ]);
    expect(provider).toMatchObject({ authorities: ['a.one', 'a.two'], initOrder: 99, grantUriPermissions: false });
    expect(granting).toMatchObject({ grantUriPermissions: true, initOrder: 0 });
    expect(service).toMatchObject({ foregroundServiceType: 'location|camera', enabled: false, authorities: [] });
  });

  it('reads filters', () => {
    const [activity] = components([
      element('activity', { name: '.A' }, [
        element('intent-filter', { priority: 1000 }, [
          element('action', { name: 'android.intent.action.VIEW' }),
          element('category', { name: 'android.intent.category.BROWSABLE' }),
          element('data', { scheme: 'https', host: 'a.example', port: 8443, pathPrefix: '/p' }),
          element('data', { mimeType: 'text/*' }),
          element('data', {}),
        ]),
      ]),
    ]);
    expect(activity?.intentFilters).toEqual([
      {
        actions: ['android.intent.action.VIEW'],
        categories: ['android.intent.category.BROWSABLE'],
        priority: 1000,
        data: [{ scheme: 'https', host: 'a.example', port: '8443', pathPrefix: '/p' }, { mimeType: 'text/*' }],
      },
    ]);
  });

  it('reads the first <application> only, as Android does', () => {
    const first = element('application', {}, [element('activity', { name: '.A' })]);
    const second = element('application', {}, [element('activity', { name: '.B' })]);
    expect(manifest([first, second]).components.map(({ name }) => name)).toEqual(['com.a.A']);
  });
});

describe('the rest of the application', () => {
  it('reads meta-data: literal, typed, referenced, as a resource', () => {
    const table = { 0x7f010000: 'key', 0x7f020000: 'res/xml/paths.xml' };
    const application = element('application', {}, [
      element('meta-data', { name: 'k.text', value: 'v' }),
      element('meta-data', { name: 'k.number', value: 12 }),
      element('meta-data', { name: 'k.flag', value: true }),
      element('meta-data', { name: 'k.ref', value: '@0x7f010000' }),
      element('meta-data', { name: 'k.res', resource: '@0x7f020000' }),
      element('meta-data', { name: 'k.dangling', value: '@0x7f990000' }),
      element('meta-data', { value: 'nameless' }),
    ]);
    const { metaData } = manifest([application], {}, table).application;
    expect(metaData.map(({ name, value, resource }) => [name, value, resource])).toEqual([
      ['k.text', 'v', undefined],
      ['k.number', '12', undefined],
      ['k.flag', 'true', undefined],
      ['k.ref', 'key', '0x7f010000'],
      ['k.res', 'res/xml/paths.xml', '0x7f020000'],
      ['k.dangling', undefined, '0x7f990000'],
    ]);
  });

  it('reads flags, and files by their entry', () => {
    const table = { 0x7f020000: 'res/xml/a.xml', 0x7f030000: true };
    const application = element(
      'application',
      {
        debuggable: '@0x7f030000',
        allowBackup: false,
        usesCleartextTraffic: true,
        testOnly: true,
        requestLegacyExternalStorage: true,
        persistent: true,
        hasCode: false,
        fullBackupContent: false,
        dataExtractionRules: '@0x7f020000',
        networkSecurityConfig: '@0x7f990000',
      },
      [element('uses-library', { name: 'org.apache.http.legacy' })],
    );
    expect(manifest([application], {}, table).application).toMatchObject({
      debuggable: true,
      allowBackup: false,
      usesCleartextTraffic: true,
      testOnly: true,
      requestLegacyExternalStorage: true,
      persistent: true,
      hasCode: false,
      fullBackupContent: 'false',
      dataExtractionRules: 'res/xml/a.xml',
      networkSecurityConfig: '0x7f990000',
      usesLibraries: ['org.apache.http.legacy'],
    });
  });

  it('reads queries and features', () => {
    const { queries, features } = manifest([
      element('queries', {}, [
        element('package', { name: 'com.b' }),
        element('intent', {}, [element('action', { name: 'x' }), element('data', { scheme: 'geo' })]),
        element('provider', { authorities: 'a;b' }),
      ]),
      element('queries', {}, [element('package', { name: 'com.c' })]),
      element('uses-feature', { name: 'android.hardware.camera', required: false }),
      element('uses-feature', { name: 'f' }),
    ]);
    expect(queries).toMatchObject({
      packages: ['com.b', 'com.c'],
      intents: [{ actions: ['x'], categories: [], priority: 0, data: [{ scheme: 'geo' }] }],
      providers: ['a', 'b'],
    });
    expect(features).toEqual([
      { name: 'android.hardware.camera', required: false },
      { name: 'f', required: true },
    ]);
  });
});

describe('splits', () => {
  it('says which it is and which it needs', () => {
    expect(manifest([], { requiredSplitTypes: 'base__abi,base__density' }).requiredSplits).toEqual([
      'base__abi',
      'base__density',
    ]);
    expect(manifest([], { isSplitRequired: true }).requiredSplits).toEqual(['*']);
    const play = element('application', {}, [
      element('meta-data', { name: 'com.android.vending.splits.required', value: true }),
    ]);
    expect(manifest([play]).requiredSplits).toEqual(['*']);
    expect(
      manifest([], { ':split': 'config.zh', ':configForSplit': '', splitTypes: 'base__abi' }, {}, 'config.zh'),
    ).toMatchObject({
      split: 'config.zh',
      configForSplit: '',
      splitTypes: ['base__abi'],
    });
  });
});
