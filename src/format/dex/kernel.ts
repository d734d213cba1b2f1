import { FormatError, LimitError } from '../../model/errors.js';
import { KERNEL } from './generated/kernel.js';

/** A value the kernel exports: addresses of the tables it made. */
interface Global {
  readonly value: number;
}

/** What kernel/index.ts exports; its comments say what each does. Offsets and sizes in bytes. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly BASE: Global;
  reserve(size: number): number;
  adler32(from: number, end: number, sum: number): number;
  verifyStrings(data: number, end: number, items: number): void;
  verifyIds(lists: number, listsEnd: number): void;
  verifyCode(section: number, end: number, items: number): void;
  setNames(init: number, clinit: number, angledStart: number, angledEnd: number): void;
  readClasses(
    data: number,
    dataEnd: number,
    annotations: number,
    annotationsEnd: number,
    arrays: number,
    arraysEnd: number,
  ): void;
  readonly fieldStarts: Global;
  readonly methodStarts: Global;
  readonly classOfType: Global;
  readonly methodFlags: Global;
  readonly codeOffsets: Global;
  readonly fieldFlags: Global;
}

/** The part of the WebAssembly interface used here; its types come with the DOM's, which Node code does not load. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** One to a process (or worker): its memory grows to the largest DEX met and serves them one after another. */
let kernel: Kernel | undefined;

function load(): Kernel {
  const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WebAssemblyApi };
  if (!api) throw new LimitError('webassembly', 'DEX files cannot be read without WebAssembly (node --jitless)');
  const fail = (reason: number, at: number): never => {
    throw new FormatError(textAt(loaded, reason), at >>> 0);
  };
  const { exports } = new api.Instance(new api.Module(Buffer.from(KERNEL, 'base64')), { fail: { fail } });
  const loaded = exports as Kernel;
  return loaded;
}

/** An AssemblyScript string: UTF-16 units, their size in bytes in the four bytes before. */
function textAt({ memory }: Kernel, at: number): string {
  const size = new DataView(memory.buffer).getUint32(at - 4, true);
  return Buffer.from(memory.buffer, at, size).toString('utf16le');
}

/** What is copied and summed at a time: little enough to be in the cache still when it is summed. */
const PIECE = 1 << 16;

/**
 * Copies a DEX into the kernel's memory; its Adler-32 from `from` on. Whatever the kernel held before is gone.
 *
 * @throws LimitError when there is no memory for it
 */
export function loadIntoKernel(bytes: Uint8Array, from: number): { readonly kernel: Kernel; readonly adler32: number } {
  kernel ??= load();
  if (kernel.reserve(bytes.length) === 0) {
    throw new LimitError('memory', `no memory for a DEX of ${bytes.length} bytes`);
  }
  const memory = new Uint8Array(kernel.memory.buffer, kernel.BASE.value, bytes.length);
  let sum = 1;
  for (let at = 0; at < bytes.length; at += PIECE) {
    const end = Math.min(at + PIECE, bytes.length);
    memory.set(bytes.subarray(at, end), at);
    if (end > from) sum = kernel.adler32(Math.max(at, from), end, sum);
  }
  return { kernel, adler32: sum >>> 0 };
}
