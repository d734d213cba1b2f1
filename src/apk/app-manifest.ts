import { quoteName } from '../archive/quote-name.js';
import type { XmlElement } from '../format/axml/index.js';
import { UsageError, type ManifestModel } from '../model/index.js';
import type { AppArchive } from './app-archive.js';
import type { ManifestResources } from './manifest/attribute-reader.js';
import { readBackupRules } from './manifest/backup-rules.js';
import { mergeManifests } from './manifest/merge-manifests.js';
import { readNetworkSecurity } from './manifest/network-security.js';
import { readManifest } from './manifest/read-manifest.js';

/**
 * The merged manifest of an app, with the files it points to.
 *
 * @param archives - the base first
 * @param xml - binary XML by entry name; undefined when it is absent or unreadable
 * @throws UsageError when package or versionCode differ; FormatError, LimitError as `readManifest`
 */
export function readAppManifest(
  archives: readonly AppArchive[],
  resources: ManifestResources,
  xml: (path: string) => XmlElement | undefined,
): ManifestModel {
  const [first, ...others] = archives;
  if (first === undefined) throw new UsageError('no APK file was given');
  const base = readManifest(first.manifestRoot, resources, { split: first.split });
  const splits = others.map(({ manifestRoot, split }) => readManifest(manifestRoot, resources, { split, base }));
  splits.forEach((split, i) => {
    requireSameApp(base, split, others[i]!.name);
  });
  const merged = mergeManifests(base, splits);
  const { networkSecurityConfig, fullBackupContent, dataExtractionRules } = merged.application;
  const networkSecurity = networkSecurityConfig === undefined ? undefined : xml(networkSecurityConfig);
  const backupRules = [fullBackupContent, dataExtractionRules].flatMap((entry) => {
    const root = entry?.includes('/') === true ? xml(entry) : undefined;
    return root === undefined || entry === undefined ? [] : readBackupRules(root, entry);
  });
  return {
    ...merged,
    ...(networkSecurity === undefined || networkSecurityConfig === undefined
      ? {}
      : { networkSecurity: readNetworkSecurity(networkSecurity, networkSecurityConfig) }),
    ...(backupRules.length === 0 ? {} : { backupRules }),
  };
}

/** Android installs splits only beside a base of the same package and version (ApkLiteParseUtils). */
function requireSameApp(base: ManifestModel, split: ManifestModel, name: string): void {
  if (split.packageName === base.packageName && split.versionCode === base.versionCode) return;
  throw new UsageError(
    `${quoteName(name)} is ${quoteName(split.packageName)} ${split.versionCode}, ` +
      `not ${quoteName(base.packageName)} ${base.versionCode}: ` +
      'the files of one app have the same package and versionCode',
  );
}
