import type { DigestName, SignatureMethod } from './verify-signature.js';

/** Digest algorithms of a SignerInfo, by OID. */
const JAR_DIGESTS: ReadonlyMap<string, DigestName> = new Map([
  ['1.2.840.113549.2.5', 'md5'],
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

type KeyKind = SignatureMethod['key'];

/** Signature algorithms of a SignerInfo, by OID: a bare key type (the digest is named beside it) or both in one. */
const SIGNATURES: ReadonlyMap<string, readonly [KeyKind, DigestName | undefined]> = new Map([
  ['1.2.840.113549.1.1.1', ['rsa', undefined]],
  ['1.2.840.113549.1.1.4', ['rsa', 'md5']],
  ['1.2.840.113549.1.1.5', ['rsa', 'sha1']],
  ['1.2.840.113549.1.1.14', ['rsa', 'sha224']],
  ['1.2.840.113549.1.1.11', ['rsa', 'sha256']],
  ['1.2.840.113549.1.1.12', ['rsa', 'sha384']],
  ['1.2.840.113549.1.1.13', ['rsa', 'sha512']],
  ['1.2.840.10040.4.1', ['dsa', undefined]],
  ['1.2.840.10040.4.3', ['dsa', 'sha1']],
  ['2.16.840.1.101.3.4.3.1', ['dsa', 'sha224']],
  ['2.16.840.1.101.3.4.3.2', ['dsa', 'sha256']],
  ['1.2.840.10045.2.1', ['ec', undefined]],
  ['1.2.840.10045.4.1', ['ec', 'sha1']],
  ['1.2.840.10045.4.3.1', ['ec', 'sha224']],
  ['1.2.840.10045.4.3.2', ['ec', 'sha256']],
  ['1.2.840.10045.4.3.3', ['ec', 'sha384']],
  ['1.2.840.10045.4.3.4', ['ec', 'sha512']],
]);

/**
 * The release (API level) since which every Android knows a pair of digest and signature algorithm, by the digest:
 * `[bare key type, both in one OID]`. From apksig's table of supported ranges, of which only the open-ended ones
 * matter: an APK must verify on all releases from its minSdk on, and pairs that mix digests work on 21-23 only.
 */
const SINCE: Readonly<Record<KeyKind, Partial<Record<DigestName, readonly [number | undefined, number]>>>> = {
  rsa: { md5: [0, 21], sha1: [0, 0], sha224: [21, 21], sha256: [18, 18], sha384: [18, 21], sha512: [18, 21] },
  dsa: { sha1: [0, 9], sha224: [22, 21], sha256: [22, 21] },
  ec: { sha1: [18, 18], sha224: [21, 21], sha256: [18, 21], sha384: [18, 21], sha512: [18, 21] },
};

/** How to verify a SignerInfo, or undefined when some release from `minSdk` on does not know the algorithms. */
export function jarSignatureMethod(
  digestOid: string,
  signatureOid: string,
  minSdk: number,
): SignatureMethod | undefined {
  const digest = JAR_DIGESTS.get(digestOid);
  const signature = SIGNATURES.get(signatureOid);
  if (digest === undefined || signature === undefined) return undefined;
  const [key, own] = signature;
  if (own !== undefined && own !== digest) return undefined;
  const since = SINCE[key][digest]?.[own === undefined ? 0 : 1];
  return since === undefined || minSdk < since ? undefined : { key, digest };
}
