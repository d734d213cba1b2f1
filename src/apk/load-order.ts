/** Does Android load this dex when the app starts, or does a gap in the numbers stop it before. */
export type DexLoading = 'start' | 'gap';

const CLASSES_DEX = /^classes([1-9]\d{0,8})?\.dex$/;

/**
 * `classes.dex`, `classes2.dex`, … of one archive in load order. Android counts up and stops at the first number that
 * is missing (libdexfile `DexFileLoader::GetMultiDexClassesDexName`), so files after a gap (z39) are never loaded;
 * they come last, by number. `classes1.dex` is no name of Android's and is not in the list.
 */
export function dexLoadOrder(names: Iterable<string>): { readonly name: string; readonly loaded: DexLoading }[] {
  const numbered: { name: string; number: number }[] = [];
  for (const name of names) {
    const match = CLASSES_DEX.exec(name);
    if (match === null || match[1] === '1') continue;
    numbered.push({ name, number: match[1] === undefined ? 1 : Number(match[1]) });
  }
  numbered.sort((a, b) => a.number - b.number);
  let next = 1;
  return numbered.map(({ name, number }) => {
    if (number !== next) return { name, loaded: 'gap' };
    next++;
    return { name, loaded: 'start' };
  });
}
