import { constants, inflateRawSync } from 'node:zlib';
import type { Archive, ArchiveEntry } from '../archive/index.js';
import { FormatError } from '../model/index.js';

const STORED = 0;
const DEFLATED = 8;
/** Compressed bytes that always hold the first inflated ones: a dynamic Huffman header takes at most about 320. */
const COMPRESSED_HEAD = 512;

/**
 * The first `length` bytes of an entry, or fewer when it is shorter, without inflating the rest: telling what each of
 * thousands of assets is must not cost as much as reading them all.
 * @throws FormatError when the entry cannot be opened
 */
export function entryHead(archive: Archive, entry: ArchiveEntry, length: number): Uint8Array {
  const offset = entry.dataOffset();
  const available = archive.source.size - offset;
  if (entry.method === STORED) return archive.source.read(offset, Math.min(length, entry.size, available));
  if (entry.method !== DEFLATED) throw new FormatError(`compression method ${entry.method} is unknown`);
  const head = archive.source.read(offset, Math.min(COMPRESSED_HEAD, entry.compressedSize, available));
  try {
    // With Z_SYNC_FLUSH zlib gives what it has when the input ends early, instead of failing.
    return inflateRawSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, length);
  } catch (error) {
    throw new FormatError('broken deflate data', offset, { cause: error });
  }
}
