import { inflateRawSync } from 'node:zlib';
import { FormatError, LimitError } from '../model/errors.js';
import { errorCode } from './error-code.js';

/** Smallest `chunkSize` zlib takes. */
const MIN_CHUNK = 64;

/**
 * Inflates raw deflate into exactly `size` bytes; bytes after the end of the stream are ignored, as Android ignores
 * them. The caller has bounded `size`.
 *
 * One output buffer of `size + 1` bytes: a stream of the declared size never fills it, so Node neither grows a list of
 * 16 KiB chunks to join (a fifth of the time of a large dex) nor allocates a second buffer to ask for more; a stream
 * that is longer fills the spare byte and stops there.
 * @throws FormatError when the stream is broken, shorter or longer; `what` names it in the message.
 */
export function inflateExact(data: Uint8Array, size: number, what: string): Uint8Array {
  let bytes: Buffer;
  try {
    bytes = inflateRawSync(data, { chunkSize: Math.max(MIN_CHUNK, size + 1), maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw explain(error, size, what);
  }
  if (bytes.length !== size) throw new FormatError(`${what} inflates to ${bytes.length} bytes, ${size} were declared`);
  return bytes;
}

function explain(error: unknown, size: number, what: string): Error {
  const code = errorCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    return new FormatError(`${what} inflates to more than the declared ${size} bytes`, undefined, { cause: error });
  }
  if (code.startsWith('Z_') && code !== 'Z_MEM_ERROR') {
    return new FormatError(`${what} holds broken deflate data (${code})`, undefined, { cause: error });
  }
  return new LimitError('memory', `${what} needs ${size} bytes, more than there are`, { cause: error });
}
