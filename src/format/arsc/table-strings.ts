import { LimitError } from '../../model/errors.js';
import { ResType } from '../res-value.js';
import type { ResourceConfig } from './resource-config.js';
import { resourceId } from './resource-table.js';
import type { ResourceTable } from './resource-table.js';
import type { ResourcePackage, ResourceType } from './resource-package.js';
import type { TypeChunk } from './type-chunk.js';

/** A string value met on a walk; `index` is its place in the table's string pool. */
export interface StringUse {
  readonly id: number;
  readonly owner: ResourcePackage;
  readonly type: ResourceType;
  /** Place of the entry's name in the package's keys. */
  readonly key: number;
  readonly config: ResourceConfig;
  readonly index: number;
}

/** Items of bags one walk may read beside one a byte of its chunks: a few entries may well share a bag. */
const MIN_ITEM_BUDGET = 1 << 20;

/**
 * The string values of the types `wanted` says yes to: simple values and the items of bags (arrays, plurals), in file
 * order. Strings are not decoded.
 *
 * @param accept called with each pool index; only those it says yes to are yielded
 * @throws LimitError when entries share so many bag items that the walk would be far longer than the table
 */
export function* stringUses(
  table: ResourceTable,
  wanted: (type: ResourceType) => boolean,
  accept: (index: number) => boolean,
): Generator<StringUse> {
  const budget = { items: MIN_ITEM_BUDGET };
  for (const owner of table.packages) {
    for (const type of owner.types.values()) {
      if (!wanted(type)) continue;
      for (const chunk of type.chunks) {
        for (const { entry, key, index } of usesIn(table, chunk, accept, budget)) {
          yield { id: resourceId(owner.id, type.id, entry), owner, type, key, config: chunk.config, index };
        }
      }
    }
  }
}

interface ChunkUse {
  readonly entry: number;
  readonly key: number;
  readonly index: number;
}

function usesIn(
  table: ResourceTable,
  chunk: TypeChunk,
  accept: (index: number) => boolean,
  budget: { items: number },
): ChunkUse[] {
  const uses: ChunkUse[] = [];
  // Bags that do not share bytes hold at most one item each twelve bytes of their chunk.
  budget.items += chunk.size;
  chunk.forEach((entry, offset) => {
    const raw = table.rawEntry(chunk, offset);
    if (raw === undefined) return;
    if (raw.kind === 'value') {
      if (raw.type === ResType.string && accept(raw.data)) uses.push({ entry, key: raw.key, index: raw.data });
      return;
    }
    budget.items -= raw.count;
    if (budget.items < 0) throw new LimitError('resource-bag-items', 'resource table: bags overlap too much');
    for (let item = 0; item < raw.count; item += 1) {
      const { type, data } = table.bagItem(raw, item);
      if (type === ResType.string && accept(data)) uses.push({ entry, key: raw.key, index: data });
    }
  });
  return uses;
}
