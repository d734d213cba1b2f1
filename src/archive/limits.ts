const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/**
 * Every budget of the archive reader. Android itself has almost none of these: it runs on a phone that the owner can
 * reboot, privscan runs unattended over files made to hurt it. Each number is far above anything a working app needs,
 * and running out is a {@link LimitError} that names the budget, never a silent cut.
 *
 * Callers pass tighter caps of their own (a manifest: 16 MiB) with `bytes({ limit })`.
 */
export const ARCHIVE_LIMITS = {
  /** Entries of one archive. The largest apps hold some 50,000 files; an entry costs about 300 bytes of memory here. */
  entries: 262_144,
  /**
   * Bytes of the central directory, which is read at once. Also the bound on names: a name may be 65,535 bytes (the
   * field's own limit, and Android accepts it), so only their sum needs a budget.
   */
  centralDirectoryBytes: 64 * MIB,
  /** Inflated bytes of one entry when the caller names no cap: a 1 GB bomb stops here, every real dex and table fits. */
  entryBytes: 256 * MIB,
  /**
   * Bytes of all entries read from one archive, each entry counted once; inner APKs share the budget of their
   * container. This is also what bounds entries whose bodies overlap: each passes the entry budget, the sum does not.
   */
  totalBytes: 2 * GIB,
  /** Bytes of one inner APK that is deflated in its container, since it is held in memory while it is read. */
  innerApkBytes: 256 * MIB,
  /** Inner APKs of one container: languages × densities × ABIs × feature modules of a large app stay below 500. */
  innerApks: 1024,
  /** Different kinds of oddities told about one archive; the same kind is told once, with a count. */
  diagnostics: 64,
  /** Bytes of one `ByteSource.read`: no reader needs more at once, and Node's own calls stop at 2 GiB. */
  readBytes: GIB,
} as const;

/**
 * Most bytes one byte of deflate can stand for: a match of 258 bytes costs at least one bit for the length and one for
 * the distance (RFC 1951 §3.2.5), so 8 bits give 4 × 258. A declared size above this is a lie, told before allocating.
 */
export const DEFLATE_MAX_RATIO = 1032;
