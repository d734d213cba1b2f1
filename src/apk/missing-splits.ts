import type { ManifestModel } from '../model/index.js';

/**
 * Types of split that the base asks for and none of the given files supplies (AOSP ApkLiteParseUtils). `*` stands for
 * «some splits» where the base does not say which; `base` for a base that was not given.
 *
 * @param manifest - merged manifest
 * @param splits - number of splits that were read
 */
export function missingSplitsOf(manifest: ManifestModel, splits: number): string[] {
  if (manifest.split !== undefined) return ['base'];
  const supplied = new Set(manifest.splitTypes);
  return manifest.requiredSplits.filter((type) => (type === '*' ? splits === 0 : !supplied.has(type)));
}
