import { ADLER32_WASM } from './adler32-wasm.js';

const BASE = 65521;
/** Most bytes that can be summed before the sums pass 32 bits (RFC 1950, zlib's NMAX). */
const NMAX = 5552;
/** A WebAssembly memory page: what is copied at a time. */
const PAGE = 1 << 16;
/** Below this the vector code is not worth loading. */
const SMALL = 1 << 14;

interface Kernel {
  readonly memory: Uint8Array;
  /** Checksum of the first `length` bytes of memory (a positive multiple of 16), continuing from the sums `a` and `b`. */
  readonly run: (length: number, a: number, b: number) => number;
}

/** Undefined until first needed, null where there is no WebAssembly (`node --jitless`). */
let kernel: Kernel | null | undefined;

/**
 * Adler-32 (RFC 1950 §9).
 *
 * Every DEX pays for this over all its bytes, so how it is computed matters. Measured on 10.8 MB (Node 20, CPU ms a MB):
 * a loop in JavaScript .48; zlib, by way of a stored stream's trailer, .06-.45, and the discarded output brings a full
 * garbage collection (10-40 ms) every few megabytes; 16 bytes at a time in WebAssembly .1, without garbage.
 */
export function adler32(bytes: Uint8Array): number {
  if (bytes.length < SMALL) return adler32Scalar(bytes, 0, 1);
  kernel ??= load();
  if (kernel === null) return adler32Scalar(bytes, 0, 1);
  const whole = bytes.length & ~15;
  let sum = 1;
  for (let at = 0; at < whole; at += PAGE) {
    const length = Math.min(PAGE, whole - at);
    kernel.memory.set(bytes.subarray(at, at + length));
    sum = kernel.run(length, sum & 0xffff, sum >>> 16);
  }
  return adler32Scalar(bytes, whole, sum);
}

/** Byte by byte, from `from` on, continuing `sum`. Exported as the reference of the vector code. */
export function adler32Scalar(bytes: Uint8Array, from: number, sum: number): number {
  let a = sum & 0xffff;
  let b = sum >>> 16;
  for (let at = from; at < bytes.length;) {
    const end = Math.min(at + NMAX, bytes.length);
    for (; at < end; at++) {
      a += bytes[at]!;
      b += a;
    }
    a %= BASE;
    b %= BASE;
  }
  return ((b << 16) | a) >>> 0;
}

/** The part of the WebAssembly interface used here; its types come with the DOM's, which Node code does not load. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => {
    readonly exports: { readonly memory: { readonly buffer: ArrayBuffer }; readonly run: Kernel['run'] };
  };
}

function load(): Kernel | null {
  const { WebAssembly: api } = globalThis as { readonly WebAssembly?: WebAssemblyApi };
  if (!api) return null;
  const { memory, run } = new api.Instance(new api.Module(ADLER32_WASM)).exports;
  return { memory: new Uint8Array(memory.buffer), run };
}
