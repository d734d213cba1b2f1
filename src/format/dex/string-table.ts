import { decodeMutf8, mutf8Unit } from '../binary/mutf8.js';
import { MapType, type DexLayout } from './layout.js';

/** What `toString('latin1', …)` comes to, without the look at its arguments: half the time of decoding a short name. */
type Latin1Buffer = Buffer & { latin1Slice(start: number, end: number): string };

/**
 * The strings of a DEX whose string ids were verified: looked up as bytes, decoded when asked for and kept.
 */
export class StringTable {
  private readonly bytes: Uint8Array;
  private readonly buffer: Latin1Buffer;
  private readonly u32: Uint32Array;
  private readonly at: number;
  private readonly count: number;
  private readonly dataStart: number;
  private readonly dataEnd: number;
  private decoded: (string | undefined)[] | undefined;
  private idsByOffset: Uint32Array | undefined;

  constructor(layout: DexLayout) {
    const { bytes } = layout;
    this.bytes = bytes;
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) as Latin1Buffer;
    this.u32 = layout.u32;
    this.at = layout.strings.offset >> 2;
    this.count = layout.strings.count;
    const data = layout.section(MapType.stringData);
    this.dataStart = data.offset;
    this.dataEnd = data.end;
  }

  get(id: number): string {
    // Preallocated: ids arrive in no order, and growing by holes would turn the array into a dictionary.
    const decoded = (this.decoded ??= new Array<string | undefined>(this.count));
    return (decoded[id] ??= this.decode(id));
  }

  private decode(id: number): string {
    const { bytes } = this;
    let at = this.u32[this.at + id]!;
    let byte = bytes[at++]!;
    let units = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[at++]!;
      units |= (byte & 0x7f) << shift;
    }
    // A wide character takes more bytes than units, so the NUL is here only if all are ASCII.
    return bytes[at + units] === 0 ? this.buffer.latin1Slice(at, at + units) : decodeMutf8(bytes, at, this.end(id));
  }

  /** Offset of the first character. */
  start(id: number): number {
    let at = this.u32[this.at + id]!;
    while (this.bytes[at++]! > 0x7f);
    return at;
  }

  /** Ids from the first string that starts with `prefix` to the one after the last: the table is sorted. */
  startingWith(prefix: string): { start: number; end: number } {
    const last = prefix.length - 1;
    const after = prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
    return { start: this.lowerBound(prefix), end: this.lowerBound(after) };
  }

  /** Ids of the strings that hold one of the words, ascending: native searches over the data, nothing is decoded. */
  holding(words: readonly Uint8Array[]): number[] {
    const { buffer, dataStart, dataEnd } = this;
    const data = buffer.subarray(dataStart, dataEnd);
    const found = new Set<number>();
    for (const word of words) {
      for (let at = data.indexOf(word); at >= 0; at = data.indexOf(word, at + word.length)) {
        const id = this.idAt(dataStart + at);
        if (id >= 0) found.add(id);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Id of the string whose data holds the byte at `offset`, -1 when no id points to it. */
  private idAt(offset: number): number {
    const ids = (this.idsByOffset ??= this.sortByOffset());
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.u32[this.at + ids[middle]!]! <= offset) low = middle + 1;
      else high = middle;
    }
    const id = low === 0 ? -1 : ids[low - 1]!;
    return id >= 0 && offset < this.end(id) ? id : -1;
  }

  /** Data is nearly always in the order of the ids; sorting costs only where it is not. */
  private sortByOffset(): Uint32Array {
    const { u32, at, count } = this;
    const ids = new Uint32Array(count);
    let ascending = true;
    for (let id = 0; id < count; id++) {
      ids[id] = id;
      if (id > 0 && u32[at + id]! < u32[at + id - 1]!) ascending = false;
    }
    return ascending ? ids : ids.sort((a, b) => u32[at + a]! - u32[at + b]!);
  }

  /** Offset of the NUL. */
  end(id: number): number {
    return this.bytes.indexOf(0, this.start(id));
  }

  /** Id of the string, -1 if absent. */
  find(text: string): number {
    const id = this.lowerBound(text);
    return id < this.count && this.compare(id, text) === 0 ? id : -1;
  }

  /** First id whose string is `text` or greater by UTF-16 value. */
  lowerBound(text: string): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(middle, text) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Compares without decoding, by UTF-16 unit; the NUL character is `C0 80` in the bytes. */
  private compare(id: number, text: string): number {
    const { bytes } = this;
    let at = this.start(id);
    for (let i = 0; i < text.length; i++) {
      const lead = bytes[at]!;
      if (lead === 0) return -1;
      const unit = text.charCodeAt(i);
      const difference = (lead < 0x80 ? lead : mutf8Unit(bytes, at)) - unit;
      if (difference !== 0) return difference;
      at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 3;
    }
    return bytes[at] === 0 ? 0 : 1;
  }
}
