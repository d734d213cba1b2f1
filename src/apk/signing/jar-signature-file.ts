import { createHash } from 'node:crypto';

import { FormatError } from '../../model/errors.js';
import { sameBytes } from './certificate.js';
import { digestsToVerify } from './jar-digests.js';
import { jarSections, type JarSection } from './jar-manifest.js';
import { oneLine } from './one-line.js';

/** META-INF/MANIFEST.MF, read once for all signers. */
export interface JarManifest {
  readonly bytes: Uint8Array;
  readonly main: JarSection | undefined;
  readonly sections: ReadonlyMap<string, JarSection>;
}

const SCHEME_NAMES: ReadonlyMap<number, string> = new Map([
  [2, 'v2'],
  [3, 'v3'],
]);

/**
 * Checks an .SF file, whose own signature holds, against the manifest (apksig `verifySigFileAgainstManifest`).
 *
 * @returns names of the entries it signs; undefined when Android ignores this signer
 * @throws FormatError when Android refuses the app over it
 */
export function checkSignatureFile(
  bytes: Uint8Array,
  manifest: JarManifest,
  minSdk: number,
  foundSchemes: ReadonlySet<number>,
): ReadonlySet<string> | undefined {
  const sections = jarSections(bytes);
  const main = sections.next().value ?? undefined;
  if (main?.attributes.get('signature-version') === undefined) return undefined;
  checkStripping(main, foundSchemes);
  const bySigntool = main.attributes.get('created-by')?.includes('signtool') === true;
  const wholeVerified = wholeManifestMatches(main, manifest, bySigntool, minSdk);
  if (!bySigntool) checkMainSection(main, manifest, minSdk);
  const names = new Set<string>();
  let ignored = false;
  for (const section of sections) {
    const { name } = section;
    if (name === undefined || names.has(name)) return undefined;
    names.add(name);
    if (wholeVerified) continue;
    const signed = manifest.sections.get(name);
    if (signed === undefined) {
      ignored = true;
      continue;
    }
    checkSection(section, signed, manifest, bySigntool, minSdk);
  }
  if (ignored) return undefined;
  // Names beyond the manifest are allowed and of no use; a hostile file has a million of them.
  return new Set([...manifest.sections.keys()].filter((name) => names.has(name)));
}

/** `X-Android-APK-Signed: 2, 3` says which schemes the signer used; Android N and newer miss a known one. */
function checkStripping(main: JarSection, foundSchemes: ReadonlySet<number>): void {
  for (const part of main.attributes.get('x-android-apk-signed')?.split(',') ?? []) {
    const id = Number(part.trim() || 'NaN');
    const scheme = SCHEME_NAMES.get(id);
    if (scheme !== undefined && !foundSchemes.has(id)) {
      throw new FormatError(`says there was a ${scheme} signature, but there is none`);
    }
  }
}

/** A mismatch here is no error: Android then compares section by section. */
function wholeManifestMatches(main: JarSection, manifest: JarManifest, bySigntool: boolean, minSdk: number): boolean {
  const digests = digestsToVerify(main, bySigntool ? '-digest' : '-digest-manifest', minSdk);
  return (
    digests.length > 0 &&
    digests.every(({ algorithm, expected }) =>
      sameBytes(createHash(algorithm).update(manifest.bytes).digest(), expected),
    )
  );
}

function checkMainSection(main: JarSection, manifest: JarManifest, minSdk: number): void {
  for (const { algorithm, expected } of digestsToVerify(main, '-digest-manifest-main-attributes', minSdk)) {
    const bytes = manifest.bytes.subarray(manifest.main?.start ?? 0, manifest.main?.end ?? 0);
    if (!sameBytes(createHash(algorithm).update(bytes).digest(), expected)) {
      throw new FormatError('the main section of the manifest does not match its digest');
    }
  }
}

function checkSection(
  section: JarSection,
  signed: JarSection,
  manifest: JarManifest,
  bySigntool: boolean,
  minSdk: number,
): void {
  const name = oneLine(section.name ?? '');
  const digests = digestsToVerify(section, '-digest', minSdk);
  if (digests.length === 0) throw new FormatError(`no digest for ${name}`);
  let bytes = manifest.bytes.subarray(signed.start, signed.end);
  // Netscape's signtool leaves the second line feed of a blank line out of the digest.
  if (bySigntool && bytes.at(-1) === 0x0a && bytes.at(-2) === 0x0a) bytes = bytes.subarray(0, -1);
  for (const { algorithm, expected } of digests) {
    if (!sameBytes(createHash(algorithm).update(bytes).digest(), expected)) {
      throw new FormatError(`the section of the manifest for ${name} does not match its digest`);
    }
  }
}
