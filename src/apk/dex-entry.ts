import { DexFile } from '../format/dex/index.js';
import { LimitError } from '../model/index.js';
import type { AppArchive } from './app-archive.js';
import type { DiagnosticList } from './bulkhead.js';
import { LIMITS } from './limits.js';
import { dexLoadOrder, type DexLoading } from './load-order.js';
import type { SharedBytes } from './shared-bytes.js';

/** A `classes*.dex` of base or split. */
export interface DexEntry {
  /** `classes.dex`; in a split `split.apk!classes.dex`. */
  readonly entry: string;
  /** Name of the archive. */
  readonly archive: string;
  readonly loaded: DexLoading;
  /** Declared inflated bytes. */
  readonly size: number;
  /** Reads and checks the dex; nothing is kept. @throws FormatError, LimitError */
  open(): DexFile;
}

/** The dex files of all archives, base first, each archive in load order. */
export function dexEntriesOf(
  archives: readonly AppArchive[],
  diagnostics: DiagnosticList,
  shared: SharedBytes,
): DexEntry[] {
  let total = 0;
  return archives.flatMap(({ archive, name, prefix }) => {
    const order = dexLoadOrder(archive.entries.keys());
    if (order.length > LIMITS.dexFiles) {
      const message = `only the first ${LIMITS.dexFiles} of ${order.length} dex files are read`;
      diagnostics.add({ code: 'dex-limit', level: 'unread', stage: 'parse', where: name, message });
    }
    return order.slice(0, LIMITS.dexFiles).map(({ name: path, loaded }) => {
      const entry = archive.entries.get(path)!;
      const before = total;
      total += Math.min(entry.size, LIMITS.dexBytes);
      const open = (): DexFile => {
        if (before >= LIMITS.totalDexBytes)
          throw new LimitError('totalDexBytes', 'the dex files before it are too large');
        // The runtime, unlike AssetManager, refuses methods it does not know (z03c).
        const bytes = shared.take(entry) ?? entry.bytes({ unknownMethod: 'refuse', limit: LIMITS.dexBytes });
        const dex = DexFile.open(bytes, prefix + path);
        if (!dex.checkSignature()) {
          const message =
            'the SHA-1 in the header is wrong: the DEX was changed after it was made; Android does not check it';
          diagnostics.add({ code: 'dex-signature', level: 'anomaly', stage: 'parse', where: prefix + path, message });
        }
        return dex;
      };
      return { entry: prefix + path, archive: name, loaded, size: entry.size, open };
    });
  });
}
