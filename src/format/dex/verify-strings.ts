import { FormatError } from '../../model/errors.js';
import { mutf8Unit, mutf8Width } from '../binary/mutf8.js';
import { MapType, checkPadding, type DexLayout, type Section } from './layout.js';

const ONES = 0x01010101;
const HIGHS = 0x80808080 | 0;

/**
 * Checks every string_id: its data lies in the string data section and is an item of it, is valid Modified UTF-8 of
 * the length it claims, ends with NUL, and the strings ascend by UTF-16 value (DexFileVerifier, CheckIntraStringDataItem
 * and CheckInterStringIdItem). One pass over the bytes, four at a time where they are ASCII.
 */
export function verifyStrings(layout: DexLayout): void {
  const { u32, strings } = layout;
  const section = layout.section(MapType.stringData);
  const scan = new StringScan(layout, section);
  const first = strings.offset >> 2;
  let expected = section.offset;
  let contiguous = strings.count === section.count;
  for (let i = first; i < first + strings.count; i++) {
    const offset = u32[i]!;
    if (offset !== expected) {
      contiguous = false;
      if (offset < section.offset || offset >= section.end) throw new FormatError('string data offset', i << 2);
    }
    if (!scan.read(offset, true)) throw new FormatError('string_ids are not sorted', i << 2);
    expected = scan.end + 1;
  }
  if (!contiguous) expected = verifyItemStarts(layout, section);
  if (strings.count > 0) checkPadding(layout.bytes, expected, section);
}

/** Reads one string after another, each checked against its own length and, if asked, against the one before it. */
class StringScan {
  /** Offset of the NUL of the string read last. */
  end = -1;
  /** Offset of its first character, -1 before the first read. */
  private start = -1;
  private isAscii = true;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly sectionEnd: number;
  /** Last offset at which four bytes can be read. */
  private readonly lastWord: number;

  constructor(layout: DexLayout, section: Section) {
    const { bytes } = layout;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.sectionEnd = section.end;
    this.lastWord = bytes.length - 4;
  }

  /** Reads the string at `offset`; whether it comes after the one read before, when `ordered`. */
  read(offset: number, ordered: boolean): boolean {
    const { bytes } = this;
    let at = offset;
    let byte = bytes[at++]!;
    let units = byte & 0x7f;
    for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
      byte = bytes[at++]!;
      units |= (byte & 0x7f) << shift;
    }
    if (units < 0 || units >= this.sectionEnd - at) throw new FormatError('string passes its section', offset);
    const same = ordered && this.start >= 0 ? this.commonPrefix(at) : 0;
    const ascending = same >= 0;
    // The string before was valid: what it shares with this one need not be read again, if it was ASCII.
    this.close(at, this.isAscii && same > 0 ? at + same : at, at + units);
    return ascending;
  }

  /** Bytes the string at `at` shares with the one before, or -1 when it does not come after it. */
  private commonPrefix(at: number): number {
    const { bytes, view, start, end, lastWord } = this;
    let p = start;
    let q = at;
    let difference = 0;
    while (difference === 0 && p <= lastWord && q <= lastWord) {
      difference = view.getInt32(p, true) ^ view.getInt32(q, true);
      p += 4;
      q += 4;
    }
    if (difference !== 0) {
      const back = 4 - (lowestBit(difference) >> 3);
      p -= back;
      q -= back;
    } else {
      while (p < bytes.length && q < bytes.length && bytes[p] === bytes[q]) {
        p++;
        q++;
      }
    }
    // No difference up to the NUL: the same string again.
    if (p > end) return -1;
    const a = bytes[p]!;
    const b = bytes[q]!;
    const ascending = ((a | b) & 0x80) === 0 ? a < b : compareUnits(bytes, start, at) < 0;
    return ascending ? q - at : -1;
  }

  /** Checks the characters from `from`, which should end at `limit` if all are ASCII. */
  private close(start: number, from: number, limit: number): void {
    const { bytes, view, lastWord } = this;
    let at = from;
    let marks = 0;
    while (at <= limit && at <= lastWord) {
      const word = view.getInt32(at, true);
      // The lowest mark is on the first byte that is 0 or not ASCII (a borrow can only mark bytes above it).
      marks = ((word - ONES) | word) & HIGHS;
      if (marks !== 0) break;
      at += 4;
    }
    if (marks !== 0) at += lowestBit(marks) >> 3;
    this.isAscii = at === limit && bytes[at] === 0;
    this.end = this.isAscii ? at : this.closeSlowly(start, limit - start);
    this.start = start;
  }

  /** Character by character: wide ones, the end of the file, and every error. */
  private closeSlowly(start: number, units: number): number {
    const { bytes, sectionEnd } = this;
    let at = start;
    for (let left = units; left > 0; left--) {
      if (at >= sectionEnd) throw new FormatError('string passes its section', start);
      if (bytes[at] === 0) throw new FormatError('string is shorter than its length', start);
      at += mutf8Width(bytes, at, sectionEnd);
    }
    if (at >= sectionEnd) throw new FormatError('string passes its section', start);
    if (bytes[at] !== 0) throw new FormatError('string is longer than its length', start);
    return at;
  }
}

/** Index of the lowest set bit. */
function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/**
 * Compares two NUL-terminated strings by UTF-16 unit, `C0 80` being unit 0. The first is known to be valid, which
 * bounds the loop; the second may be anything.
 */
function compareUnits(bytes: Uint8Array, valid: number, other: number): number {
  let p = valid;
  let q = other;
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
 * does and checks that every id points at the start of one. Returns the end of the last.
 */
function verifyItemStarts(layout: DexLayout, section: Section): number {
  const { u32, strings } = layout;
  const scan = new StringScan(layout, section);
  const starts = new Uint8Array(((section.end - section.offset) >> 3) + 1);
  let at = section.offset;
  for (let i = 0; i < section.count; i++) {
    if (at >= section.end) throw new FormatError('string data section is cut', at);
    const bit = at - section.offset;
    starts[bit >> 3]! |= 1 << (bit & 7);
    scan.read(at, false);
    at = scan.end + 1;
  }
  const first = strings.offset >> 2;
  for (let i = first; i < first + strings.count; i++) {
    const bit = u32[i]! - section.offset;
    if ((starts[bit >> 3]! & (1 << (bit & 7))) === 0) throw new FormatError('no string data item there', i << 2);
  }
  return at;
}
