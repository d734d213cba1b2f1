import type { DigestName } from './verify-signature.js';
import type { JarSection } from './jar-manifest.js';

/** A digest that some release from the oldest supported one on will compare. */
export interface JarDigest {
  readonly algorithm: DigestName;
  readonly expected: Uint8Array;
}

/** Names as the `Digest-Algorithms` attribute and the digest attributes spell them. */
const ALGORITHMS: ReadonlyMap<string, DigestName> = new Map([
  ['md5', 'md5'],
  ['sha', 'sha1'],
  ['sha1', 'sha1'],
  ['sha-1', 'sha1'],
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
]);

const GINGERBREAD = 9;
const JELLY_BEAN_MR2 = 18;

/** From Jelly Bean MR2 on, Android compares only the strongest of these. */
const BY_STRENGTH: readonly (readonly [string, DigestName])[] = [
  ['sha-512', 'sha512'],
  ['sha-384', 'sha384'],
  ['sha-256', 'sha256'],
  ['sha1', 'sha1'],
];

/**
 * Which digests of a section count (apksig `getDigestsToVerify`). Before Jelly Bean MR2 it was the first one found in
 * the order of `Digest-Algorithms` (by default SHA-1), since then the strongest; an app for both must satisfy both.
 *
 * @param suffix in lower case: `-digest`, `-digest-manifest` or `-digest-manifest-main-attributes`
 * @returns empty when the oldest supported release would find none
 */
export function digestsToVerify(section: JarSection, suffix: string, minSdk: number): readonly JarDigest[] {
  const result: JarDigest[] = [];
  if (minSdk < JELLY_BEAN_MR2) {
    const old = firstListed(section, suffix, minSdk);
    if (old === undefined) return [];
    result.push(old);
  }
  for (const [name, algorithm] of BY_STRENGTH) {
    const value = section.attributes.get(name + suffix);
    if (value === undefined) continue;
    const expected = Buffer.from(value, 'base64');
    if (!result.some((one) => one.algorithm === algorithm && expected.equals(one.expected))) {
      result.push({ algorithm, expected });
    }
    break;
  }
  return result;
}

function firstListed(section: JarSection, suffix: string, minSdk: number): JarDigest | undefined {
  const listed = section.attributes.get('digest-algorithms') ?? 'sha sha1';
  for (const token of listed.toLowerCase().split(/[ \t\n\r\f]+/)) {
    const value = section.attributes.get(token + suffix);
    const algorithm = ALGORITHMS.get(token);
    if (value === undefined || algorithm === undefined) continue;
    if ((algorithm === 'sha384' || algorithm === 'sha512') && minSdk < GINGERBREAD) continue;
    return { algorithm, expected: Buffer.from(value, 'base64') };
  }
  return undefined;
}
