import type { SignatureMethod } from './verify-signature.js';

/** How the file outside the signing block is digested. */
export type ContentDigestKind = 'chunked-sha256' | 'chunked-sha512' | 'verity-sha256';

/** A signature algorithm of the v2 and v3 schemes. */
export interface SignatureAlgorithm {
  readonly id: number;
  readonly contentDigest: ContentDigestKind;
  readonly method: SignatureMethod;
  /** First Android release (API level) that knows it. */
  readonly minSdk: number;
}

const N = 24;
const P = 28;

/** https://source.android.com/docs/security/features/apksigning/v2#signature-algorithm-ids; 0x042x are fs-verity's (apksig `SignatureAlgorithm`). */
const ALGORITHMS: readonly SignatureAlgorithm[] = [
  {
    id: 0x0101,
    contentDigest: 'chunked-sha256',
    method: { key: 'rsa', digest: 'sha256', pssSaltLength: 32 },
    minSdk: N,
  },
  {
    id: 0x0102,
    contentDigest: 'chunked-sha512',
    method: { key: 'rsa', digest: 'sha512', pssSaltLength: 64 },
    minSdk: N,
  },
  { id: 0x0103, contentDigest: 'chunked-sha256', method: { key: 'rsa', digest: 'sha256' }, minSdk: N },
  { id: 0x0104, contentDigest: 'chunked-sha512', method: { key: 'rsa', digest: 'sha512' }, minSdk: N },
  { id: 0x0201, contentDigest: 'chunked-sha256', method: { key: 'ec', digest: 'sha256' }, minSdk: N },
  { id: 0x0202, contentDigest: 'chunked-sha512', method: { key: 'ec', digest: 'sha512' }, minSdk: N },
  { id: 0x0301, contentDigest: 'chunked-sha256', method: { key: 'dsa', digest: 'sha256' }, minSdk: N },
  { id: 0x0421, contentDigest: 'verity-sha256', method: { key: 'rsa', digest: 'sha256' }, minSdk: P },
  { id: 0x0423, contentDigest: 'verity-sha256', method: { key: 'ec', digest: 'sha256' }, minSdk: P },
  { id: 0x0425, contentDigest: 'verity-sha256', method: { key: 'dsa', digest: 'sha256' }, minSdk: P },
];

const BY_ID: ReadonlyMap<number, SignatureAlgorithm> = new Map(ALGORITHMS.map((a) => [a.id, a]));

export function signatureAlgorithm(id: number): SignatureAlgorithm | undefined {
  return BY_ID.get(id);
}

/** Android's order of preference when a release knows several. */
const STRENGTH: Readonly<Record<ContentDigestKind, number>> = {
  'chunked-sha256': 0,
  'verity-sha256': 1,
  'chunked-sha512': 2,
};

/**
 * The signatures some release from `minSdk` on would check: for each release that introduced an algorithm, the
 * strongest one introduced then (apksig `getSignaturesToVerify`). Undefined when the oldest release knows none.
 */
export function signaturesToVerify<T extends { readonly algorithm: SignatureAlgorithm }>(
  signatures: readonly T[],
  minSdk: number,
  maxSdk: number,
): readonly T[] | undefined {
  const best = new Map<number, T>();
  for (const signature of signatures) {
    const { minSdk: since, contentDigest } = signature.algorithm;
    if (since > maxSdk) continue;
    const other = best.get(since);
    if (other === undefined || STRENGTH[contentDigest] > STRENGTH[other.algorithm.contentDigest]) {
      best.set(since, signature);
    }
  }
  const oldest = Math.min(...best.keys());
  return minSdk < oldest ? undefined : [...best.values()];
}
