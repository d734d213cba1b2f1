import { FormatError, LimitError } from '../model/errors.js';
import { ARCHIVE_LIMITS } from './limits.js';

/** Random access to bytes whose number is known: a file, a buffer, a part of either. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number;
  /**
   * Exactly `length` bytes from `offset`. The result may be a view of the source: never write to it.
   * @throws FormatError when the range is not inside the source.
   * @throws LimitError when `length` is above `ARCHIVE_LIMITS.readBytes`.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * The same bytes, in `scratch` (at least `length` long) where they have to be copied anyway: for readers that look at
   * each part once. Valid until the next such call.
   */
  readInto?(offset: number, length: number, scratch: Uint8Array): Uint8Array;
  /** Gives up what the source holds; reading afterwards is a UsageError or FormatError. */
  close(): void;
}

/** Checks a range before anything is allocated for it. */
export function checkRange(size: number, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
    throw new FormatError(`the file ends before a part it declares: ${length} bytes wanted of ${size}`, offset);
  }
  if (length > ARCHIVE_LIMITS.readBytes) {
    throw new LimitError('archive.readBytes', `${length} bytes at once are above ${ARCHIVE_LIMITS.readBytes}`);
  }
}

/** A source over bytes in memory; nothing is copied. */
export function bufferSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(offset, length) {
      checkRange(bytes.length, offset, length);
      return bytes.subarray(offset, offset + length);
    },
    close() {
      // Memory needs no closing, and the bytes are the caller's.
    },
  };
}

/** `length` bytes of another source from `offset`, without copying. The other source stays its owner's to close. */
export function rangeSource(source: ByteSource, offset: number, length: number): ByteSource {
  if (!(offset >= 0 && length >= 0 && offset + length <= source.size)) {
    throw new FormatError(`a part of ${length} bytes does not fit in its source of ${source.size}`, offset);
  }
  return {
    size: length,
    read(at, count) {
      checkRange(length, at, count);
      return source.read(offset + at, count);
    },
    readInto(at, count, scratch) {
      checkRange(length, at, count);
      return source.readInto?.(offset + at, count, scratch) ?? source.read(offset + at, count);
    },
    close() {
      // The outer source is shared by all its parts.
    },
  };
}

/** `size` bytes made by `load` at the first read and dropped by `close()`; `load` must give exactly `size` bytes. */
export function lazySource(size: number, load: () => Uint8Array): ByteSource {
  let bytes: Uint8Array | undefined;
  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      bytes ??= load();
      return bytes.subarray(offset, offset + length);
    },
    close() {
      bytes = undefined;
    },
  };
}
