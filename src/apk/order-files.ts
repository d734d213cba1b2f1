import { quoteName } from '../archive/quote-name.js';
import { UsageError } from '../model/index.js';
import type { AppArchive } from './app-archive.js';

/**
 * Puts the base first and the splits after it by split name: the order in which Android adds them. The file without a
 * `split` attribute is the base; a single file is taken as it is, so that a lone split can still be scanned.
 *
 * @throws UsageError when there is no base among several files, more than one, or two splits of the same name
 */
export function orderArchives(archives: readonly AppArchive[]): AppArchive[] {
  if (archives.length === 1) return [...archives];
  const bases = archives.filter((archive) => archive.split === '');
  const base = bases[0];
  if (base === undefined) throw new UsageError('none of the files is a base APK: all of them are splits');
  if (bases.length > 1) {
    throw new UsageError(
      `${quoteName(bases[1]!.name)} is a base APK, and so is ${quoteName(base.name)}: pass the files of one app only`,
    );
  }
  const splits = archives.filter((archive) => archive !== base).sort((a, b) => (a.split < b.split ? -1 : 1));
  splits.forEach((split, i) => {
    if (i > 0 && splits[i - 1]!.split === split.split) {
      throw new UsageError(`${quoteName(splits[i - 1]!.name)} and ${quoteName(split.name)} are the same split`);
    }
  });
  return [base, ...splits];
}
