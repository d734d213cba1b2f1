/** One installed app: base and splits as lazily opened parts. */
export { Apk, type ApkIdentity } from './apk.js';
export type { ApkFile } from './app-archive.js';
export type { AppEntry } from './app-entry.js';
export type { BundledCode, BundledDex } from './bundled-code.js';
export type { DexEntry } from './dex-entry.js';
export type { LayoutView } from './layout-view.js';
export type { DexLoading } from './load-order.js';
export type { NativeLibrary } from './native-library.js';
export { openApk } from './open-apk.js';
export { openApp } from './open-app.js';
