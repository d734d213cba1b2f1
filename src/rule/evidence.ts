import type { Component, Evidence, ManifestApplication, UsesPermission } from '../model/index.js';

/** Entry of the manifest in the base or a split. */
const manifestEntry = (split: string): string =>
  split === '' ? 'AndroidManifest.xml' : `${split}!AndroidManifest.xml`;

/** The line of the manifest that asks for a permission. */
export function permissionEvidence({ element, name, maxSdkVersion, split, xpath }: UsesPermission): Evidence {
  const limit = maxSdkVersion === undefined ? '' : ` android:maxSdkVersion="${maxSdkVersion}"`;
  return { kind: 'manifest', entry: manifestEntry(split), xpath, text: `<${element} android:name="${name}"${limit}>` };
}

/** The element that declares a component. */
export function componentEvidence({ kind, name, permission, split, xpath }: Component): Evidence {
  const guard = permission === undefined ? '' : ` android:permission="${permission}"`;
  return { kind: 'manifest', entry: manifestEntry(split), xpath, text: `<${kind} android:name="${name}"${guard}>` };
}

/** An attribute of `<application>`. */
export function applicationEvidence({ xpath }: ManifestApplication, text: string): Evidence {
  return { kind: 'manifest', entry: manifestEntry(''), xpath, text };
}
