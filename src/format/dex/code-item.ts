import { ByteReader } from '../binary/byte-reader.js';
import type { DexLayout } from './layout.js';

/** Bytes of a code item before its instructions: registers, ins, outs, tries (u2), debug_info_off, insns_size (u4). */
export const CODE_HEADER = 16;

/** One handler of a try range. */
export interface CatchClause {
  /** Type id of the exception, -1 for catch-all. */
  readonly type: number;
  /** Code unit of the handler, from the start of the instructions. */
  readonly target: number;
}

/** A range of instructions `[start, end)` in code units and what catches in it, in order. */
export interface TryRange {
  readonly start: number;
  readonly end: number;
  readonly catches: readonly CatchClause[];
}

/** A code item but for its instructions. */
export interface Code {
  readonly registers: number;
  /** Registers of the arguments, the last ones; `this` included, long and double two each. */
  readonly ins: number;
  readonly outs: number;
  /** Byte offset of the instructions, even. */
  readonly insnsOffset: number;
  /** Code units. */
  readonly insnsCount: number;
  /** 0 for none. */
  readonly debugInfoOffset: number;
  /** Sorted by start, not overlapping. */
  readonly tries: readonly TryRange[];
}

/** Reads a code item that was verified at open. */
export function readCode(layout: DexLayout, offset: number): Code {
  const at = offset >> 1;
  const { u16, u32 } = layout;
  const insnsCount = u32[(offset >> 2) + 3]!;
  return {
    registers: u16[at]!,
    ins: u16[at + 1]!,
    outs: u16[at + 2]!,
    insnsOffset: offset + CODE_HEADER,
    insnsCount,
    debugInfoOffset: u32[(offset >> 2) + 2]!,
    tries: readTries(layout, offset + CODE_HEADER + insnsCount * 2, u16[at + 3]!),
  };
}

function readTries(layout: DexLayout, insnsEnd: number, count: number): TryRange[] {
  const first = (insnsEnd + 3) & ~3;
  const handlers = first + count * 8;
  const lists = new Map<number, CatchClause[]>();
  const tries: TryRange[] = [];
  for (let i = 0; i < count; i++) {
    const start = layout.u32[(first >> 2) + i * 2]!;
    const counts = layout.u32[(first >> 2) + i * 2 + 1]!;
    const handler = counts >>> 16;
    // Ranges share lists: each is decoded once, so the work is bounded by the bytes.
    let catches = lists.get(handler);
    if (!catches) lists.set(handler, (catches = readCatches(new ByteReader(layout.bytes, handlers + handler))));
    tries.push({ start, end: start + (counts & 0xffff), catches });
  }
  return tries;
}

function readCatches(reader: ByteReader): CatchClause[] {
  const size = reader.sleb128();
  const catches: CatchClause[] = [];
  for (let left = Math.abs(size); left > 0; left--) {
    const type = reader.uleb128();
    catches.push({ type, target: reader.uleb128() });
  }
  if (size <= 0) catches.push({ type: -1, target: reader.uleb128() });
  return catches;
}
