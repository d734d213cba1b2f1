import { FormatError, LimitError } from '../model/errors.js';
import type { ByteSource } from './byte-source.js';
import type { CentralDirectoryExtent } from './end-of-central-directory.js';
import { decodeEntryName } from './entry-name.js';
import { ARCHIVE_LIMITS } from './limits.js';
import { u16, u32 } from './little-endian.js';
import { parseZip64Extra } from './zip64-extra.js';

export const CENTRAL_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const UNKNOWN = 0xffffffff;
/** libziparchive keeps offsets signed: such a one passes its check of the archive and fails when the entry is opened. */
const NEGATIVE = 2 ** 63;

/** One record of the central directory, zip64 values resolved. Sizes and offsets in bytes. */
export interface CentralRecord {
  /** Decoded one to one (src/archive/entry-name.ts). */
  readonly name: string;
  /** Where the name's bytes are, from the start of the directory. */
  readonly nameOffset: number;
  readonly nameLength: number;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localHeaderOffset: number;
  /** Why Android could not open this entry, as far as the central directory tells. */
  readonly problem: string | undefined;
}

export interface CentralDirectory {
  /** Bytes from the start of the archive. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly records: readonly CentralRecord[];
  /** Bytes after the last counted record: a record there is hidden from Android, other tools may show it. */
  readonly trailing: Uint8Array;
}

/**
 * Reads the records, as libziparchive's `ParseZipArchive` does: as many as the end record counts, each inside the
 * directory, each with a name it takes and a local header before the directory.
 * @throws FormatError when Android would refuse the whole archive.
 * @throws LimitError when the directory is larger than the budgets.
 */
export function readCentralDirectory(source: ByteSource, extent: CentralDirectoryExtent): CentralDirectory {
  checkBudgets(extent);
  const view = source.read(extent.offset, extent.size);
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.length);
  const records: CentralRecord[] = [];
  let at = 0;
  for (let i = 0; i < extent.records; i++) {
    const end = checkRecord(bytes, at, i, extent);
    records.push(parseRecord(bytes, at, i, extent));
    at = end;
  }
  return { offset: extent.offset, bytes, records, trailing: bytes.subarray(at) };
}

function checkBudgets(extent: CentralDirectoryExtent): void {
  if (extent.size > ARCHIVE_LIMITS.centralDirectoryBytes) {
    throw new LimitError('archive.centralDirectoryBytes', `a central directory of ${extent.size} bytes is not read`);
  }
  if (extent.records * RECORD_BYTES > extent.size) {
    throw new FormatError(
      `the end record counts ${extent.records} entries, the central directory has no room for them`,
      extent.offset,
    );
  }
  if (extent.records > ARCHIVE_LIMITS.entries) {
    throw new LimitError('archive.entries', `${extent.records} entries are above ${ARCHIVE_LIMITS.entries}`);
  }
}

/** Offset of the byte after the record at `at`. */
function checkRecord(bytes: Uint8Array, at: number, index: number, extent: CentralDirectoryExtent): number {
  const refuse = (why: string): never => {
    throw new FormatError(`central directory record ${index} ${why}`, extent.offset + at);
  };
  if (at > bytes.length - RECORD_BYTES) return refuse('runs off the end of the directory');
  if (u32(bytes, at) !== CENTRAL_SIGNATURE) return refuse('has no signature');
  const end = at + RECORD_BYTES + u16(bytes, at + 28) + u16(bytes, at + 30) + u16(bytes, at + 32);
  if (end > bytes.length) return refuse('runs off the end of the directory');
  return end;
}

function parseRecord(bytes: Buffer, at: number, index: number, extent: CentralDirectoryExtent): CentralRecord {
  const nameOffset = at + RECORD_BYTES;
  const nameLength = u16(bytes, at + 28);
  const nameEnd = nameOffset + nameLength;
  const name = decodeEntryName(bytes, nameOffset, nameEnd);
  if (name === undefined) {
    const why = bytes.subarray(nameOffset, nameEnd).includes(0) ? 'holds a NUL' : 'is not UTF-8';
    throw new FormatError(`the name of entry ${index} ${why}; Android refuses the archive`, extent.offset + at);
  }
  let compressedSize = u32(bytes, at + 20);
  let size = u32(bytes, at + 24);
  let localHeaderOffset = u32(bytes, at + 42);
  let problem: string | undefined;
  if (compressedSize === UNKNOWN || size === UNKNOWN || localHeaderOffset === UNKNOWN) {
    const extra = bytes.subarray(nameEnd, nameEnd + u16(bytes, at + 30));
    const zip64 = parseZip64Extra(extra, { size, compressedSize, localHeaderOffset });
    if (typeof zip64 !== 'string') {
      size = zip64.size ?? size;
      compressedSize = zip64.compressedSize ?? compressedSize;
      localHeaderOffset = zip64.localHeaderOffset ?? localHeaderOffset;
    } else if (localHeaderOffset === UNKNOWN) {
      throw new FormatError(`central directory record ${index}: ${zip64}`, extent.offset + at);
    } else {
      problem = zip64;
    }
  }
  if (localHeaderOffset >= NEGATIVE) {
    problem ??= 'its local header lies before the file';
  } else if (localHeaderOffset >= extent.offset) {
    throw new FormatError(`the local header of entry ${index} lies behind the data`, extent.offset + at);
  }
  if (problem === undefined && localHeaderOffset + LOCAL_HEADER_BYTES >= extent.offset) {
    problem = 'its local header runs into the directory';
  }
  return {
    name,
    nameOffset,
    nameLength,
    flags: u16(bytes, at + 8),
    method: u16(bytes, at + 10),
    crc32: u32(bytes, at + 16),
    compressedSize,
    size,
    localHeaderOffset,
    problem,
  };
}
