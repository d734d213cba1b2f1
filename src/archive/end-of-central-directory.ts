import { FormatError } from '../model/errors.js';
import type { ByteSource } from './byte-source.js';
import { u16, u32, u64 } from './little-endian.js';

const EOCD_SIGNATURE = 0x06054b50;
const EOCD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_EOCD_SIGNATURE = 0x06064b50;
const ZIP64_EOCD_BYTES = 56;

/** Where the central directory is, and how many records it holds; offsets in bytes from the start of the file. */
export interface CentralDirectoryExtent {
  readonly offset: number;
  readonly size: number;
  readonly records: number;
  readonly endRecordOffset: number;
  /** The end record points to a zip64 record that is not there, and was taken as it stands. */
  readonly zip64Missing: boolean;
}

/**
 * Finds the end-of-central-directory record as libziparchive's `FindCentralDirectoryInfo` does: the *last* signature
 * that leaves room for a whole record is taken, even when it lies inside the comment, and the record must then end
 * with the file. So a signature in the last 21 bytes of a comment does no harm, and trailing bytes are refused.
 * @throws FormatError when Android would refuse the archive.
 */
export function findCentralDirectory(source: ByteSource): CentralDirectoryExtent {
  if (source.size < EOCD_BYTES) {
    throw new FormatError(source.size === 0 ? 'the file is empty' : `not a zip archive: only ${source.size} bytes`);
  }
  const tail = readTail(source);
  const at = findLastSignature(tail);
  if (at < 0) throw new FormatError('not a zip archive, or cut off: it has no end-of-central-directory record');
  const endRecordOffset = source.size - tail.length + at;
  const commentLength = u16(tail, at + 20);
  const extraneous = tail.length - at - EOCD_BYTES - commentLength;
  if (extraneous !== 0) {
    throw new FormatError(
      extraneous > 0
        ? `${extraneous} extraneous bytes after the end-of-central-directory record; Android refuses the archive`
        : `the archive comment is cut off: ${-extraneous} bytes are missing`,
      endRecordOffset,
    );
  }
  const records = u16(tail, at + 10);
  const size = u32(tail, at + 12);
  const offset = u32(tail, at + 16);
  const zip64 =
    u16(tail, at + 8) === 0xffff ||
    records === 0xffff ||
    size === 0xffffffff ||
    offset === 0xffffffff ||
    commentLength === 0xffff;
  const locator = zip64 ? readZip64Locator(source, endRecordOffset) : undefined;
  if (locator !== undefined) return readZip64(source, locator, endRecordOffset);
  // Without a locator today's libziparchive refuses, but older ones, which know no zip64, take the record as it stands;
  // an honest archive with a comment of 65,535 bytes is such a case (apksig: v1-only-max-sized-eocd-comment.apk).
  if (offset + size > endRecordOffset) {
    throw new FormatError('the central directory does not fit before its end record', endRecordOffset);
  }
  return { offset, size, records, endRecordOffset, zip64Missing: zip64 };
}

/** Most archives have no comment: one page is read first, and the 64 KiB of the longest comment only when needed. */
function readTail(source: ByteSource): Uint8Array {
  const short = Math.min(source.size, 4096);
  const tail = source.read(source.size - short, short);
  if (findLastSignature(tail) >= 0) return tail;
  const long = Math.min(source.size, EOCD_BYTES + MAX_COMMENT_BYTES);
  return source.read(source.size - long, long);
}

function findLastSignature(tail: Uint8Array): number {
  for (let i = tail.length - EOCD_BYTES; i >= 0; i--) {
    if (tail[i] === 0x50 && u32(tail, i) === EOCD_SIGNATURE) return i;
  }
  return -1;
}

/** The locator lies right before the end record. */
function readZip64Locator(source: ByteSource, endRecordOffset: number): Uint8Array | undefined {
  const offset = endRecordOffset - ZIP64_LOCATOR_BYTES;
  if (offset <= 0) return undefined;
  const locator = source.read(offset, ZIP64_LOCATOR_BYTES);
  return u32(locator, 0) === ZIP64_LOCATOR_SIGNATURE ? locator : undefined;
}

/** As libziparchive's `FindCentralDirectoryInfoForZip64`. */
function readZip64(source: ByteSource, locator: Uint8Array, endRecordOffset: number): CentralDirectoryExtent {
  const refuse = (why: string): never => {
    throw new FormatError(`the zip64 end-of-central-directory record ${why}`, endRecordOffset);
  };
  const locatorOffset = endRecordOffset - ZIP64_LOCATOR_BYTES;
  const recordOffset = u64(locator, 8);
  if (recordOffset > locatorOffset - ZIP64_EOCD_BYTES) return refuse('lies outside the file');
  const record = source.read(recordOffset, ZIP64_EOCD_BYTES);
  if (u32(record, 0) !== ZIP64_EOCD_SIGNATURE) return refuse('has no signature');
  const records = u64(record, 32);
  const size = u64(record, 40);
  const offset = u64(record, 48);
  if (recordOffset <= size || offset > recordOffset - size) {
    return refuse('puts the central directory outside the file');
  }
  return { offset, size, records, endRecordOffset, zip64Missing: false };
}
