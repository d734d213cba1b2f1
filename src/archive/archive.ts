import type { Diagnostic } from '../model/diagnostic.js';
import { FormatError } from '../model/errors.js';
import type { ArchiveEntry } from './archive-entry.js';
import { ByteBudget } from './byte-budget.js';
import type { ByteSource } from './byte-source.js';
import { CENTRAL_SIGNATURE, readCentralDirectory } from './central-directory.js';
import { DiagnosticLog } from './diagnostic-log.js';
import { type CentralDirectoryExtent, findCentralDirectory } from './end-of-central-directory.js';
import { ARCHIVE_LIMITS } from './limits.js';
import { u32 } from './little-endian.js';
import { quoteName } from './quote-name.js';
import { findSigningBlock, type SigningBlockExtent } from './signing-block.js';
import { tellOddities } from './oddities.js';
import { ZipEntry } from './zip-entry.js';

/** A zip archive as Android sees it. */
export interface Archive {
  /** What the caller called it; for diagnostics. */
  readonly name: string;
  /** By name, in the order of the central directory. Directories (`res/`) are entries, as in Android. */
  readonly entries: ReadonlyMap<string, ArchiveEntry>;
  /** Oddities met so far; reading entries can add some. One a kind, with a count. */
  readonly diagnostics: readonly Diagnostic[];
  readonly centralDirectoryOffset: number;
  readonly endOfCentralDirectoryOffset: number;
  readonly signingBlock: SigningBlockExtent | undefined;
  readonly source: ByteSource;
  /** Bytes that may still be read out of this archive; hand it on to the inner archives of a container. */
  readonly budget: ByteBudget;
  /** Closes the source. */
  close(): void;
}

export interface OpenArchiveOptions {
  /** For diagnostics; default `archive`. */
  readonly name?: string;
  /** Default: a budget of its own of `ARCHIVE_LIMITS.totalBytes`. */
  readonly budget?: ByteBudget;
}

/**
 * Opens a zip archive: accepts what Android's libziparchive accepts, refuses what it refuses. Only the end record and
 * the central directory are read; an entry's local header is checked when the entry is. The archive owns `source` from
 * here on when it could be opened; when this throws, the caller still does.
 * @throws FormatError when Android would refuse the archive, with the reason in one line.
 * @throws LimitError when the central directory is above the budgets.
 */
export function openArchive(source: ByteSource, options: OpenArchiveOptions = {}): Archive {
  const name = options.name ?? 'archive';
  const extent = findCentralDirectory(source);
  if (extent.records === 0) throw new FormatError('the archive is empty', extent.endRecordOffset);
  checkFirstBytes(source);
  const directory = readCentralDirectory(source, extent);
  const log = new DiagnosticLog();
  const budget = options.budget ?? new ByteBudget('archive.totalBytes', ARCHIVE_LIMITS.totalBytes);
  const context = { source, directory, budget, log };
  const entries = new Map<string, ZipEntry>();
  for (const record of directory.records) {
    const before = entries.size;
    entries.set(record.name, new ZipEntry(record, context));
    if (entries.size === before) {
      throw new FormatError(`two entries are named ${quoteName(record.name)}; Android refuses the archive`);
    }
  }
  tellOddities(entries, directory.records, log);
  if (extent.zip64Missing) {
    log.add('anomaly', 'zip64-missing', name, 'the end record points to a zip64 record that is not there');
  }
  if (directory.trailing.length >= 4 && u32(directory.trailing, 0) === CENTRAL_SIGNATURE) {
    log.add(
      'anomaly',
      'zip-hidden-records',
      name,
      'the central directory holds more records than the end record counts',
    );
  }
  return makeArchive(name, extent, entries, context, log);
}

function makeArchive(
  name: string,
  extent: CentralDirectoryExtent,
  entries: ReadonlyMap<string, ArchiveEntry>,
  context: { readonly source: ByteSource; readonly budget: ByteBudget },
  log: DiagnosticLog,
): Archive {
  const block = findSigningBlock(context.source, extent.offset);
  if (block === 'malformed') {
    log.add('anomaly', 'zip-signing-block-malformed', name, 'the APK signing block contradicts its own size');
  }
  return {
    name,
    entries,
    get diagnostics() {
      return log.list();
    },
    centralDirectoryOffset: extent.offset,
    endOfCentralDirectoryOffset: extent.endRecordOffset,
    signingBlock: block === 'malformed' ? undefined : block,
    source: context.source,
    budget: context.budget,
    close: () => {
      context.source.close();
    },
  };
}

/** libziparchive refuses an archive that does not begin with a local header, since Janus (CVE-2017-13156). */
function checkFirstBytes(source: ByteSource): void {
  const first = source.read(0, 4);
  if (u32(first, 0) === 0x04034b50) return;
  if (u32(first, 0) === 0x0a786564) {
    throw new FormatError(
      'a DEX file lies before the first entry (Janus, CVE-2017-13156); Android refuses the archive',
    );
  }
  throw new FormatError('there are bytes before the first entry; Android refuses the archive', 0);
}
