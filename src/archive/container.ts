import type { Diagnostic } from '../model/diagnostic.js';
import { FormatError, LimitError, UsageError } from '../model/errors.js';
import type { Archive } from './archive.js';
import type { ArchiveEntry } from './archive-entry.js';
import { type ByteSource, lazySource, rangeSource } from './byte-source.js';
import { selectBundletoolApks } from './bundletool-set.js';
import { DiagnosticLog } from './diagnostic-log.js';
import { ARCHIVE_LIMITS } from './limits.js';

/** `apks`: bundletool; `xapk`: APKPure; `apkm`: APKMirror; `zip`: APKs in a plain zip. */
export type ContainerKind = 'apks' | 'xapk' | 'apkm' | 'zip';

export interface InnerApk {
  /** Entry name in the container. */
  readonly name: string;
  /** Open it with `openArchive(source, { name, budget: container.budget })`. A view where stored, inflated at the first read where deflated. */
  readonly source: ByteSource;
}

/** One app as a set of APKs in a zip. */
export interface Container {
  readonly kind: ContainerKind;
  /** The base first, as far as names tell (the manifest's `split` attribute decides), then by name. Never empty. */
  readonly apks: readonly InnerApk[];
  /** What was left out or could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The APKs inside a container, or undefined when the archive is an APK itself or holds none. Looks one level deep and
 * writes nothing to disk.
 * @throws UsageError for an app bundle (.aab), which is a publishing format that no device installs.
 * @throws LimitError above `ARCHIVE_LIMITS.innerApks`.
 */
export function openContainer(archive: Archive): Container | undefined {
  const { entries } = archive;
  if (entries.has('AndroidManifest.xml')) return undefined;
  if (entries.has('BundleConfig.pb') || entries.has('base/manifest/AndroidManifest.xml')) {
    throw new UsageError(
      'this is an Android App Bundle, which no device installs: run `bundletool build-apks --mode=universal` and scan the result',
    );
  }
  const kind = kindOf(archive);
  const log = new DiagnosticLog();
  const names = candidates(archive, kind);
  if (names.length === 0) return undefined;
  const chosen = new Set(kind === 'apks' ? selectBundletoolApks(names) : names);
  for (const name of names) {
    if (!chosen.has(name))
      log.add('note', 'container-apk-left-out', name, 'an alternative to the APKs that were chosen');
  }
  if (chosen.size > ARCHIVE_LIMITS.innerApks) {
    throw new LimitError(
      'archive.innerApks',
      `${chosen.size} APKs in one container are above ${ARCHIVE_LIMITS.innerApks}`,
    );
  }
  const apks: InnerApk[] = [];
  for (const name of [...chosen].sort(baseFirst)) {
    const source = openInner(archive, entries.get(name)!, log);
    if (source !== undefined) apks.push({ name, source });
  }
  if (apks.length === 0) throw new FormatError('none of the APKs in the container can be read');
  return { kind, apks, diagnostics: log.list() };
}

function kindOf({ entries }: Archive): ContainerKind {
  if (entries.has('toc.pb') || entries.has('splits/base-master.apk')) return 'apks';
  if (entries.has('manifest.json')) return 'xapk';
  return entries.has('info.json') ? 'apkm' : 'zip';
}

/** At the root or in `splits/`; bundletool has more folders. */
function candidates(archive: Archive, kind: ContainerKind): string[] {
  const place = kind === 'apks' ? /^(?:[^/]+\/)?[^/]+\.apk$/i : /^(?:splits\/)?[^/]+\.apk$/i;
  return [...archive.entries.keys()].filter((name) => place.test(name));
}

function openInner(archive: Archive, entry: ArchiveEntry, log: DiagnosticLog): ByteSource | undefined {
  try {
    const dataOffset = entry.dataOffset();
    if (entry.stored) return rangeSource(archive.source, dataOffset, entry.size);
    return lazySource(entry.size, () => entry.bytes({ limit: ARCHIVE_LIMITS.innerApkBytes }));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    log.add('unread', 'container-apk-unreadable', entry.name, error.message);
    return undefined;
  }
}

function baseFirst(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** The usual names of the base: `base.apk`, `base-master.apk`, `universal.apk`; an XAPK's is `<package>.apk`. */
function rank(name: string): number {
  const file = name.slice(name.lastIndexOf('/') + 1);
  if (/^(?:base|base-master(?:_\d+)?|universal)\.apk$/i.test(file)) return 0;
  if (/^(?:split_)?config\./i.test(file) || file.includes('-')) return 3;
  return /^split_/i.test(file) ? 2 : 1;
}
