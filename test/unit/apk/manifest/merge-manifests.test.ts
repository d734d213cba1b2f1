import { describe, expect, it } from '@jest/globals';
import { mergeManifests } from '../../../../src/apk/manifest/merge-manifests.js';
import { readManifest } from '../../../../src/apk/manifest/read-manifest.js';
import type { XmlElement } from '../../../../src/format/axml/index.js';
import type { ManifestModel } from '../../../../src/model/index.js';
import { element, resourcesOf, type Value } from './tree.js';

function part(
  split: string,
  children: readonly XmlElement[],
  attributes: Readonly<Record<string, Value>> = {},
  ofBase?: ManifestModel,
): ManifestModel {
  const splitAttribute: Record<string, Value> = split === '' ? {} : { ':split': split };
  const root = element('manifest', { ':package': 'com.a', ...splitAttribute, ...attributes }, children);
  return readManifest(root, resourcesOf(), { split, ...(ofBase === undefined ? {} : { base: ofBase }) });
}

const application = (...children: XmlElement[]): XmlElement => element('application', {}, children);
const activity = (name: string, attributes: Readonly<Record<string, Value>> = {}): XmlElement =>
  element('activity', { name, ...attributes });

describe('merging manifests', () => {
  const base = part('', [
    element('uses-permission', { name: 'p.Base' }),
    application(
      activity('.Main'),
      activity('.Shared', { exported: true, splitName: 'camera' }),
      element('meta-data', { name: 'key', value: 'base' }),
    ),
  ]);
  const feature = part('camera', [
    element('uses-permission', { name: 'p.Base' }),
    element('uses-permission', { name: 'p.Feature' }),
    element('permission', { name: 'c.P' }),
    application(
      activity('.Shared'),
      element('service', { name: '.Camera' }, [element('meta-data', { name: 'inner', value: 1 })]),
      element('meta-data', { name: 'key', value: 'feature' }),
      element('meta-data', { name: 'more', value: 'feature' }),
    ),
  ]);
  const merged = mergeManifests(base, [feature]);

  it('adds components under the name of their split; those of the base stay as they are', () => {
    expect(merged.components.map(({ name, split, effectivelyExported }) => [name, split, effectivelyExported])).toEqual(
      [
        ['com.a.Main', '', false],
        ['com.a.Shared', 'camera', true],
        ['com.a.Camera', 'camera', false],
      ],
    );
    expect(merged.components[2]?.metaData).toMatchObject([{ name: 'inner', value: '1', split: 'camera' }]);
  });

  it('adds permissions and meta-data that the base does not have', () => {
    expect(merged.permissions.map(({ name, split }) => [name, split])).toEqual([
      ['p.Base', ''],
      ['p.Feature', 'camera'],
    ]);
    expect(merged.customPermissions).toMatchObject([{ name: 'c.P', split: 'camera' }]);
    expect(merged.application.metaData.map(({ name, value, split }) => [name, value, split])).toEqual([
      ['key', 'base', undefined],
      ['more', 'feature', 'camera'],
    ]);
  });

  it('counts what hides in a configuration split, as Android does, and takes its types', () => {
    const config = part('config.arm64', [application(activity('.Smuggled'))], {
      ':configForSplit': '',
      splitTypes: 'base__abi',
    });
    const withConfig = mergeManifests(base, [config]);
    expect(withConfig.components.at(-1)).toMatchObject({ name: 'com.a.Smuggled', split: 'config.arm64' });
    expect(withConfig.splitTypes).toEqual(['base__abi']);
  });

  it('judges components of a split by the target level and application of the base', () => {
    const target30 = part('', [
      element('uses-sdk', { minSdkVersion: 8, targetSdkVersion: 30 }),
      element('application', { permission: 'p.App' }),
    ]);
    const provider = [application(element('provider', { name: '.P', authorities: 'x' }))];
    // A split has no <uses-sdk>; alone it would count as level 1, where providers are exported by default.
    const { components } = mergeManifests(target30, [part('f', provider, {}, target30)]);
    expect(components).toMatchObject([{ name: 'com.a.P', effectivelyExported: false, readPermission: 'p.App' }]);
  });

  it('is the base itself without splits', () => {
    expect(mergeManifests(base, [])).toBe(base);
  });
});
