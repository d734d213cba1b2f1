/** Random access to the bytes of the file; a structural subset of the archive room's `ByteSource`. */
export interface SignedSource {
  /** In bytes. */
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
  /** The same in `scratch` where bytes must be copied anyway; valid until the next such call. */
  readInto?(offset: number, length: number, scratch: Uint8Array): Uint8Array;
}

/** One zip entry; a structural subset of the archive room's `ArchiveEntry`. */
export interface SignedEntry {
  readonly name: string;
  /** Uncompressed size in bytes, as the central directory claims it. */
  readonly size: number;
  /** @throws FormatError or LimitError */
  bytes(): Uint8Array;
}

/**
 * What signing needs of an archive, and nothing more: named entries for JAR signing, three offsets and the raw bytes
 * for the APK Signing Block. The archive room's `Archive` is one.
 */
export interface SignedArchive {
  readonly entries: ReadonlyMap<string, SignedEntry>;
  readonly centralDirectoryOffset: number;
  readonly endOfCentralDirectoryOffset: number;
  readonly source: SignedSource;
}
