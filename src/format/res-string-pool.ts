import { FormatError, LimitError } from '../model/errors.js';
import type { Chunk } from './res-chunk.js';
import { viewOf } from './res-chunk.js';
import { STRING_POOL_EXPANSION, STRING_POOL_MIN_BUDGET } from './res-limits.js';
import { scanPool } from './res-string-scan.js';
import { decodeLooseUtf8 } from './res-utf8.js';

const HEADER_SIZE = 28;
const UTF8_FLAG = 0x100;
const EMPTY: Uint8Array = new Uint8Array(0);

/** Where a string's characters lie: byte offsets from the start of the pool's string data. */
export interface StringRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A string pool over the file's bytes. Strings are decoded on demand and kept; nothing but the header is looked at on
 * open, as in AOSP's `ResStringPool`, so a table of offsets that runs into the strings is no error until such a string
 * is asked for (hostile case x05b).
 */
export class StringPool {
  readonly count: number;
  readonly utf8: boolean;
  /** The bytes of the string data. */
  readonly data: Uint8Array;
  readonly #view: DataView;
  readonly #offsets: number;
  readonly #cache: (string | null | undefined)[];
  #budget: number;

  private constructor(view: DataView, offsets: number, count: number, utf8: boolean, data: Uint8Array) {
    this.#view = view;
    this.#offsets = offsets;
    this.count = count;
    this.utf8 = utf8;
    this.data = data;
    this.#cache = [];
    this.#budget = Math.max(STRING_POOL_MIN_BUDGET, data.length * STRING_POOL_EXPANSION);
  }

  /** A pool without strings, for files that have none. */
  static empty(): StringPool {
    return new StringPool(viewOf(EMPTY), 0, 0, true, EMPTY);
  }

  /**
   * Opens the pool in a chunk already checked by `readChunk`.
   *
   * @throws FormatError where `ResStringPool::setTo` of AOSP refuses.
   */
  static open(bytes: Uint8Array, chunk: Chunk): StringPool {
    const view = viewOf(bytes);
    const { start, size, headerSize } = chunk;
    const fail = (message: string): never => {
      throw new FormatError(`string pool: ${message}`, start);
    };
    if (headerSize < HEADER_SIZE) fail(`header of ${headerSize} bytes`);
    const count = view.getUint32(start + 8, true);
    const styleCount = view.getUint32(start + 12, true);
    const utf8 = (view.getUint32(start + 16, true) & UTF8_FLAG) !== 0;
    const stringsStart = view.getUint32(start + 20, true);
    const stylesStart = view.getUint32(start + 24, true);
    checkStyles(view, chunk, count, styleCount, stylesStart);
    if (count === 0) return StringPool.empty();
    if (headerSize + count * 4 > size) fail(`${count} strings do not fit in ${size} bytes`);
    if (stringsStart >= size - 2) fail(`strings start at ${stringsStart}, after the end`);
    if (styleCount > 0 && stylesStart <= stringsStart) fail('styles start before the strings');
    const unit = utf8 ? 1 : 2;
    const length = Math.floor(((styleCount > 0 ? stylesStart : size) - stringsStart) / unit) * unit;
    if (length === 0) fail('no room for strings');
    const data = bytes.subarray(start + stringsStart, start + stringsStart + length);
    const last = utf8 ? data[length - 1] : (data[length - 1] ?? 0) | (data[length - 2] ?? 0);
    if (last !== 0) fail('last string has no terminator');
    return new StringPool(view, chunk.body, count, utf8, data);
  }

  /**
   * The string at an index; undefined when the index is out of range or the string's bytes are malformed, where AOSP
   * returns NULL. The declared UTF-16 length of UTF-8 strings is not compared: Android's Java side does not either.
   *
   * @throws LimitError when overlapping strings decode to many times the pool's size.
   */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const known = this.#cache[index];
    if (known !== undefined) return known ?? undefined;
    const range = this.range(index);
    const text = range === undefined ? null : this.#decode(range);
    this.#cache[index] = text;
    return text ?? undefined;
  }

  /** Where a string lies in {@link StringPool.data}; undefined when malformed. */
  range(index: number): StringRange | undefined {
    const offset = this.#view.getUint32(this.#offsets + index * 4, true);
    return this.utf8 ? this.#range8(offset) : this.#range16(offset);
  }

  /**
   * Indices, ascending, of the strings that hold any of the needles: ASCII letters match in either case, everything
   * else exactly. One pass over the bytes; only lengths of strings are read.
   */
  scan(needles: readonly string[]): number[] {
    return scanPool(this, needles);
  }

  #decode(range: StringRange): string {
    this.#budget -= range.end - range.start;
    if (this.#budget < 0)
      throw new LimitError('string-pool-decoded', 'string pool: overlapping strings expand too far');
    const { data } = this;
    const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (!this.utf8) return buffer.toString('utf16le', range.start, range.end);
    const text = buffer.toString('utf8', range.start, range.end);
    return text.includes('\ufffd') ? decodeLooseUtf8(data, range.start, range.end) : text;
  }

  /** `ResStringPool::stringAt` for UTF-16: length of one or two units, then the units, then 0. */
  #range16(offset: number): StringRange | undefined {
    const { data } = this;
    const units = data.length >> 1;
    const first = offset >> 1;
    if (offset >= 0x80000000 || first >= units - 1) return undefined;
    const unitAt = (unit: number): number => (data[unit * 2] ?? 0) | ((data[unit * 2 + 1] ?? 0) << 8);
    let length = unitAt(first);
    let start = first + 1;
    if ((length & 0x8000) !== 0) {
      length = (length & 0x7fff) * 0x10000 + unitAt(start);
      start += 1;
    }
    const end = start + length;
    if (end >= units || unitAt(end) !== 0) return undefined;
    return { start: start * 2, end: end * 2 };
  }

  /** `ResStringPool::stringAt` and `stringDecodeAt` for UTF-8: two lengths (UTF-16, then bytes), the bytes, then 0. */
  #range8(offset: number): StringRange | undefined {
    const { data } = this;
    if (offset >= data.length - 1) return undefined;
    let at = offset;
    at += ((data[at] ?? 0) & 0x80) !== 0 ? 2 : 1;
    let length = data[at] ?? 0;
    at += 1;
    if ((length & 0x80) !== 0) {
      length = ((length & 0x7f) << 8) | (data[at] ?? 0);
      at += 1;
    }
    // aapt cuts lengths above 0x7fff to 15 bits; the true end is the first terminator at length + n × 0x8000.
    for (let end = at + length; end < data.length; end += 0x8000) {
      if (data[end] === 0) return { start: at, end };
    }
    return undefined;
  }
}

/** The checks of `ResStringPool::setTo` on styles: they must fit and end with the end span (12 bytes of 0xff). */
function checkStyles(view: DataView, chunk: Chunk, count: number, styleCount: number, stylesStart: number): void {
  if (styleCount === 0) return;
  const { start, size, headerSize } = chunk;
  const bad = (message: string): never => {
    throw new FormatError(`string pool: ${message}`, start);
  };
  if (headerSize + count * 4 > size) bad('style offsets past the end');
  if (stylesStart >= size - 2) bad(`styles start at ${stylesStart}, after the end`);
  const words = Math.floor((size - stylesStart) / 4);
  if (words < 3) bad('styles without end');
  const last = start + stylesStart + (words - 3) * 4;
  for (let word = 0; word < 3; word += 1) {
    if (view.getUint32(last + word * 4, true) !== 0xffffffff) bad('last style has no terminator');
  }
}
