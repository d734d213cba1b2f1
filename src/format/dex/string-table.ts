import { decodeMutf8, mutf8Unit } from '../binary/mutf8.js';
import type { DexLayout } from './layout.js';

/**
 * The strings of a DEX whose string ids were verified: looked up as bytes, decoded when asked for and kept.
 */
export class StringTable {
  private readonly bytes: Uint8Array;
  private readonly buffer: Buffer;
  private readonly u32: Uint32Array;
  private readonly at: number;
  private readonly count: number;
  private decoded: (string | undefined)[] | undefined;

  constructor(layout: DexLayout) {
    const { bytes } = layout;
    this.bytes = bytes;
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.u32 = layout.u32;
    this.at = layout.strings.offset >> 2;
    this.count = layout.strings.count;
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
    return bytes[at + units] === 0
      ? this.buffer.toString('latin1', at, at + units)
      : decodeMutf8(bytes, at, this.end(id));
  }

  /** Offset of the first character. */
  start(id: number): number {
    let at = this.u32[this.at + id]!;
    while (this.bytes[at++]! > 0x7f);
    return at;
  }

  /** Offset of the NUL. */
  end(id: number): number {
    return this.bytes.indexOf(0, this.start(id));
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
  compare(id: number, text: string): number {
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
