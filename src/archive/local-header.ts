import type { ByteSource } from './byte-source.js';
import type { CentralDirectory, CentralRecord } from './central-directory.js';
import { u16, u32, u64 } from './little-endian.js';
import { parseZip64Extra } from './zip64-extra.js';

const LOCAL_SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DATA_DESCRIPTOR_FLAG = 0x0008;
const UNKNOWN = 0xffffffff;

/** What a local header adds to the central record. */
export interface LocalHeader {
  /** Bytes from the start of the archive to the first byte of the entry's data. */
  readonly dataOffset: number;
  readonly flags: number;
  readonly method: number;
}

/**
 * Opens the local header of an entry with the checks of libziparchive's `FindEntry`: same name, same sizes and CRC
 * unless a data descriptor follows, everything before the central directory. The method is not compared there, the
 * central directory wins.
 * @returns a sentence saying why Android cannot open the entry.
 */
export function openLocalHeader(
  source: ByteSource,
  record: CentralRecord,
  directory: CentralDirectory,
): LocalHeader | string {
  const { localHeaderOffset, nameOffset, nameLength } = record;
  const nameEnd = localHeaderOffset + HEADER_BYTES + nameLength;
  if (nameEnd > directory.offset) return 'its local header runs into the central directory';
  const header = source.read(localHeaderOffset, HEADER_BYTES + nameLength);
  if (u32(header, 0) !== LOCAL_SIGNATURE) return 'its local header has no signature';
  const name = directory.bytes.subarray(nameOffset, nameOffset + nameLength);
  if (u16(header, 26) !== nameLength || Buffer.compare(header.subarray(HEADER_BYTES), name) !== 0) {
    return 'its local header bears another name';
  }
  const dataOffset = nameEnd + u16(header, 28);
  if (dataOffset > directory.offset) return 'its local extra field runs into the central directory';
  const flags = u16(header, 6);
  const mismatch = compareSizes(source, header, nameEnd, record);
  if (mismatch !== undefined) return mismatch;
  const room = directory.offset - dataOffset;
  if (record.compressedSize > room) return 'its data runs into the central directory';
  if (record.method === 0 && record.size > room) return 'its data runs into the central directory';
  return { dataOffset, flags, method: u16(header, 8) };
}

function compareSizes(
  source: ByteSource,
  header: Uint8Array,
  nameEnd: number,
  record: CentralRecord,
): string | undefined {
  let compressedSize = u32(header, 18);
  let size = u32(header, 22);
  if (compressedSize === UNKNOWN || size === UNKNOWN) {
    if (compressedSize !== size) return 'its local header is half zip64';
    const zip64 = parseZip64Extra(source.read(nameEnd, u16(header, 28)), { size, compressedSize });
    if (typeof zip64 === 'string') return `in its local header ${zip64}`;
    compressedSize = zip64.compressedSize ?? compressedSize;
    size = zip64.size ?? size;
  }
  if ((u16(header, 6) & DATA_DESCRIPTOR_FLAG) !== 0) return undefined;
  const same = compressedSize === record.compressedSize && size === record.size && u32(header, 14) === record.crc32;
  return same ? undefined : 'its local header has other sizes or another CRC-32 and announces no data descriptor';
}

/**
 * Does the data descriptor after the data repeat the central directory's values? Android checks this when it extracts
 * (`ValidateDataDescriptor`), but not when it maps, so here it is an oddity. True when none is announced.
 */
export function dataDescriptorAgrees(source: ByteSource, record: CentralRecord, local: LocalHeader): boolean {
  if ((local.flags & DATA_DESCRIPTOR_FLAG) === 0) return true;
  const start = local.dataOffset + (record.method === 0 ? record.size : record.compressedSize);
  if (start + 24 > source.size) return false;
  const bytes = source.read(start, 24);
  const at = u32(bytes, 0) === DESCRIPTOR_SIGNATURE ? 4 : 0;
  const wide = record.compressedSize >= UNKNOWN || record.size >= UNKNOWN;
  const compressedSize = wide ? u64(bytes, at + 4) : u32(bytes, at + 4);
  const size = wide ? u64(bytes, at === 0 ? 12 : 16) : u32(bytes, at + 8);
  return u32(bytes, at) === record.crc32 && compressedSize === record.compressedSize && size === record.size;
}
