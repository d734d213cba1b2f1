import { FormatError, LimitError } from '../../model/errors.js';
import type { SignedArchive, SignedSource } from './signed-archive.js';

export const V2_BLOCK_ID = 0x7109871a;
export const V3_BLOCK_ID = 0xf05368c0;
export const V31_BLOCK_ID = 0x1b93ad61;

/** The three runs of bytes that v2 and v3 digests cover, around the signing block. */
export interface SignedSections {
  readonly source: SignedSource;
  /** Where the signing block begins: the entries end here. */
  readonly signingBlockOffset: number;
  readonly centralDirectoryOffset: number;
  /** Also the end of the central directory. */
  readonly endOfCentralDirectoryOffset: number;
}

export interface SigningBlock {
  readonly sections: SignedSections;
  /** Values of the three scheme ids; the first of each, as Android takes it. */
  readonly values: ReadonlyMap<number, Uint8Array>;
}

const MAGIC = 'APK Sig Block 42';
const FOOTER_SIZE = 24;
const END_RECORD_SIZE = 22;
const KNOWN_IDS: ReadonlySet<number> = new Set([V2_BLOCK_ID, V3_BLOCK_ID, V31_BLOCK_ID]);
/** Real ones are 1-20 KiB; ten signers of 16-kilobit keys stay under 1 MiB. */
const MAX_VALUE_SIZE = 4 * 1024 * 1024;
/** Stores append channel, frosting and dependency pairs: a dozen. */
const MAX_PAIRS = 4096;

/**
 * Finds the APK Signing Block, which must end exactly where the central directory begins, and the pairs in it.
 * A block in another place, with another magic or with two different sizes is no block: Android then falls back to
 * JAR signing, so this answers undefined.
 *
 * @see https://source.android.com/docs/security/features/apksigning/v2#apk-signing-block
 * @throws FormatError or LimitError for what Android would refuse or never write
 */
export function findSigningBlock(archive: SignedArchive): SigningBlock | undefined {
  const { source, centralDirectoryOffset, endOfCentralDirectoryOffset } = archive;
  if (!directoryIsWhole(archive) || centralDirectoryOffset < FOOTER_SIZE + 8) return undefined;
  const footer = view(source.read(centralDirectoryOffset - FOOTER_SIZE, FOOTER_SIZE), FOOTER_SIZE);
  if (Buffer.from(footer.buffer, footer.byteOffset + 8, 16).toString('latin1') !== MAGIC) return undefined;
  const size = footer.getBigUint64(0, true);
  if (size < FOOTER_SIZE || size > BigInt(centralDirectoryOffset - 8)) return undefined;
  const signingBlockOffset = centralDirectoryOffset - Number(size) - 8;
  if (view(source.read(signingBlockOffset, 8), 8).getBigUint64(0, true) !== size) return undefined;
  const values = readPairs(source, signingBlockOffset + 8, centralDirectoryOffset - FOOTER_SIZE);
  return { sections: { source, signingBlockOffset, centralDirectoryOffset, endOfCentralDirectoryOffset }, values };
}

/** Digests need the directory to touch the end record, and the end record to end the file. */
function directoryIsWhole({ source, ...archive }: SignedArchive): boolean {
  const end = archive.endOfCentralDirectoryOffset;
  if (end < archive.centralDirectoryOffset || end + END_RECORD_SIZE > source.size) return false;
  const record = view(source.read(end, END_RECORD_SIZE), END_RECORD_SIZE);
  const directorySize = record.getUint32(12, true);
  const directoryOffset = record.getUint32(16, true);
  const commentSize = record.getUint16(20, true);
  return (
    directoryOffset === archive.centralDirectoryOffset &&
    directoryOffset + directorySize === end &&
    end + END_RECORD_SIZE + commentSize === source.size
  );
}

function readPairs(source: SignedSource, start: number, end: number): ReadonlyMap<number, Uint8Array> {
  const values = new Map<number, Uint8Array>();
  let count = 0;
  for (let at = start; at < end;) {
    if (++count > MAX_PAIRS) throw new LimitError('signing-block-pairs', 'APK Signing Block: too many pairs');
    // A broken pair hides the ones behind it, as it does from Android; those before it were found.
    if (end - at < 12) break;
    const head = view(source.read(at, 12), 12);
    const length = head.getBigUint64(0, true);
    if (length < 4n || length > BigInt(end - at - 8)) break;
    const id = head.getUint32(8, true);
    const size = Number(length) - 4;
    if (KNOWN_IDS.has(id) && !values.has(id)) {
      if (size > MAX_VALUE_SIZE) throw new LimitError('signing-block-bytes', 'APK Signing Block: signers too large');
      values.set(id, source.read(at + 12, size));
    }
    at += 8 + Number(length);
  }
  return values;
}

function view(bytes: Uint8Array, size: number): DataView {
  if (bytes.length < size) throw new FormatError('APK Signing Block: the file ends inside it');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
