import type { ArchiveEntry } from '../archive/index.js';
import { LIMITS } from './limits.js';
import type { SignedArchive, SignedEntry } from './signing/signed-archive.js';

/** Stored and deflated. */
const METHODS: ReadonlySet<number> = new Set([0, 8]);

/** Inflated bytes held from the check of a JAR signature to the reading of the code. */
const MAX_HELD_BYTES = 32 << 20;

/**
 * Files that more than one part of a scan wants inflated: checking a JAR signature inflates every file to hash it, and
 * the largest, the code and the resource table, are read for themselves as well. Inflating is most of a scan's cost.
 */
export class SharedBytes {
  readonly #tables = new Map<ArchiveEntry, Uint8Array>();
  readonly #held = new Map<ArchiveEntry, Uint8Array>();
  #heldBytes = 0;

  /** Bytes that are held elsewhere for as long as the app is open. */
  share(entry: ArchiveEntry, bytes: Uint8Array): void {
    // An entry of unknown method is read in one way as a table and not at all as a signed file.
    if (!METHODS.has(entry.method)) return;
    this.#tables.set(entry, bytes);
  }

  /** The bytes of a dex file, if they were inflated before; they are given up with that. */
  take(entry: ArchiveEntry): Uint8Array | undefined {
    const bytes = this.#held.get(entry);
    if (bytes === undefined) return undefined;
    this.#held.delete(entry);
    this.#heldBytes -= bytes.length;
    return bytes;
  }

  /** The archive as signing reads it: dex files it inflates are held for {@link take}, tables are not inflated again. */
  forSigning(
    archive: Omit<SignedArchive, 'entries'> & { readonly entries: ReadonlyMap<string, ArchiveEntry> },
    dexFiles: Iterable<{ readonly name: string }>,
  ): SignedArchive {
    const entries = new Map<string, SignedEntry>(archive.entries);
    for (const { name } of dexFiles) {
      const entry = archive.entries.get(name);
      if (entry !== undefined) entries.set(name, this.#holding(entry));
    }
    for (const [entry, bytes] of this.#tables) {
      if (archive.entries.get(entry.name) === entry) {
        entries.set(entry.name, { name: entry.name, size: entry.size, bytes: () => bytes });
      }
    }
    const { centralDirectoryOffset, endOfCentralDirectoryOffset, source } = archive;
    return { entries, centralDirectoryOffset, endOfCentralDirectoryOffset, source };
  }

  #holding(entry: ArchiveEntry): SignedEntry {
    return {
      name: entry.name,
      size: entry.size,
      bytes: () => {
        const bytes = entry.bytes();
        if (bytes.length <= LIMITS.dexBytes && this.#heldBytes + bytes.length <= MAX_HELD_BYTES) {
          this.#heldBytes += bytes.length;
          this.#held.set(entry, bytes);
        }
        return bytes;
      },
    };
  }
}
