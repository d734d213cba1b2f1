import { fail } from './fail';

/**
 * Where the DEX lies in memory, below it the compiler's constants. As the constant part of every load it costs nothing,
 * and all offsets here are offsets of the file, as its specification and our messages have them.
 */
export const BASE: u32 = 0x4000;
/** Zero bytes kept after the DEX: words and vectors may be read past its end, and strings that run on stop. */
const GUARD: u32 = 64;
const PAGE_BITS: u32 = 16;

/** Bytes of the DEX. */
export let fileSize: u32 = 0;
/** First free byte after the DEX and the tables made of it. */
let top: u32 = 0;

export function u8At(at: u32): u32 {
  return load<u8>(at, BASE);
}

export function u16At(at: u32): u32 {
  return load<u16>(at, BASE);
}

export function u32At(at: u32): u32 {
  return load<u32>(at, BASE);
}

/** Makes room for a DEX of `size` bytes at {@link BASE}, forgetting the one before; false when there is none. */
export function reserve(size: u32): bool {
  const end = <u64>BASE + size + GUARD;
  if (!grow(end)) return false;
  fileSize = size;
  top = <u32>((end + 15) & ~15);
  memory.fill(BASE + size, 0, top - BASE - size);
  return true;
}

/** A zeroed table of `size` bytes; sizes follow from counts that were checked against the file's size. */
export function allocate(size: u32): u32 {
  const table = top;
  const end = (<u64>top + size + 15) & ~15;
  if (!grow(end)) fail('tables do not fit in memory', 0);
  top = <u32>end;
  memory.fill(table, 0, size);
  return table;
}

function grow(end: u64): bool {
  const pages = (end + (1 << PAGE_BITS) - 1) >> PAGE_BITS;
  const have = <u64>memory.size();
  return pages <= have || (pages <= 0x10000 && memory.grow(<i32>(pages - have)) >= 0);
}

/** What lies between the items of a section, which end at `from`, and the next section must be zero (CheckPadding). */
export function checkPadding(from: u32, end: u32): void {
  if (end >= fileSize) return;
  for (let at = from; at < end; at++) if (u8At(at) != 0) fail('non-zero padding after a section', at);
}
