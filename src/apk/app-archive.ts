import { openArchive, type Archive, type ByteBudget, type ByteSource } from '../archive/index.js';
import { parseBinaryXml, type XmlElement } from '../format/axml/index.js';
import { FormatError } from '../model/index.js';
import type { DiagnosticList } from './bulkhead.js';
import { LIMITS } from './limits.js';
import { plainAttribute } from './manifest/attribute-reader.js';

/** An APK file as the caller hands it over. */
export interface ApkFile {
  /** File name to print, e.g. `base.apk`. */
  readonly name: string;
  readonly source: ByteSource;
  /** Bytes the file may give; inner APKs of a container share the container's. */
  readonly budget?: ByteBudget;
}

/** One file of the app: its archive and the root of its manifest. */
export interface AppArchive {
  readonly name: string;
  readonly archive: Archive;
  readonly manifestRoot: XmlElement;
  /** The `split` attribute; empty for a base. */
  readonly split: string;
  /** `''` for the base, `split.apk!` for a split: what stands before entry names. */
  readonly prefix: string;
}

/**
 * Opens one file and parses its manifest.
 * @throws FormatError, LimitError when the archive or its manifest cannot be read; the source is then closed
 */
export function openAppArchive(file: ApkFile, diagnostics: DiagnosticList): AppArchive {
  const archive = openArchive(file.source, {
    name: file.name,
    ...(file.budget === undefined ? {} : { budget: file.budget }),
  });
  const entry = archive.entries.get('AndroidManifest.xml');
  if (entry === undefined) throw new FormatError('no AndroidManifest.xml');
  // AssetManager maps the manifest whatever its method says (z03); the loader of code does not.
  const bytes = entry.bytes({ unknownMethod: 'stored', limit: LIMITS.manifestBytes, verifyCrc: true });
  const { root, diagnostics: oddities } = parseBinaryXml(bytes, entry.name);
  if (root.name !== 'manifest') throw new FormatError('AndroidManifest.xml does not start with <manifest>');
  const split = plainAttribute(root, 'split') ?? '';
  diagnostics.add(...oddities);
  return {
    name: file.name,
    archive,
    manifestRoot: root,
    split,
    prefix: split === '' ? '' : `${file.name}!`,
  };
}
