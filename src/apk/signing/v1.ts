import { createHash } from 'node:crypto';

import { FormatError, LimitError } from '../../model/errors.js';
import { sameBytes } from './certificate.js';
import { digestsToVerify } from './jar-digests.js';
import { jarSections, type JarSection } from './jar-manifest.js';
import { verifySignatureBlock } from './jar-signer.js';
import { checkSignatureFile } from './jar-signature-file.js';
import { oneLine } from './one-line.js';
import type { SchemeResult } from './scheme-result.js';
import type { SignedArchive, SignedEntry } from './signed-archive.js';
import { MAX_SIGNERS } from './v2.js';

export const MANIFEST_NAME = 'META-INF/MANIFEST.MF';

/** A signature block file and the .SF file it signs. */
export interface JarSigner {
  readonly block: SignedEntry;
  readonly signatureFile: SignedEntry;
}

/** Whole blocks are 1-5 KB; manifests of the largest apps (60,000 entries) about 8 MB. */
const MAX_BLOCK_SIZE = 1024 * 1024;
const MAX_MANIFEST_SIZE = 16 * 1024 * 1024;
/** Of all .SF files together, which are held at once. */
const MAX_SIGNATURE_FILES_SIZE = 2 * MAX_MANIFEST_SIZE;

/** Block files that have their .SF file, in the order of the archive. */
export function findJarSigners(entries: SignedArchive['entries']): readonly JarSigner[] {
  const result: JarSigner[] = [];
  for (const [name, block] of entries) {
    if (!/^META-INF\/.*\.(?:RSA|DSA|EC)$/s.test(name)) continue;
    const signatureFile = entries.get(`${name.slice(0, name.lastIndexOf('.'))}.SF`);
    if (signatureFile !== undefined) result.push({ block, signatureFile });
  }
  return result;
}

/** @throws FormatError or LimitError */
export function readBlock({ block }: JarSigner): Uint8Array {
  return readBounded(block, MAX_BLOCK_SIZE);
}

function readBounded(entry: SignedEntry, limit: number): Uint8Array {
  if (entry.size > limit) throw new LimitError('jar-signature-bytes', `${oneLine(entry.name)} is too large`);
  return entry.bytes();
}

/** A signer whose block verifies, and the entries its .SF file names. */
interface VerifiedJarSigner {
  readonly name: string;
  readonly certificate: Uint8Array;
  readonly signedNames: ReadonlySet<string>;
}

/**
 * JAR signing as Android has it, in the order of apksig's `V1SchemeVerifier`: every block over its .SF file, every .SF
 * file over the manifest, the manifest over every entry outside META-INF/.
 *
 * @param foundSchemes schemes (2, 3) whose blocks were found; an .SF file may say that there were some
 * @throws FormatError or LimitError for the first thing that is wrong
 */
export function verifyV1({ entries }: SignedArchive, minSdk: number, foundSchemes: ReadonlySet<number>): SchemeResult {
  const manifestEntry = entries.get(MANIFEST_NAME);
  if (manifestEntry === undefined) throw new FormatError(`${MANIFEST_NAME} is missing`);
  const manifestBytes = readBounded(manifestEntry, MAX_MANIFEST_SIZE);
  const sections = jarSections(manifestBytes);
  const main = sections.next().value ?? undefined;
  const manifest = { bytes: manifestBytes, main, sections: individualSections(sections, entries) };
  const jarSigners = findJarSigners(entries);
  if (jarSigners.length === 0) throw new FormatError('no JAR signatures');
  if (jarSigners.length > MAX_SIGNERS) throw new FormatError('more than ten signers');
  const total = jarSigners.reduce((sum, signer) => sum + signer.signatureFile.size, 0);
  if (total > MAX_SIGNATURE_FILES_SIZE) throw new LimitError('jar-signature-bytes', '.SF files are too large');
  const opened = jarSigners.map((signer) => {
    const signatureFile = readBounded(signer.signatureFile, MAX_MANIFEST_SIZE);
    const name = oneLine(signer.block.name);
    const certificate = within(name, () => verifySignatureBlock(readBlock(signer), signatureFile, minSdk));
    return { name, certificate: certificate.der, signatureFile };
  });
  const signers = opened.flatMap(({ name, certificate, signatureFile }) => {
    const signedNames = within(name, () => checkSignatureFile(signatureFile, manifest, minSdk, foundSchemes));
    return signedNames === undefined ? [] : [{ name, certificate, signedNames }];
  });
  if (signers.length === 0) throw new FormatError('no JAR signature that Android does not ignore');
  return { certificates: verifyEntries(entries, manifest.sections, signers, minSdk) };
}

/** Names the signer in the problems of its parts. */
function within<T>(name: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof FormatError) throw new FormatError(`${name}: ${error.message}`, undefined, { cause: error });
    throw error;
  }
}

function individualSections(
  sections: Iterable<JarSection>,
  entries: SignedArchive['entries'],
): ReadonlyMap<string, JarSection> {
  const result = new Map<string, JarSection>();
  for (const section of sections) {
    const { name } = section;
    if (name === undefined) throw new FormatError(`${MANIFEST_NAME} has a section without a name`);
    if (result.has(name)) throw new FormatError(`${MANIFEST_NAME} names ${oneLine(name)} twice`);
    if (name.endsWith('/') || !entries.has(name)) {
      throw new FormatError(`${MANIFEST_NAME} names ${oneLine(name)}, which is not in the archive`);
    }
    result.set(name, section);
  }
  return result;
}

/** Every entry must be signed, and all by the same signers; those are the signers of the app. */
function verifyEntries(
  entries: SignedArchive['entries'],
  sections: ReadonlyMap<string, JarSection>,
  signers: readonly VerifiedJarSigner[],
  minSdk: number,
): readonly Uint8Array[] {
  let appSigners: readonly VerifiedJarSigner[] | undefined;
  for (const [name, entry] of entries) {
    if (name.startsWith('META-INF/') || name.endsWith('/')) continue;
    const section = sections.get(name);
    if (section === undefined) throw new FormatError(`${MANIFEST_NAME} has no digest for ${oneLine(name)}`);
    const own = signers.filter((signer) => signer.signedNames.has(name));
    if (own.length === 0) throw new FormatError(`${oneLine(name)} is not signed`);
    appSigners ??= own;
    if (own.length !== appSigners.length || own.some((signer, i) => signer !== appSigners![i])) {
      throw new FormatError(`${oneLine(name)} is signed by others than the rest`);
    }
    verifyEntry(name, entry, section, minSdk);
  }
  if (appSigners === undefined) throw new FormatError('no entries covered by JAR signatures');
  return appSigners.map((signer) => signer.certificate);
}

function verifyEntry(name: string, entry: SignedEntry, section: JarSection, minSdk: number): void {
  const digests = digestsToVerify(section, '-digest', minSdk);
  if (digests.length === 0) throw new FormatError(`${MANIFEST_NAME} has no digest for ${oneLine(name)}`);
  const bytes = entry.bytes();
  for (const { algorithm, expected } of digests) {
    if (!sameBytes(createHash(algorithm).update(bytes).digest(), expected)) {
      throw new FormatError(`${oneLine(name)} does not match its digest`);
    }
  }
}
