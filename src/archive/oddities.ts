import type { ArchiveEntry } from './archive-entry.js';
import type { CentralRecord } from './central-directory.js';
import type { DiagnosticLog } from './diagnostic-log.js';

const ENCRYPTED_FLAG = 0x0001;
const LOCAL_HEADER_BYTES = 30;
/** Parent folders, absolute paths, drives, backslashes, control characters: harmless here, a trap for who extracts. */
const UNSAFE_NAME = /(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:|[\0-\x1f\x7f\\]/;

/** Tells what the central directory alone shows to be odd; Android accepts all of it. Linear but for one sort. */
export function tellOddities(
  entries: ReadonlyMap<string, ArchiveEntry>,
  records: readonly CentralRecord[],
  log: DiagnosticLog,
): void {
  let index = 0;
  for (const entry of entries.values()) {
    const { name, problem } = entry;
    if ((records[index++]!.flags & ENCRYPTED_FLAG) !== 0) {
      log.add('anomaly', 'zip-encrypted-bit', name, 'marked as encrypted, but Android ignores the mark');
    }
    if (UNSAFE_NAME.test(name)) {
      log.add(
        'anomaly',
        'zip-unsafe-name',
        name,
        'the name would leave the folder it is extracted to, or hides itself',
      );
    }
    if (name.endsWith('/') && entries.has(name.slice(0, -1))) {
      log.add('anomaly', 'zip-file-and-directory', name, 'a file and a directory bear the same name');
    }
    if (problem !== undefined) log.add('unread', 'zip-entry-unreadable', name, `cannot be opened: ${problem}`);
  }
  tellOverlap(records, log);
}

/** Entries that share bytes: one bomb counted many times, or one body under many names. */
function tellOverlap(records: readonly CentralRecord[], log: DiagnosticLog): void {
  let end = 0;
  for (const record of inFileOrder(records)) {
    if (record.localHeaderOffset < end) {
      log.add('anomaly', 'zip-overlapping-entries', record.name, 'shares bytes with another entry');
    }
    end = Math.max(end, record.localHeaderOffset + LOCAL_HEADER_BYTES + record.nameLength + record.compressedSize);
  }
}

/** Nearly every archive lists its entries in the order of their data already. */
function inFileOrder(records: readonly CentralRecord[]): readonly CentralRecord[] {
  for (let i = 1; i < records.length; i++) {
    if (records[i]!.localHeaderOffset < records[i - 1]!.localHeaderOffset) {
      return [...records].sort((a, b) => a.localHeaderOffset - b.localHeaderOffset);
    }
  }
  return records;
}
