const ENTRY_SIZE = 8;
const MAP_ENTRY_SIZE = 16;
const VALUE_SIZE = 8;
/** `ResTable_map`: name, value. */
export const MAP_SIZE = 12;
const FLAG_COMPLEX = 0x0001;
const FLAG_COMPACT = 0x0008;

/** A `ResTable_entry` whose parts lie inside its chunk. */
export type RawEntry =
  | { readonly kind: 'value'; readonly key: number; readonly type: number; readonly data: number }
  | {
      readonly kind: 'bag';
      readonly key: number;
      readonly parent: number;
      readonly count: number;
      readonly items: number;
    };

/**
 * Reads the entry at `offset`; undefined where `VerifyResTableEntry` of AOSP's LoadedArsc refuses it, which costs this
 * entry and not the table.
 *
 * @param end first byte after the type chunk
 */
export function readRawEntry(view: DataView, offset: number, end: number): RawEntry | undefined {
  if ((offset & 3) !== 0 || offset < 0 || offset + ENTRY_SIZE > end) return undefined;
  const size = view.getUint16(offset, true);
  const flags = view.getUint16(offset + 2, true);
  const word = view.getUint32(offset + 4, true);
  // Compact: the key in place of the size, the type in the upper byte of the flags, the data in place of the key.
  if ((flags & FLAG_COMPACT) !== 0) return { kind: 'value', key: size, type: flags >> 8, data: word };
  if (size < ENTRY_SIZE || offset + size > end) return undefined;
  const body = offset + size;
  if ((flags & FLAG_COMPLEX) === 0) {
    if (body + VALUE_SIZE > end || view.getUint16(body, true) < VALUE_SIZE) return undefined;
    return { kind: 'value', key: word, type: view.getUint8(body + 3), data: view.getUint32(body + 4, true) };
  }
  if (size < MAP_ENTRY_SIZE || (body & 3) !== 0) return undefined;
  const count = view.getUint32(offset + 12, true);
  if (count > (end - body) / MAP_SIZE) return undefined;
  return { kind: 'bag', key: word, parent: view.getUint32(offset + 8, true), count, items: body };
}
