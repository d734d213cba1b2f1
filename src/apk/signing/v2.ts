import { FormatError } from '../../model/errors.js';
import type { ContentDigests } from './content-digest.js';
import { LengthPrefixedReader } from './length-prefixed.js';
import type { SchemeResult } from './scheme-result.js';
import { readSigners, verifySigner, type VerifiedSigner } from './signer.js';

const STRIPPING_PROTECTION = 0xbeeff00d | 0;
/** Android P and newer refuse more (apksig `MAX_APK_SIGNERS`). */
export const MAX_SIGNERS = 10;
const MIN_SDK_WITH_V2 = 24;

/**
 * APK Signature Scheme v2.
 *
 * @param foundSchemes schemes (2, 3) seen so far; one that a signer says was there and is not was stripped
 * @throws FormatError for the first thing that is wrong
 */
export function verifyV2(
  value: Uint8Array,
  digests: ContentDigests,
  minSdk: number,
  foundSchemes: ReadonlySet<number>,
): SchemeResult {
  const signers = readSigners(value, 'v2').map((signer, i) => {
    const verified = verifySigner(signer, 'v2', Math.max(minSdk, MIN_SDK_WITH_V2));
    checkStripping(verified, i, foundSchemes);
    return verified;
  });
  if (signers.length > MAX_SIGNERS) throw new FormatError('more than ten signers');
  digests.verify(signers);
  return { certificates: signers.map((signer) => signer.certificate.der) };
}

function checkStripping(signer: VerifiedSigner, index: number, foundSchemes: ReadonlySet<number>): void {
  for (const { id, bytes } of signer.attributes) {
    if (id !== STRIPPING_PROTECTION) continue;
    if (new LengthPrefixedReader(bytes).int32() === 3 && !foundSchemes.has(3)) {
      throw new FormatError(`signer #${index + 1} says there was a v3 signature, but there is none`);
    }
  }
}
