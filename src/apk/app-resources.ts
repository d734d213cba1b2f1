import type { ArchiveEntry } from '../archive/index.js';
import { ResourceTable, Resources } from '../format/arsc/index.js';
import type { AppArchive } from './app-archive.js';
import type { DiagnosticList } from './bulkhead.js';
import { LIMITS } from './limits.js';
import type { SharedBytes } from './shared-bytes.js';

const TABLE = 'resources.arsc';

/** The tables of base and splits as one; `complete` is false when one is there and could not be read. */
export interface AppResources {
  readonly resources: Resources;
  readonly complete: boolean;
}

/** Opens `resources.arsc` of every archive that has one (a05: an app without is fine). */
export function openTables(
  archives: readonly AppArchive[],
  diagnostics: DiagnosticList,
  shared: SharedBytes,
): AppResources {
  const holders = archives.filter(({ archive }) => archive.entries.has(TABLE));
  const tables = holders.flatMap(({ archive, prefix }) => {
    const where = prefix + TABLE;
    const table = diagnostics.guard({ code: 'resources-unreadable', where }, () => {
      const entry = archive.entries.get(TABLE)!;
      const bytes = entry.bytes({ unknownMethod: 'stored', limit: LIMITS.resourceTableBytes });
      shared.share(entry, bytes);
      tellPlacing(entry, where, diagnostics);
      return ResourceTable.open(bytes, where);
    });
    return table ?? [];
  });
  return { resources: new Resources(tables), complete: tables.length === holders.length };
}

/** Android 11 refuses to install an app for level 30 whose table it cannot map: compressed (a02), or not on a multiple of 4 (a03). */
function tellPlacing(entry: ArchiveEntry, where: string, diagnostics: DiagnosticList): void {
  const tell = (code: string, how: string): void => {
    const message = `the resource table is ${how}; Android 11 and later refuse that from target level 30 on`;
    diagnostics.add({ code, level: 'anomaly', stage: 'parse', where, message });
  };
  if (!entry.stored) tell('resources-compressed', 'compressed');
  else if (entry.dataOffset() % 4 !== 0) tell('resources-unaligned', 'not aligned to 4 bytes');
}
