import type { ByteSource } from './byte-source.js';
import { u64 } from './little-endian.js';

const MAGIC = Buffer.from('APK Sig Block 42', 'latin1');
/** The size again and the magic, at the block's end. */
const FOOTER_BYTES = 24;

export interface SigningBlockExtent {
  /** Bytes from the start of the archive. */
  readonly offset: number;
  /** Bytes of the whole block, both size fields and the magic included. */
  readonly size: number;
}

/**
 * The APK signing block right before the central directory (APK Signature Scheme v2, «APK Signing Block»): its size
 * field, without the first eight bytes, stands at both ends. `malformed`: the magic is there, the sizes do not agree;
 * Android then finds no signature of scheme 2 or later.
 */
export function findSigningBlock(
  source: ByteSource,
  centralDirectoryOffset: number,
): SigningBlockExtent | 'malformed' | undefined {
  if (centralDirectoryOffset < FOOTER_BYTES + 8) return undefined;
  const footer = source.read(centralDirectoryOffset - FOOTER_BYTES, FOOTER_BYTES);
  if (MAGIC.compare(footer, 8) !== 0) return undefined;
  const size = u64(footer, 0) + 8;
  const offset = centralDirectoryOffset - size;
  if (size < FOOTER_BYTES + 8 || offset < 0) return 'malformed';
  if (u64(source.read(offset, 8), 0) + 8 !== size) return 'malformed';
  return { offset, size };
}
