import { ResourceTable, Resources } from '../format/arsc/index.js';
import type { AppArchive } from './app-archive.js';
import type { DiagnosticList } from './bulkhead.js';
import { LIMITS } from './limits.js';

const TABLE = 'resources.arsc';

/** The tables of base and splits as one; `complete` is false when one is there and could not be read. */
export interface AppResources {
  readonly resources: Resources;
  readonly complete: boolean;
}

/** Opens `resources.arsc` of every archive that has one (a05: an app without is fine). */
export function openTables(archives: readonly AppArchive[], diagnostics: DiagnosticList): AppResources {
  const holders = archives.filter(({ archive }) => archive.entries.has(TABLE));
  const tables = holders.flatMap(({ archive, prefix }) => {
    const where = prefix + TABLE;
    const table = diagnostics.guard({ code: 'resources-unreadable', where }, () => {
      const bytes = archive.entries.get(TABLE)!.bytes({ unknownMethod: 'stored', limit: LIMITS.resourceTableBytes });
      return ResourceTable.open(bytes, where);
    });
    return table ?? [];
  });
  return { resources: new Resources(tables), complete: tables.length === holders.length };
}
