/** How an entry is to be read. */
export interface ReadOptions {
  /** Most bytes of use to the caller; a larger entry is a LimitError before anything of it is read. */
  readonly limit?: number;
  /**
   * A compression method other than stored and deflated: `refuse` as the runtime does when it loads a dex, `stored` as
   * AssetManager does for the manifest and the resources (`ZipAssetsProvider::Open` maps `size` bytes as they are).
   * Default `refuse`.
   */
  readonly unknownMethod?: 'stored' | 'refuse';
  /**
   * Compare the CRC-32 and tell a mismatch as the diagnostic `zip-crc-mismatch`. Android never compares it, so the bytes
   * are given all the same. Default false: it costs about as much as a tenth of inflating.
   */
  readonly verifyCrc?: boolean;
}

/** A file in an archive, as the central directory tells it. */
export interface ArchiveEntry {
  /** One to one with the stored bytes; may hold any character but NUL, `..`, and lone surrogates: never a path to write. */
  readonly name: string;
  /** Declared inflated bytes; unchecked until read. */
  readonly size: number;
  /** Declared bytes in the archive; unchecked until read. */
  readonly compressedSize: number;
  /** 0 stored, 8 deflated, anything else see {@link ReadOptions.unknownMethod}. */
  readonly method: number;
  /** Declared CRC-32; unchecked unless asked. */
  readonly crc32: number;
  /** The method is 0. */
  readonly stored: boolean;
  /** Why the entry cannot be read, when that is known: from the central directory, or from an earlier try. */
  readonly problem: string | undefined;
  /**
   * Bytes from the start of the archive to the entry's data; opens the local header.
   * @throws FormatError when Android could not open the entry.
   */
  dataOffset(): number;
  /**
   * The entry's bytes: exactly `size` of them, never cut. Aligned to 8 bytes for typed arrays. A stored entry of an
   * archive in memory may be a view of it: never write to the result. Nothing is kept: each call reads again.
   * @param options a number is the same as `{ limit }`.
   * @throws FormatError when the entry cannot be read as declared.
   * @throws LimitError when a budget of src/archive/limits.ts or the caller's limit is too small.
   */
  bytes(options?: number | ReadOptions): Uint8Array;
}
