import { FormatError } from '../../model/errors.js';

/** Reads little-endian numbers and uint32-length-prefixed slices, the only two shapes in an APK Signing Block value. */
export class LengthPrefixedReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  /** @throws FormatError */
  int32(): number {
    if (this.remaining < 4) throw new FormatError('signing block: ends in the middle of a number', this.#at);
    const value = this.#view.getInt32(this.#at, true);
    this.#at += 4;
    return value;
  }

  /** @throws FormatError */
  slice(): Uint8Array {
    const at = this.#at;
    const length = this.int32();
    if (length < 0 || length > this.remaining) throw new FormatError('signing block: slice out of range', at);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** What is left, without a length. */
  rest(): Uint8Array {
    const bytes = this.#bytes.subarray(this.#at);
    this.#at = this.#bytes.length;
    return bytes;
  }

  /** Reads slices to the end. Each takes at least four octets, so the list is bounded by the bytes. @throws FormatError */
  slices(): readonly Uint8Array[] {
    const result: Uint8Array[] = [];
    while (this.remaining > 0) {
      if (result.length >= MAX_SLICES) throw new FormatError('signing block: too many slices in one list', this.#at);
      result.push(this.slice());
    }
    return result;
  }
}

/** Android allows ten signers, and a handful of algorithms, certificates and attributes each. */
const MAX_SLICES = 1024;
