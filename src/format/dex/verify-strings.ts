import { FormatError } from '../../model/errors.js';
import { mutf8Unit, mutf8Width } from '../binary/mutf8.js';
import { MapType, type DexLayout } from './layout.js';

/** Word tricks of {@link asciiEnd}: a byte of `w` is 0 or ≥ 0x80 exactly when `((w - ONES) | w) & HIGHS` is not 0. */
const ONES = 0x01010101;
const HIGHS = 0x80808080;

/**
 * Checks every string_id: its data lies in the string data section and is an item of it, is valid Modified UTF-8 of
 * the length it claims, ends with NUL, and the strings ascend by UTF-16 value (DexFileVerifier, CheckIntraStringDataItem
 * and CheckInterStringIdItem). One pass over the string bytes, about a nanosecond for two of them.
 */
export function verifyStrings(layout: DexLayout): void {
  const { bytes, u32, strings } = layout;
  const section = layout.section(MapType.stringData);
  const scan = new StringScan(layout, section.end);
  const first = strings.offset >> 2;
  let expected = section.offset;
  let contiguous = strings.count === section.count;
  let previous = -1;
  let previousIsAscii = true;
  for (let i = first; i < first + strings.count; i++) {
    const offset = u32[i]!;
    if (offset < section.offset || offset >= section.end) throw new FormatError('string data offset', i << 2);
    if (offset !== expected) contiguous = false;
    const start = scan.open(offset);
    let from = start;
    if (previous >= 0) {
      let p = previous;
      while (bytes[p] === bytes[from] && bytes[p] !== 0) {
        p++;
        from++;
      }
      const a = bytes[p]!;
      const b = bytes[from]!;
      const ascending = (a | b) < 0x80 ? a < b : compareUnits(bytes, previous, start) < 0;
      // The earlier string was valid, and `from` may stand in unread bytes of this one: bounds come from its scan.
      if (!ascending) throw new FormatError('string_ids are not sorted', i << 2);
    }
    expected = scan.close(previousIsAscii ? from : start, start) + 1;
    previous = start;
    previousIsAscii = scan.isAscii;
  }
  if (!contiguous) verifyItemStarts(layout);
}

/** Reads one string at a time: `open` its length, then `close` checks its body. */
class StringScan {
  /** Whether the string read last was all ASCII. */
  isAscii = true;
  private units = 0;
  private readonly bytes: Uint8Array;
  private readonly i32: Int32Array;
  private readonly end: number;

  constructor(layout: DexLayout, end: number) {
    this.bytes = layout.bytes;
    this.i32 = layout.i32;
    this.end = end;
  }

  /** Reads the length (ULEB128 of UTF-16 units) at `offset`; returns where the characters start. */
  open(offset: number): number {
    const { bytes } = this;
    let at = offset;
    let byte = bytes[at++]!;
    let units = byte & 0x7f;
    for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
      byte = bytes[at++]!;
      units |= (byte & 0x7f) << shift;
    }
    this.units = units >>> 0;
    if (this.units >= this.end - at) throw new FormatError('string passes the end of its section', offset);
    return at;
  }

  /** Checks the body that starts at `start`, of which the bytes before `from` are known to be ASCII; returns its end. */
  close(from: number, start: number): number {
    const { bytes } = this;
    const limit = start + this.units;
    let at = from < limit ? asciiEnd(bytes, this.i32, from, limit) : limit;
    this.isAscii = at === limit;
    if (!this.isAscii) at = this.closeWide(at, limit - at);
    if (bytes[at] !== 0) throw new FormatError('string is longer than its length', start);
    return at;
  }

  private closeWide(from: number, units: number): number {
    const { bytes, end } = this;
    let at = from;
    for (let left = units; left > 0; left--) {
      if (at >= end) throw new FormatError('string passes the end of its section', from);
      if (bytes[at] === 0) throw new FormatError('string is shorter than its length', from);
      at += mutf8Width(bytes, at, end);
    }
    if (at >= end) throw new FormatError('string passes the end of its section', from);
    return at;
  }
}

/** First position from `from` to `limit` whose byte is 0 or not ASCII, else `limit`; four bytes at a time. */
function asciiEnd(bytes: Uint8Array, i32: Int32Array, from: number, limit: number): number {
  let at = from;
  while ((at & 3) !== 0) {
    if (at === limit || ((bytes[at]! - 1) & 0xff) > 0x7e) return at;
    at++;
  }
  for (; at + 4 <= limit; at += 4) {
    const word = i32[at >> 2]!;
    if ((((word - ONES) | word) & HIGHS) !== 0) break;
  }
  while (at < limit && ((bytes[at]! - 1) & 0xff) <= 0x7e) at++;
  return at;
}

/** Compares two NUL-terminated strings by UTF-16 unit, `C0 80` being unit 0; bounded by the first string's NUL. */
export function compareUnits(bytes: Uint8Array, a: number, b: number): number {
  let p = a;
  let q = b;
  for (;;) {
    if (bytes[p] === 0) return bytes[q] === 0 ? 0 : -1;
    if (bytes[q] === 0) return 1;
    const difference = mutf8Unit(bytes, p) - mutf8Unit(bytes, q);
    if (difference !== 0) return difference;
    const lead = bytes[p]!;
    const width = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 3;
    p += width;
    q += width;
  }
}

/**
 * The slow way, for files whose string data is not in the order of the ids: walks the section item by item as ART
 * does and checks that every id points at the start of one.
 */
function verifyItemStarts(layout: DexLayout): void {
  const { bytes, u32, strings } = layout;
  const section = layout.section(MapType.stringData);
  const scan = new StringScan(layout, section.end);
  const starts = new Uint8Array(((section.end - section.offset) >> 3) + 1);
  let at = section.offset;
  for (let i = 0; i < section.count; i++) {
    if (at >= section.end) throw new FormatError('string data section is cut', at);
    const bit = at - section.offset;
    starts[bit >> 3]! |= 1 << (bit & 7);
    const start = scan.open(at);
    at = scan.close(start, start) + 1;
  }
  const first = strings.offset >> 2;
  for (let i = first; i < first + strings.count; i++) {
    const bit = u32[i]! - section.offset;
    if ((starts[bit >> 3]! & (1 << (bit & 7))) === 0) throw new FormatError('no string data item there', i << 2);
  }
}
