/**
 * Budgets of the app room. Each is several times what the largest real app known needs, so only an input made to exhaust
 * the reader meets them; every one of them that runs out is told, as an error or as an `unread` diagnostic.
 */
export const LIMITS = {
  /** Bytes of an inflated AndroidManifest.xml (z28: a manifest of 1 GB). */
  manifestBytes: 16 << 20,
  /** Bytes of an inflated resources.arsc; framework-res, the largest known, has 32 MB. */
  resourceTableBytes: 256 << 20,
  /** Bytes of one binary XML file below res/. */
  xmlBytes: 16 << 20,
  /** Bytes of one dex file. The format allows 4 GB; 65,536 methods never come near 128 MB. */
  dexBytes: 128 << 20,
  /** Bytes of all dex files of one app together. */
  totalDexBytes: 1 << 30,
  /** `classesN.dex` files of one archive. */
  dexFiles: 512,
  /** Nested archives and dex files opened in assets, res/raw and lib. */
  bundledFiles: 256,
  /** Inflated bytes of one nested file, and of all of them. */
  bundledBytes: 128 << 20,
  totalBundledBytes: 512 << 20,
  /** Entries of assets/, res/raw and lib/ whose first bytes are looked at. */
  bundledCandidates: 20_000,
  /** Split APKs of one app. */
  splits: 256,
  /** Elements below `<manifest>` that become facts: components, permissions, meta-data. */
  manifestElements: 100_000,
  /** `<domain-config>` inside `<domain-config>`. */
  domainConfigDepth: 16,
} as const;
