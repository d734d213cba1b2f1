import type { ArchiveEntry, ReadOptions } from '../archive/index.js';
import type { AppArchive } from './app-archive.js';

/** A file of the app, whichever of its archives holds it. */
export interface AppEntry {
  /** Unique in the app: the path, or `split.apk!path`. Hostile: never a path to write. */
  readonly name: string;
  /** Name inside its archive. */
  readonly path: string;
  /** Name of the archive, e.g. `base.apk`. */
  readonly archive: string;
  /** Declared inflated bytes. */
  readonly size: number;
  /** Declared bytes in the archive. */
  readonly compressedSize: number;
  /** Why it cannot be read, when that is known. */
  readonly problem: string | undefined;
  /** See `ArchiveEntry.bytes`. @throws FormatError, LimitError */
  bytes(options?: number | ReadOptions): Uint8Array;
}

/** All files of the archives, base first, each archive in the order of its central directory; folders left out. */
export function* appEntriesOf(archives: Iterable<AppArchive>): Generator<AppEntry> {
  for (const { name, prefix, archive } of archives) {
    for (const entry of archive.entries.values()) {
      if (!entry.name.endsWith('/') || entry.size > 0) yield appEntry(entry, name, prefix);
    }
  }
}

function appEntry(entry: ArchiveEntry, archive: string, prefix: string): AppEntry {
  return {
    name: prefix + entry.name,
    path: entry.name,
    archive,
    size: entry.size,
    compressedSize: entry.compressedSize,
    get problem() {
      return entry.problem;
    },
    bytes: (options) => entry.bytes(options),
  };
}
