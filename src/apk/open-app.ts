import { openArchive, openContainer, openFileSource } from '../archive/index.js';
import type { ByteSource } from '../archive/index.js';
import type { Apk } from './apk.js';
import type { ApkFile } from './app-archive.js';
import { openApk } from './open-apk.js';

/** File name of a path, whichever slash it has. */
const fileName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** A container's APKs; closing the last of them closes the container. */
function innerFiles(source: ByteSource, name: string): ApkFile[] | undefined {
  const archive = openArchive(source, { name });
  const container = openContainer(archive);
  if (container === undefined) return undefined;
  let open = container.apks.length;
  return container.apks.map((inner) => ({
    name: fileName(inner.name),
    budget: archive.budget,
    source: {
      size: inner.source.size,
      read: (offset, length) => inner.source.read(offset, length),
      readInto: (offset, length, scratch) =>
        inner.source.readInto?.(offset, length, scratch) ?? inner.source.read(offset, length),
      close: () => {
        if (--open === 0) source.close();
      },
    },
  }));
}

/**
 * Opens what a user names: an APK, a container of splits (.apks, .xapk, .apkm), or a base with further split files.
 * @throws FormatError, LimitError, UsageError with one line that says why it is not an app
 */
export function openApp(path: string, splits: readonly string[]): Apk {
  const opened: ByteSource[] = [];
  const open = (file: string): ByteSource => {
    const source = openFileSource(file);
    opened.push(source);
    return source;
  };
  try {
    const base = open(path);
    const inner = innerFiles(base, fileName(path));
    const files = inner ?? [{ name: fileName(path), source: base }];
    return openApk([...files, ...splits.map((split) => ({ name: fileName(split), source: open(split) }))]);
  } catch (error) {
    for (const source of opened) source.close();
    throw error;
  }
}
