import { statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { ScanRequest } from '../model/index.js';
import { walkApkFiles } from '../archive/index.js';

type Target = ScanRequest['target'];

export interface Targets {
  readonly targets: readonly Target[];
  /** A folder was named, or several inputs: the result is a batch. */
  readonly many: boolean;
}

const slashes = (name: string): string => name.split(path.sep).join('/');

/** @throws UsageError when nothing is there */
function isFolder(input: string, full: string): boolean {
  try {
    return statSync(full).isDirectory();
  } catch (error) {
    throw new UsageError(`${input} does not exist or cannot be read`, { cause: error });
  }
}

function expand(input: string, cwd: string): { targets: Target[]; folder: boolean } {
  const full = path.resolve(cwd, input);
  const folder = isFolder(input, full);
  if (!folder) return { targets: [{ path: full, displayName: slashes(input) }], folder };
  const files: string[] = [];
  // A folder that cannot be listed becomes an unreadable result of its own, so that it neither hides nor ends the rest.
  const onUnreadable = (directory: string): void => void files.push(directory);
  for (const file of walkApkFiles(full, { onUnreadable })) files.push(file);
  if (files.length === 0) throw new UsageError(`no .apk, .apks, .xapk or .apkm file below ${input}`);
  const shown = (file: string): string => slashes(path.join(input, path.relative(full, file)));
  return { targets: files.map((file) => ({ path: file, displayName: shown(file) })), folder };
}

/** What to scan: files as named, folders walked without following links, `--split` joined to the one base. */
export function findTargets(inputs: readonly string[], splits: readonly string[], cwd: string): Targets {
  const expanded = inputs.map((input) => expand(input, cwd));
  const targets = expanded.flatMap((one) => one.targets);
  const many = targets.length > 1 || expanded.some((one) => one.folder);
  if (splits.length === 0) return { targets, many };
  const [base] = targets;
  if (many || base === undefined) throw new UsageError('--split goes with exactly one base APK');
  const files = splits.map((split) => {
    const full = path.resolve(cwd, split);
    if (isFolder(split, full)) throw new UsageError(`--split ${split} is a folder; give APK files`);
    return full;
  });
  return { targets: [{ ...base, splits: files }], many: false };
}
