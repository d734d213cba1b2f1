import { LimitError } from '../model/errors.js';
import { MAX_SCAN_STEPS } from './res-limits.js';
import type { StringRange } from './res-string-pool.js';

/** What the scan needs of a pool. */
interface ScannablePool {
  readonly count: number;
  readonly utf8: boolean;
  readonly data: Uint8Array;
  range(index: number): StringRange | undefined;
}

type Units = Uint8Array | Uint16Array;

/** Letters from the most to the least frequent in English text and identifiers: the anchor of a needle is its rarest. */
const FREQUENT = 'etaoinsrhldcumfpgwybvkxjqz';

const lower = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit);

const isLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;

interface Needle {
  /** Lower-cased code units (bytes for UTF-8 pools). */
  readonly units: Units;
  /** Index of the unit that is looked for first. */
  readonly anchor: number;
}

function compile(text: string, utf8: boolean): Needle | undefined {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const units: Units = utf8
    ? new Uint8Array(Buffer.from(folded, 'utf8'))
    : Uint16Array.from({ length: folded.length }, (_, index) => folded.charCodeAt(index));
  if (units.length === 0) return undefined;
  let anchor = 0;
  let best = -2;
  units.forEach((unit, index) => {
    // Lead bytes of CJK are as common as letters in Chinese pools, so rank them in the middle.
    const rank = isLetter(unit) ? FREQUENT.indexOf(String.fromCharCode(unit)) : unit >= 0x80 ? 15 : 10;
    if (rank > best) {
      best = rank;
      anchor = index;
    }
  });
  return { units, anchor };
}

/** The pool's data as code units; UTF-16 data is copied when it is not aligned. */
function unitsOf(pool: ScannablePool): Units {
  const { data, utf8 } = pool;
  if (utf8) return data;
  // The constructor copies; slice() of a Buffer would not.
  const aligned = data.byteOffset % 2 === 0 ? data : new Uint8Array(data);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
}

function matchesAt(units: Units, start: number, needle: Units): boolean {
  if (start < 0 || start + needle.length > units.length) return false;
  for (let index = 0; index < needle.length; index += 1) {
    if (lower(units[start + index] ?? 0) !== needle[index]) return false;
  }
  return true;
}

/** Calls `visit` with start and end (exclusive), in bytes, of each hit in the whole of the data. */
function eachHit(units: Units, needles: readonly Needle[], visit: (start: number, end: number) => void): void {
  const byAnchor = new Map<number, Needle[]>();
  const wanted = new Uint8Array(units instanceof Uint8Array ? 0x100 : 0x10000);
  for (const needle of needles) {
    const anchor = needle.units[needle.anchor] ?? 0;
    byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), needle]);
    wanted[anchor] = 1;
    if (isLetter(anchor)) wanted[anchor - 0x20] = 1;
  }
  const unitSize = units.BYTES_PER_ELEMENT;
  const length = units.length;
  for (let at = 0; at < length; at += 1) {
    if (wanted[units[at]!] === 0) continue;
    for (const needle of byAnchor.get(lower(units[at]!)) ?? []) {
      const start = at - needle.anchor;
      if (matchesAt(units, start, needle.units)) visit(start * unitSize, (start + needle.units.length) * unitSize);
    }
  }
}

/** Strings by start; `reach` is the greatest end among a string and those before it, to find overlapping ones. */
interface RangeIndex {
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly reach: Uint32Array;
}

function indexRanges(pool: ScannablePool): RangeIndex {
  const starts = new Uint32Array(pool.count);
  const ends = new Uint32Array(pool.count);
  const order = new Uint32Array(pool.count);
  let sorted = true;
  for (let index = 0; index < pool.count; index += 1) {
    const range = pool.range(index);
    starts[index] = range?.start ?? 0;
    ends[index] = range?.end ?? 0;
    order[index] = index;
    if (index > 0 && starts[index]! < starts[index - 1]!) sorted = false;
  }
  if (!sorted) order.sort((left, right) => starts[left]! - starts[right]! || left - right);
  const reach = new Uint32Array(pool.count);
  let furthest = 0;
  for (let place = 0; place < pool.count; place += 1) {
    furthest = Math.max(furthest, ends[order[place]!]!);
    reach[place] = furthest;
  }
  return { order, starts, ends, reach };
}

/** The last place in the order whose string starts at or before `offset`; -1 when none does. */
function lastStartingBy(index: RangeIndex, offset: number): number {
  let low = 0;
  let high = index.order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.starts[index.order[middle]!]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** See `StringPool.scan`. Hits are looked for in the raw data first, so strings without one cost nothing. */
export function scanPool(pool: ScannablePool, needles: readonly string[]): number[] {
  const compiled = needles.map((needle) => compile(needle, pool.utf8)).filter((needle) => needle !== undefined);
  if (compiled.length === 0 || pool.count === 0) return [];
  const found = new Set<number>();
  let index: RangeIndex | undefined;
  let steps = 0;
  eachHit(unitsOf(pool), compiled, (start, end) => {
    index ??= indexRanges(pool);
    // Walk back over every string that may cover the hit: strings may overlap, and a hit hidden in the longer one counts.
    for (let place = lastStartingBy(index, start); place >= 0 && index.reach[place]! >= end; place -= 1) {
      steps += 1;
      if (steps > MAX_SCAN_STEPS) throw new LimitError('string-pool-scan', 'string pool: too many overlapping strings');
      const string = index.order[place]!;
      if (index.ends[string]! >= end) found.add(string);
    }
  });
  return [...found].sort((left, right) => left - right);
}
