import { FormatError } from '../../model/errors.js';

/**
 * A position in little-endian bytes. Every read is bounds-checked against `end` and throws {@link FormatError} with
 * the offset of the read, so a caller may follow hostile offsets without checks of its own.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** Offset of the next read, from the start of `bytes`. */
  position: number;
  /** Reads may not pass this offset. */
  readonly end: number;

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    if (end > bytes.length || position < 0 || position > end) throw new FormatError('read out of bounds', position);
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  /** Moves to an absolute offset. */
  seek(position: number): this {
    if (!(position >= 0 && position <= this.end)) throw new FormatError('offset out of bounds', position);
    this.position = position;
    return this;
  }

  skip(count: number): this {
    this.take(count);
    return this;
  }

  u8(): number {
    return this.bytes[this.take(1)]!;
  }

  u16(): number {
    const at = this.take(2);
    return this.bytes[at]! | (this.bytes[at + 1]! << 8);
  }

  u32(): number {
    const at = this.take(4);
    const { bytes } = this;
    return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
  }

  /** Unsigned LEB128 of at most five bytes; bits above 32 are dropped as libdexfile's decoder drops them. */
  uleb128(): number {
    return this.leb128() >>> 0;
  }

  /** Unsigned LEB128 plus one negated: `-1` is written as 0 (DEX debug info). */
  uleb128p1(): number {
    return this.uleb128() - 1;
  }

  /** Signed LEB128 of at most five bytes, as a 32-bit integer. */
  sleb128(): number {
    const start = this.position;
    const value = this.leb128();
    const shift = 32 - 7 * (this.position - start);
    return shift > 0 ? (value << shift) >> shift : value;
  }

  /** A view of the next `count` bytes (no copy). */
  view(count: number): Uint8Array {
    const at = this.take(count);
    return this.bytes.subarray(at, at + count);
  }

  private leb128(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.take(1)]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    // A fifth byte with its continuation bit set: libdexfile stops after five bytes whatever they say.
    return value;
  }

  private take(count: number): number {
    const at = this.position;
    if (!(count >= 0 && count <= this.end - at)) throw new FormatError('read out of bounds', at);
    this.position = at + count;
    return at;
  }
}
