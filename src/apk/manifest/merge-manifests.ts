import type { ManifestModel } from '../../model/index.js';

/**
 * The manifest of the installed app: the base's, with what its splits add. Components, permissions and meta-data keep
 * the name of their split. Configuration splits (`config.zh`) have none of these; should one have, it counts, because
 * Android reads the `<application>` of every split alike (PackageParser.parseSplitApplication).
 *
 * A component that the base declares already stays as the base declares it: bundletool writes the components of
 * feature modules into both, and Android takes the base's.
 */
export function mergeManifests(base: ManifestModel, splits: readonly ManifestModel[]): ManifestModel {
  if (splits.length === 0) return base;
  const known = new Set(base.components.map((component) => `${component.kind} ${component.name}`));
  const components = [...base.components];
  for (const component of splits.flatMap((split) => split.components)) {
    const key = `${component.kind} ${component.name}`;
    if (known.has(key)) continue;
    known.add(key);
    components.push(component);
  }
  const baseMetaData = new Set(base.application.metaData.map((item) => item.name));
  const splitTypes = splits.flatMap((split) => split.splitTypes ?? []);
  return {
    ...base,
    ...(splitTypes.length === 0 ? {} : { splitTypes }),
    permissions: mergeByName(
      base.permissions,
      splits.flatMap((split) => split.permissions),
    ),
    customPermissions: mergeByName(
      base.customPermissions,
      splits.flatMap((split) => split.customPermissions),
    ),
    features: mergeByName(
      base.features,
      splits.flatMap((split) => split.features),
    ),
    application: {
      ...base.application,
      metaData: [
        ...base.application.metaData,
        ...splits.flatMap((split) => split.application.metaData.filter((item) => !baseMetaData.has(item.name))),
      ],
      usesLibraries: [...new Set([base, ...splits].flatMap((manifest) => manifest.application.usesLibraries))],
    },
    components,
  };
}

/** The base's records as they are, repetitions included, then records of splits under new names. */
function mergeByName<T extends { readonly name: string }>(base: readonly T[], added: readonly T[]): T[] {
  const known = new Set(base.map((item) => item.name));
  return [...base, ...added.filter((item) => !known.has(item.name))];
}
