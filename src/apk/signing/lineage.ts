import { FormatError } from '../../model/errors.js';
import { publicKeyBytes, readCertificate, sameBytes, type Certificate } from './certificate.js';
import { LengthPrefixedReader } from './length-prefixed.js';
import { signatureAlgorithm } from './signature-algorithms.js';
import { verifySignature } from './verify-signature.js';

/** Signing certificates an app has had, oldest first (DER); each signed the next. */
export type Lineage = readonly Uint8Array[];

/**
 * Reads and verifies a proof-of-rotation attribute (apksig `V3SigningCertificateLineage`): version, then nodes of
 * `{ signed { certificate, algorithm of the parent's signature }, flags, algorithm for the next, parent's signature }`.
 *
 * @throws FormatError when it is malformed or a node is not signed by the one before it
 */
export function readLineage(value: Uint8Array): Lineage {
  const reader = new LengthPrefixedReader(value);
  if (reader.int32() !== 1) throw new FormatError('proof of rotation: unknown version');
  const seen: Uint8Array[] = [];
  let parent: Certificate | undefined;
  let parentAlgorithm = 0;
  for (const bytes of reader.slices()) {
    const node = new LengthPrefixedReader(bytes);
    const signedData = node.slice();
    node.int32(); // Flags: what the app still grants to this certificate.
    const nextAlgorithm = node.int32();
    const signature = node.slice();
    const signed = new LengthPrefixedReader(signedData);
    const certificate = readCertificate(signed.slice());
    const signedAlgorithm = signed.int32();
    if (parent !== undefined) {
      const algorithm = signatureAlgorithm(parentAlgorithm);
      if (
        algorithm === undefined ||
        parentAlgorithm !== signedAlgorithm ||
        !verifySignature(algorithm.method, publicKeyBytes(parent), signedData, signature)
      ) {
        throw new FormatError('proof of rotation: a certificate is not signed by the one before it');
      }
    }
    if (seen.some((der) => sameBytes(der, certificate.der))) {
      throw new FormatError('proof of rotation: a certificate occurs twice');
    }
    seen.push(certificate.der);
    parent = certificate;
    parentAlgorithm = nextAlgorithm;
  }
  if (seen.length === 0) throw new FormatError('proof of rotation: empty');
  return seen;
}

/** The longest lineage, when all others are its beginnings. @throws FormatError when they are not */
export function consolidate(lineages: readonly Lineage[]): Lineage | undefined {
  const longest = lineages.reduce<Lineage | undefined>(
    (best, one) => (best === undefined || one.length > best.length ? one : best),
    undefined,
  );
  for (const lineage of lineages) {
    if (!lineage.every((der, i) => sameBytes(der, longest![i]!))) {
      throw new FormatError('signers with different histories of certificates');
    }
  }
  return longest;
}
