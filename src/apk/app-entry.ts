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
export function appEntriesOf(archives: Iterable<AppArchive>): AppEntry[] {
  const found: AppEntry[] = [];
  for (const { name, prefix, archive } of archives) {
    for (const entry of archive.entries.values()) {
      if (!entry.name.endsWith('/') || entry.size > 0) found.push(new ArchivedFile(entry, name, prefix));
    }
  }
  return found;
}

class ArchivedFile implements AppEntry {
  readonly name: string;
  readonly path: string;
  readonly archive: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly #entry: ArchiveEntry;

  constructor(entry: ArchiveEntry, archive: string, prefix: string) {
    this.path = entry.name;
    this.name = prefix + this.path;
    this.archive = archive;
    this.size = entry.size;
    this.compressedSize = entry.compressedSize;
    this.#entry = entry;
  }

  get problem(): string | undefined {
    return this.#entry.problem;
  }

  bytes(options?: number | ReadOptions): Uint8Array {
    return this.#entry.bytes(options);
  }
}
