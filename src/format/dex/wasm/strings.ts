import { hasBit, setBit } from './bit-set';
import { fail } from './fail';
import { stringCount, stringIds } from './header';
import { BASE, allocate, checkPadding, u32At, u8At } from './memory';
import { mutf8Unit, mutf8Width, widthOf } from './mutf8';

/** The string read last: its first character (0 before the first), its NUL, whether it is ASCII without `C0 80`. */
let lastStart: u32 = 0;
let lastNul: u32 = 0;
let lastIsAscii: bool = false;

/** Where the characters of string `id` start: after its ULEB128 length. */
export function stringStart(id: u32): u32 {
  let at = u32At(stringIds() + id * 4);
  while (u8At(at++) > 0x7f);
  return at;
}

/**
 * Checks every string_id: its data lies in the string data section and is an item of it, is valid Modified UTF-8 of
 * the length it claims, ends with NUL, and the strings ascend by UTF-16 value (DexFileVerifier, CheckIntraStringDataItem
 * and CheckInterStringIdItem). One pass over the bytes, 16 at a time where they are ASCII.
 *
 * @param data start, @param end end, @param items count of the string data section
 */
export function verifyStrings(data: u32, end: u32, items: u32): void {
  const first = stringIds();
  const last = first + stringCount() * 4;
  let expected = data;
  let contiguous = stringCount() == items;
  lastStart = 0;
  for (let id = first; id < last; id += 4) {
    const offset = u32At(id);
    if (offset != expected) contiguous = false;
    if (offset < data || offset >= end) fail('string data offset', id);
    if (!readString(offset, end, true)) fail('string_ids are not sorted', id);
    expected = lastNul + 1;
  }
  if (!contiguous) expected = verifyItemStarts(data, end, items);
  if (first != last) checkPadding(expected, end);
}

/** Reads the string at `offset`, checked against its length; whether it comes after the one before, if `ordered`. */
function readString(offset: u32, end: u32, ordered: bool): bool {
  let at = offset;
  let byte = u8At(at++);
  let units = byte & 0x7f;
  for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
    byte = u8At(at++);
    units |= (byte & 0x7f) << shift;
  }
  if (at >= end || units >= end - at) fail('string passes its section', offset);
  const same = ordered && lastStart != 0 ? commonPrefix(at, end) : 0;
  const limit = at + units;
  // The string before was valid: what it shares with this one need not be read again, if it was ASCII.
  let from = lastIsAscii && same > 0 ? at + same : at;
  for (let ascii: u32 = 32; ascii == 32 && from <= limit; from += ascii) ascii = asciiAt(from);
  lastIsAscii = from == limit && u8At(limit) == 0;
  lastNul = lastIsAscii ? limit : closeSlowly(at, units, end);
  lastStart = at;
  return same >= 0;
}

/** Of the 32 bytes at `at`, how many come before the first that is NUL or not ASCII: most strings need one call. */
function asciiAt(at: u32): u32 {
  // Positive as signed bytes.
  const low: u32 = i8x16.bitmask(i8x16.gt_s(v128.load(at, BASE), i8x16.splat(0)));
  const high: u32 = i8x16.bitmask(i8x16.gt_s(v128.load(at + 16, BASE), i8x16.splat(0)));
  return ctz(~(low | (high << 16)));
}

/** How many of the 32 bytes at `p` and at `q` are equal before the first that differs. */
function equalAt(p: u32, q: u32): u32 {
  const low: u32 = i8x16.bitmask(i8x16.eq(v128.load(p, BASE), v128.load(q, BASE)));
  const high: u32 = i8x16.bitmask(i8x16.eq(v128.load(p + 16, BASE), v128.load(q + 16, BASE)));
  return ctz(~(low | (high << 16)));
}

/** Bytes the string at `at` shares with the one before, or -1 when it does not come after it. */
function commonPrefix(at: u32, end: u32): i32 {
  let p = lastStart;
  let q = at;
  for (let equal: u32 = 32; equal == 32 && p <= lastNul && q < end; p += equal, q += equal) equal = equalAt(p, q);
  // No difference up to the NUL: the same string again. Or no NUL: reading on will find that out.
  if (p > lastNul) return -1;
  const a = u8At(p);
  const b = u8At(q);
  const ascending = ((a | b) & 0x80) == 0 ? a < b : comesBefore(lastStart, at, end);
  return ascending ? q - at : -1;
}

/**
 * Compares two NUL-terminated strings by UTF-16 unit, `C0 80` being unit 0. The first is known to be valid, which
 * bounds the loop with `end`; the second may be anything.
 */
function comesBefore(valid: u32, other: u32, end: u32): bool {
  let p = valid;
  let q = other;
  while (q < end) {
    const a = u8At(p);
    const b = u8At(q);
    if (a == 0 || b == 0) return a == 0 && b != 0;
    const unitA = mutf8Unit(p);
    const unitB = mutf8Unit(q);
    if (unitA != unitB) return unitA < unitB;
    p += widthOf(a);
    q += widthOf(a);
  }
  return false;
}

/** Character by character: wide ones and every error. Returns the offset of the NUL. */
function closeSlowly(start: u32, units: u32, end: u32): u32 {
  let at = start;
  for (let left = units; left > 0; left--) {
    if (at >= end) fail('string passes its section', start);
    if (u8At(at) == 0) fail('string is shorter than its length', start);
    at += mutf8Width(at, end);
  }
  if (at >= end) fail('string passes its section', start);
  if (u8At(at) != 0) fail('string is longer than its length', start);
  return at;
}

/**
 * The slow way, for files whose string data is not in the order of the ids: walks the section item by item as ART
 * does and checks that every id points at the start of one. Returns the end of the last.
 */
function verifyItemStarts(data: u32, end: u32, items: u32): u32 {
  const starts = allocate(((end - data) >> 3) + 1);
  let at = data;
  for (let i: u32 = 0; i < items; i++) {
    if (at >= end) fail('string data section is cut', at);
    setBit(starts, at - data);
    readString(at, end, false);
    at = lastNul + 1;
  }
  const first = stringIds();
  const last = first + stringCount() * 4;
  for (let id = first; id < last; id += 4) {
    if (!hasBit(starts, u32At(id) - data)) fail('no string data item there', id);
  }
  return at;
}
