import { FormatError } from '../../model/errors.js';
import { sameBytes } from './certificate.js';
import type { ContentDigests } from './content-digest.js';
import { LengthPrefixedReader } from './length-prefixed.js';
import { consolidate, readLineage, type Lineage } from './lineage.js';
import type { SchemeResult } from './scheme-result.js';
import { MAX_SDK, readSigners, verifySigner, type Signer, type VerifiedSigner } from './signer.js';

const PROOF_OF_ROTATION = 0x3ba06f8c;
const ROTATION_MIN_SDK = 0x559f8b02;
const TARGETS_DEV_RELEASE = 0xc2a6b3ba | 0;
const MIN_SDK_WITH_V3 = 28;

interface V3Signer extends VerifiedSigner {
  readonly lineage: Lineage | undefined;
}

/**
 * APK Signature Scheme v3.
 *
 * @param rotationMinSdk where a v3.1 block takes over, when there is one
 * @throws FormatError for the first thing that is wrong
 */
export function verifyV3(
  value: Uint8Array,
  digests: ContentDigests,
  minSdk: number,
  rotationMinSdk: number | undefined,
): SchemeResult {
  const signers = readSigners(value, 'v3').map((signer) => verifyV3Signer(signer));
  for (const signer of signers) checkRotationAttribute(signer, rotationMinSdk);
  digests.verify(signers);
  const lastSdk = rotationMinSdk === undefined ? MAX_SDK : rotationMinSdk - 1;
  const lineage = checkRanges(signers, Math.max(minSdk, MIN_SDK_WITH_V3), lastSdk);
  return { certificates: signers.map((signer) => signer.certificate.der), lineage };
}

/** APK Signature Scheme v3.1: the same layout, for the releases from the rotation on. @throws FormatError */
export function verifyV31(value: Uint8Array, digests: ContentDigests): SchemeResult {
  const signers = readSigners(value, 'v3').map((signer) => verifyV3Signer(signer));
  digests.verify(signers);
  const lineage = checkRanges(signers, MAX_SDK, MAX_SDK);
  const rotationMinSdk = Math.min(...signers.map((signer) => signer.minSdk));
  return { certificates: signers.map((signer) => signer.certificate.der), lineage, rotationMinSdk };
}

function verifyV3Signer(signer: Signer): V3Signer {
  if (signer.minSdk < 0 || signer.minSdk > signer.maxSdk) throw new FormatError('signer with an impossible SDK range');
  const verified = verifySigner(signer, 'v3', signer.minSdk);
  if (verified.minSdk !== signer.minSdk || verified.maxSdk !== signer.maxSdk) {
    throw new FormatError('SDK range beside the signed data is not the signed one');
  }
  let lineage: Lineage | undefined;
  for (const { id, bytes } of verified.attributes) {
    if (id !== PROOF_OF_ROTATION) continue;
    lineage = readLineage(bytes);
    if (!sameBytes(lineage.at(-1)!, verified.certificate.der)) {
      throw new FormatError('proof of rotation does not end at the signing certificate');
    }
  }
  return { ...verified, lineage };
}

/** A v3 signer that names a rotation proves that a v3.1 block was there. */
function checkRotationAttribute(signer: V3Signer, rotationMinSdk: number | undefined): void {
  for (const { id, bytes } of signer.attributes) {
    if (id !== ROTATION_MIN_SDK) continue;
    const expected = new LengthPrefixedReader(bytes).int32();
    if (rotationMinSdk === undefined)
      throw new FormatError('signer says there was a v3.1 signature, but there is none');
    if (expected !== rotationMinSdk) throw new FormatError('v3.1 signature begins at another release than v3 says');
  }
}

/** Signers must cover every release from `firstSdk` to `lastSdk` without holes, and histories must only grow. */
function checkRanges(signers: readonly V3Signer[], firstSdk: number, lastSdk: number): Lineage | undefined {
  // By last release; of two that end together the later one counts, as in apksig's sorted map.
  const byLast = [...new Map(signers.map((signer) => [signer.maxSdk, signer])).values()];
  byLast.sort((a, b) => a.maxSdk - b.maxSdk);
  const lineages: Lineage[] = [];
  let first = 0;
  let last = 0;
  for (const { minSdk, maxSdk, lineage, attributes } of byLast) {
    const development = minSdk === last && attributes.some(({ id }) => id === TARGETS_DEV_RELEASE);
    if (first === 0) first = minSdk;
    else if (minSdk !== last + 1 && !development) throw new FormatError('signers with gaps or overlaps of SDK ranges');
    last = maxSdk;
    if (lineage === undefined) continue;
    if (lineage.length < (lineages.at(-1)?.length ?? 0)) {
      throw new FormatError('signers with different histories of certificates');
    }
    lineages.push(lineage);
  }
  if (first > firstSdk || last < lastSdk) throw new FormatError('signers do not cover all supported releases');
  return consolidate(lineages);
}
