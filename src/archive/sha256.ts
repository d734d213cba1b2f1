import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source.js';

const CHUNK_BYTES = 1 << 20;

/** SHA-256 of all bytes of a source, lower-case hex; reads 1 MiB at a time. */
export function sha256Of(source: ByteSource): string {
  const hash = createHash('sha256');
  const scratch = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, source.size));
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, source.size - offset);
    hash.update(source.readInto?.(offset, length, scratch) ?? source.read(offset, length));
  }
  return hash.digest('hex');
}
