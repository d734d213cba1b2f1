import { bufferSource, openArchive, type Archive, type ArchiveEntry } from '../archive/index.js';
import { DexFile } from '../format/dex/index.js';
import { LimitError, PrivscanError } from '../model/index.js';
import type { AppArchive } from './app-archive.js';
import type { DiagnosticList } from './bulkhead.js';
import { entryHead } from './entry-head.js';
import { LIMITS } from './limits.js';
import { dexLoadOrder } from './load-order.js';

/** A dex file inside a bundled file. */
export interface BundledDex {
  /** `assets/plugin.dex`, or `assets/plugin.jar!classes.dex`; a split's name before it where it is in a split. */
  readonly entry: string;
  /** Inflated bytes. */
  readonly size: number;
  /** Reads and checks the dex. @throws FormatError, LimitError */
  open(): DexFile;
}

/** Code the app brings along outside its own `classes*.dex`: nothing loads it unless code does. */
export interface BundledCode {
  /** Entry with its split. */
  readonly entry: string;
  readonly kind: 'dex' | 'jar' | 'apk';
  /** Empty when the file could not be opened; a diagnostic says why. */
  readonly dex: readonly BundledDex[];
}

/** Folders whose files code can read by name, and where dex files are hidden under other names. */
const SEARCHED = /^(?:assets|res\/raw[^/]*|lib|META-INF)\//;
/** Elsewhere (res/ is often renamed, files at the root) the name must say so. */
const CODE_NAME = /\.(?:dex|jar|apk|zip|odex|vdex)$/i;
const HEAD = 8;

/**
 * Finds dex files and archives with dex files by their first bytes, whatever their names say (`.so`, `.bin`, none), one
 * level deep. Encrypted payloads have no such first bytes and are not found.
 */
export function findBundledCode(archives: readonly AppArchive[], diagnostics: DiagnosticList): BundledCode[] {
  const found: BundledCode[] = [];
  const budget = { candidates: LIMITS.bundledCandidates as number, bytes: LIMITS.totalBundledBytes };
  for (const app of archives) {
    const loaded = new Set(dexLoadOrder(app.archive.entries.keys()).map(({ name }) => name));
    for (const entry of app.archive.entries.values()) {
      if (!isCandidate(entry, loaded)) continue;
      const where = app.prefix + entry.name;
      if (--budget.candidates < 0 || found.length >= LIMITS.bundledFiles) {
        const message = 'the search for bundled code stopped here: too many files to look into';
        diagnostics.add({ code: 'bundled-code-limit', level: 'unread', stage: 'parse', where, message });
        return found;
      }
      const kind = magicOf(app.archive, entry);
      if (kind === undefined) continue;
      const code = kind === 'dex' ? bundledDex(entry, where) : bundledArchive(entry, where, budget, diagnostics);
      if (code !== undefined) found.push(code);
    }
  }
  return found;
}

function isCandidate(entry: ArchiveEntry, loaded: ReadonlySet<string>): boolean {
  if (entry.size < HEAD || entry.problem !== undefined || loaded.has(entry.name)) return false;
  return SEARCHED.test(entry.name) || CODE_NAME.test(entry.name);
}

function magicOf(archive: Archive, entry: ArchiveEntry): 'dex' | 'zip' | undefined {
  let head: Uint8Array;
  try {
    head = entryHead(archive, entry, HEAD);
  } catch (error) {
    if (error instanceof PrivscanError) return undefined;
    throw error;
  }
  const magic = Buffer.from(head).toString('latin1');
  if (/^dex\n0\d\d\0/.test(magic)) return 'dex';
  return magic.startsWith('PK\x03\x04') ? 'zip' : undefined;
}

function bundledDex(entry: ArchiveEntry, where: string): BundledCode {
  const open = (): DexFile => DexFile.open(entry.bytes({ limit: LIMITS.bundledBytes }), where);
  return { entry: where, kind: 'dex', dex: [{ entry: where, size: entry.size, open }] };
}

/** An archive with `*.dex` at its root; undefined for any other zip (documents, themes, word lists). */
function bundledArchive(
  entry: ArchiveEntry,
  where: string,
  budget: { bytes: number },
  diagnostics: DiagnosticList,
): BundledCode | undefined {
  return diagnostics.guard({ code: 'bundled-code-unreadable', where }, () => {
    const inner = openInner(entry, where);
    budget.bytes -= entry.size;
    if (budget.bytes < 0) throw new LimitError('totalBundledBytes', 'bundled archives take too many bytes together');
    const isApk = inner.entries.has('AndroidManifest.xml');
    const dex = [...inner.entries.values()].filter(({ name }) => /^[^/]+\.dex$/.test(name));
    if (dex.length === 0 && !isApk) return undefined;
    if (dex.length > LIMITS.dexFiles) throw new LimitError('dexFiles', `${dex.length} dex files in one archive`);
    return {
      entry: where,
      kind: isApk ? ('apk' as const) : ('jar' as const),
      dex: dex.map(({ name, size }) => innerDex(entry, name, size, where)),
    };
  });
}

function openInner(entry: ArchiveEntry, where: string): Archive {
  return openArchive(bufferSource(entry.bytes({ limit: LIMITS.bundledBytes })), { name: where });
}

/** The archive is read again for each dex: keeping it would hold hundreds of megabytes for as long as the app is open. */
function innerDex(container: ArchiveEntry, name: string, size: number, where: string): BundledDex {
  const path = `${where}!${name}`;
  const open = (): DexFile => {
    const entry = openInner(container, where).entries.get(name)!;
    return DexFile.open(entry.bytes({ limit: LIMITS.dexBytes }), path);
  };
  return { entry: path, size, open };
}
