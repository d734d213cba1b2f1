import { FormatError } from '../../model/errors.js';
import { publicKeyBytes, readCertificate, sameBytes, type Certificate } from './certificate.js';
import { LengthPrefixedReader } from './length-prefixed.js';
import { signatureAlgorithm, signaturesToVerify } from './signature-algorithms.js';
import type { ContentDigestKind } from './signature-algorithms.js';
import { verifySignature } from './verify-signature.js';

/** `minSdk`/`maxSdk` frame a v3 signer twice: beside the signed data and inside it. */
export type SignerLayout = 'v2' | 'v3';

interface TaggedBytes {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface Signer {
  readonly signedData: Uint8Array;
  readonly minSdk: number;
  readonly maxSdk: number;
  readonly signatures: readonly TaggedBytes[];
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

export interface SignedData {
  readonly digests: readonly TaggedBytes[];
  /** DER, the signing certificate first. */
  readonly certificates: readonly Uint8Array[];
  readonly minSdk: number;
  readonly maxSdk: number;
  readonly attributes: readonly TaggedBytes[];
}

/** A signer whose signature over its signed data holds; the file's own digests are still to be compared. */
export interface VerifiedSigner extends SignedData {
  readonly certificate: Certificate;
  /** Algorithms of the signatures that were checked. */
  readonly contentDigests: ReadonlySet<ContentDigestKind>;
}

export const MAX_SDK = 0x7fffffff;

/** @throws FormatError */
export function readSigners(value: Uint8Array, layout: SignerLayout): readonly Signer[] {
  const signers = new LengthPrefixedReader(new LengthPrefixedReader(value).slice()).slices();
  if (signers.length === 0) throw new FormatError('no signers');
  return signers.map((bytes) => readSigner(new LengthPrefixedReader(bytes), layout));
}

function readSigner(reader: LengthPrefixedReader, layout: SignerLayout): Signer {
  const signedData = reader.slice();
  const minSdk = layout === 'v3' ? reader.int32() : 0;
  const maxSdk = layout === 'v3' ? reader.int32() : MAX_SDK;
  const signatures = tagged(reader.slice(), (one) => one.slice());
  return { signedData, minSdk, maxSdk, signatures, publicKey: reader.slice() };
}

/** @throws FormatError */
export function readSignedData(bytes: Uint8Array, layout: SignerLayout): SignedData {
  const reader = new LengthPrefixedReader(bytes);
  const digests = tagged(reader.slice(), (one) => one.slice());
  const certificates = new LengthPrefixedReader(reader.slice()).slices();
  const minSdk = layout === 'v3' ? reader.int32() : 0;
  const maxSdk = layout === 'v3' ? reader.int32() : MAX_SDK;
  const attributes = tagged(reader.slice(), (one) => one.rest());
  return { digests, certificates, minSdk, maxSdk, attributes };
}

function tagged(list: Uint8Array, value: (one: LengthPrefixedReader) => Uint8Array): readonly TaggedBytes[] {
  return new LengthPrefixedReader(list).slices().map((bytes) => {
    const one = new LengthPrefixedReader(bytes);
    return { id: one.int32(), bytes: value(one) };
  });
}

/**
 * Checks what one signer says of itself, in the order of apksig's `parseSigner`: its signatures over the signed data,
 * then that the key is the certificate's, then that signatures and digests name the same algorithms.
 *
 * @param minSdk oldest release to satisfy
 * @throws FormatError for the first thing that is wrong
 */
export function verifySigner(signer: Signer, layout: SignerLayout, minSdk: number): VerifiedSigner {
  if (signer.signatures.length === 0) throw new FormatError('no signatures');
  const known = signer.signatures.flatMap(({ id, bytes }) => {
    const algorithm = signatureAlgorithm(id);
    return algorithm === undefined ? [] : [{ algorithm, bytes }];
  });
  const chosen = signaturesToVerify(known, minSdk, signer.maxSdk);
  if (chosen === undefined) throw new FormatError('no signature by an algorithm the oldest supported Android knows');
  for (const { algorithm, bytes } of chosen) {
    if (!verifySignature(algorithm.method, signer.publicKey, signer.signedData, bytes)) {
      throw new FormatError(`signature by algorithm 0x${algorithm.id.toString(16)} does not verify`);
    }
  }
  const data = readSignedData(signer.signedData, layout);
  const [first] = data.certificates.map(readCertificate);
  if (first === undefined) throw new FormatError('no certificates');
  if (!sameBytes(publicKeyBytes(first), signer.publicKey)) {
    throw new FormatError('public key is not that of the certificate');
  }
  if (!sameAlgorithms(signer.signatures, data.digests)) {
    throw new FormatError('signatures and digests name different algorithms');
  }
  return { ...data, certificate: first, contentDigests: new Set(chosen.map((one) => one.algorithm.contentDigest)) };
}

function sameAlgorithms(a: readonly TaggedBytes[], b: readonly TaggedBytes[]): boolean {
  return a.length === b.length && a.every((one, i) => one.id === b[i]!.id);
}
