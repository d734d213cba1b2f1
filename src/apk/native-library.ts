import type { AppEntry } from './app-entry.js';

/** A native library the installer may extract or map. */
export interface NativeLibrary {
  /** `arm64-v8a`, `armeabi-v7a`, `x86` … as the folder says. */
  readonly abi: string;
  /** File name, e.g. `libfoo.so`. */
  readonly name: string;
  /** Name of the entry, with its split. */
  readonly entry: string;
  /** Declared inflated bytes. */
  readonly size: number;
}

/** Files `lib/<abi>/*.so`, in the order of the archives. */
export function nativeLibrariesOf(entries: Iterable<AppEntry>): NativeLibrary[] {
  const libraries: NativeLibrary[] = [];
  for (const { name: entry, path, size } of entries) {
    const match = /^lib\/([^/]+)\/([^/]+\.so)$/.exec(path);
    if (match !== null) libraries.push({ abi: match[1] ?? '', name: match[2] ?? '', entry, size });
  }
  return libraries;
}
