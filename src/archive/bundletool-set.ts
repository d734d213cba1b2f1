/** A split of a bundletool set: `splits/<module>-<target>[_<variant>].apk`. */
interface SplitName {
  readonly name: string;
  /** Module and target, the same in all variants. */
  readonly key: string;
  readonly variant: number;
}

/**
 * Which APKs of a bundletool set (`.apks`) make up one installed app, by names alone: `toc.pb` has the exact targeting,
 * but a scan wants every ABI, density and language at once, which no device gets and no targeting selects.
 *
 * - `splits/` and `asset-slices/` where there are splits: all modules and targets. Of variants (the same split for other
 *   Android versions, numbered `_2`, `_3`, …) the highest, which newer devices install.
 * - else `universal.apk` (`--mode=universal`), at the root or in `standalones/`;
 * - else one standalone, which is a whole app of its own: the first arm64 one, else the first by name;
 * - else everything (`--mode=system` and the like).
 *
 * `instant/` repeats the app for instant use and is left out where there is anything else.
 */
export function selectBundletoolApks(names: readonly string[]): string[] {
  const inFolder = (folder: string): string[] => names.filter((name) => name.startsWith(folder)).sort();
  const splits = inFolder('splits/');
  if (splits.length > 0) return newestVariants([...splits, ...inFolder('asset-slices/')]);
  const universal = names.find((name) => /^(?:standalones\/)?universal\.apk$/.test(name));
  if (universal !== undefined) return [universal];
  const standalones = inFolder('standalones/');
  const standalone = standalones.find((name) => name.includes('arm64_v8a')) ?? standalones[0];
  if (standalone !== undefined) return [standalone];
  const rest = names.filter((name) => !name.startsWith('instant/'));
  return rest.length > 0 ? rest : [...names];
}

function newestVariants(names: readonly string[]): string[] {
  const newest = new Map<string, SplitName>();
  for (const split of names.map(parseSplitName)) {
    const known = newest.get(split.key);
    if (known === undefined || split.variant > known.variant) newest.set(split.key, split);
  }
  return Array.from(newest.values(), ({ name }) => name);
}

function parseSplitName(name: string): SplitName {
  const stem = name.replace(/\.apk$/i, '');
  const suffix = /_(\d{1,6})$/.exec(stem);
  // `base-x86_64.apk` is an ABI, not the 64th variant of `base-x86.apk`.
  if (suffix === null || stem.endsWith('-x86_64')) return { name, key: stem, variant: 1 };
  return { name, key: stem.slice(0, suffix.index), variant: Number(suffix[1]) };
}
