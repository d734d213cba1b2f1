import type { HistoryEntry, ResolvedConfig } from './config.js';

/** Plain data: crosses a thread boundary. */
export interface ScanRequest {
  readonly target: {
    /** APK, or container of splits (.apks, .xapk, .apkm). */
    readonly path: string;
    /** Further APKs of the same app. */
    readonly splits?: readonly string[];
    /** The name to print instead of `path`. */
    readonly displayName?: string;
  };
  readonly config: ResolvedConfig;
  readonly declared?: {
    readonly policy?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
    readonly history?: readonly HistoryEntry[];
  };
}

export interface Progress {
  readonly stage: string;
  readonly done?: number;
  readonly total?: number;
}
