import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { FormatError, UsageError } from '../model/errors.js';
import { type ByteSource, checkRange } from './byte-source.js';
import { errorCode } from './error-code.js';
import { quoteName } from './quote-name.js';

/**
 * A regular file, opened once and read at offsets (pread), so that a scan touches only the parts it needs.
 * @throws UsageError when the path cannot be opened or is no regular file. FIFOs and devices are refused without
 * waiting for them: the file is opened non-blocking and asked what it is before the first read.
 */
export function openFileSource(path: string): ByteSource {
  const fd = open(path);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) {
      throw new UsageError(`${quoteName(path)} is ${stat.isDirectory() ? 'a directory' : 'not a regular file'}`);
    }
    return new FileSource(fd, stat.size);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function open(path: string): number {
  if (path.includes('\0')) throw new UsageError(`${quoteName(path)} is not a path: it holds a NUL`);
  // Windows has no O_NONBLOCK, and no FIFOs in the file system either.
  const nonBlocking = (constants.O_NONBLOCK as number | undefined) ?? 0;
  try {
    return openSync(path, constants.O_RDONLY | nonBlocking);
  } catch (error) {
    throw new UsageError(`cannot open ${quoteName(path)}: ${reasonOf(error)}`, { cause: error });
  }
}

class FileSource implements ByteSource {
  readonly size: number;
  #fd: number | undefined;

  constructor(fd: number, size: number) {
    this.#fd = fd;
    this.size = size;
  }

  read(offset: number, length: number): Uint8Array {
    checkRange(this.size, offset, length);
    // Not from Node's pool: the result starts an ArrayBuffer of its own, so typed arrays over it are aligned.
    return this.#fill(offset, Buffer.allocUnsafeSlow(length));
  }

  readInto(offset: number, length: number, scratch: Uint8Array): Uint8Array {
    checkRange(this.size, offset, length);
    return this.#fill(offset, scratch.subarray(0, length));
  }

  #fill<T extends Uint8Array>(offset: number, bytes: T): T {
    // A descriptor number is reused by the system at once: reading from a closed one could read another file.
    if (this.#fd === undefined) throw new UsageError('the file is read after it was closed');
    let done = 0;
    while (done < bytes.length) {
      const count = readAt(this.#fd, bytes, done, offset + done);
      if (count === 0) throw new FormatError('the file became shorter while it was read', offset + done);
      done += count;
    }
    return bytes;
  }

  close(): void {
    if (this.#fd === undefined) return;
    const fd = this.#fd;
    this.#fd = undefined;
    closeSync(fd);
  }
}

function readAt(fd: number, target: Uint8Array, start: number, position: number): number {
  try {
    return readSync(fd, target, start, target.length - start, position);
  } catch (error) {
    throw new FormatError(`the file cannot be read: ${reasonOf(error)}`, position, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = errorCode(error);
  return { ENOENT: 'no such file', EACCES: 'permission denied', EMFILE: 'too many open files' }[code] ?? code;
}
