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
  tellOverlap(entries, records, log);
}

/** Entries that share bytes: one bomb counted many times, or one body under many names. */
function tellOverlap(
  entries: ReadonlyMap<string, ArchiveEntry>,
  records: readonly CentralRecord[],
  log: DiagnosticLog,
): void {
  const order = Uint32Array.from(records.keys()).sort(
    (a, b) => records[a]!.localHeaderOffset - records[b]!.localHeaderOffset,
  );
  const overlapping = new Set<number>();
  let end = 0;
  for (const index of order) {
    const { localHeaderOffset, name, compressedSize } = records[index]!;
    if (localHeaderOffset < end) overlapping.add(index);
    end = Math.max(end, localHeaderOffset + LOCAL_HEADER_BYTES + name.length + compressedSize);
  }
  if (overlapping.size === 0) return;
  const names = [...entries.keys()];
  for (const index of overlapping) {
    log.add('anomaly', 'zip-overlapping-entries', names[index]!, 'shares bytes with another entry');
  }
}
