import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../model/index.js';

const CHUNK_BYTES = 1 << 16;

function readAll(descriptor: number, limit: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = new Uint8Array(CHUNK_BYTES);
    const read = readSync(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    total += read;
    if (total > limit) return undefined;
    chunks.push(chunk.subarray(0, read));
  }
}

/**
 * A file the user named, at most `limit` bytes. It is read in chunks, not by its reported size: pipes and devices
 * (`--policy <(…)`, `/dev/zero`) report none.
 *
 * @param what what the file is, for the message
 * @throws UsageError when it cannot be read or is larger
 */
export function readBounded(file: string, limit: number, what: string): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    const descriptor = openSync(file, 'r');
    try {
      bytes = readAll(descriptor, limit);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new UsageError(`${what} ${file} cannot be read`, { cause: error });
  }
  if (bytes === undefined) throw new UsageError(`${what} ${file} is larger than ${limit >> 20} MiB`);
  return bytes;
}
