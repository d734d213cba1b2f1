import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../model/errors.js';
import { errorCode } from './error-code.js';
import { quoteName } from './quote-name.js';

/** Bundles are listed too, so that each ends as a result with a reason and none goes missing. */
const EXTENSION = /\.(?:apks?|xapk|apkm|aab)$/i;

export interface WalkOptions {
  /** Told of every folder below the root that cannot be listed; the walk goes on. Default: the walk stops there. */
  readonly onUnreadable?: (directory: string, reason: string) => void;
}

/**
 * Paths of the APK files and containers below `directory`, folder by folder in the order of their names (by code unit,
 * the same on every machine). Symbolic links are not followed, so the walk ends and stays below its root. Memory: the
 * names of the folders from the root to the current one.
 * @throws UsageError when the root, or a folder without `onUnreadable`, cannot be listed.
 */
export function* walkApkFiles(directory: string, options: WalkOptions = {}): Generator<string> {
  if (!isDirectory(directory)) throw new UsageError(`${quoteName(directory)} is not a directory`);
  const stack = [{ directory, rest: list(directory).reverse() }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.rest.pop();
    if (next === undefined) {
      stack.pop();
      continue;
    }
    const path = join(top.directory, next.name);
    if (next.isFile()) {
      yield path;
      continue;
    }
    try {
      stack.push({ directory: path, rest: list(path).reverse() });
    } catch (error) {
      if (options.onUnreadable === undefined || !(error instanceof UsageError)) throw error;
      options.onUnreadable(path, error.message);
    }
  }
}

/** Regular files of interest and folders, by name. */
function list(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || (entry.isFile() && EXTENSION.test(entry.name)))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    throw new UsageError(`cannot list ${quoteName(directory)}: ${errorCode(error)}`, { cause: error });
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
