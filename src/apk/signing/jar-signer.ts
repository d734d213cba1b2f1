import { createHash } from 'node:crypto';

import { FormatError } from '../../model/errors.js';
import { publicKeyBytes, sameBytes, type Certificate } from './certificate.js';
import { content, encoding, expectUniversal, readDer, readOid, Tag, type DerNode } from './der.js';
import { jarSignatureMethod } from './jar-algorithms.js';
import {
  findCertificate,
  readSignedAttributes,
  readSignedMessage,
  type SignedMessage,
  type SignerInfo,
} from './pkcs7.js';
import { verifySignature, type DigestName } from './verify-signature.js';

const KITKAT = 19;
const NOUGAT = 24;
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const KEY_USAGE = '2.5.29.15';

/** Critical extensions Java (and so apksigner) understands; another critical one makes the certificate unfit. */
const KNOWN_EXTENSIONS =
  /^(2\.5\.29\.(9|1[4-9]|2[0-9]|3[0-7]|46|54)|1\.3\.6\.1\.5\.5\.7\.1\.(1|11)|2\.16\.840\.1\.113730\.1\.1)$/;

/**
 * The signing certificate of a signature block file (.RSA, .DSA, .EC) when it verifies over its .SF file.
 *
 * @param block content of the block file
 * @param signatureFile content of the .SF file
 * @throws FormatError when it does not verify
 */
export function verifySignatureBlock(block: Uint8Array, signatureFile: Uint8Array, minSdk: number): Certificate {
  const message = readSignedMessage(block);
  if (message.signers.length === 0) throw new FormatError('signature block without signers');
  // Before Nougat Android looks at the first SignerInfo only.
  const candidates = minSdk < NOUGAT ? message.signers.slice(0, 1) : message.signers;
  let result: Certificate | undefined;
  for (const signer of candidates) {
    const certificate = verifySignerInfo(message, signer, signatureFile, minSdk);
    result ??= certificate;
  }
  if (result === undefined) throw new FormatError('signature does not verify');
  return result;
}

/** Undefined when this signature does not hold but another one may. */
function verifySignerInfo(
  message: SignedMessage,
  signer: SignerInfo,
  signatureFile: Uint8Array,
  minSdk: number,
): Certificate | undefined {
  const method = jarSignatureMethod(signer.digestAlgorithm, signer.signatureAlgorithm, minSdk);
  if (method === undefined) {
    throw new FormatError(
      `algorithms ${signer.digestAlgorithm} and ${signer.signatureAlgorithm} are unknown to some supported Android`,
    );
  }
  const certificate = findCertificate(message, signer);
  if (certificate === undefined) throw new FormatError('the certificate of the signer is not in the block');
  checkFitForSigning(certificate);
  let signed = signatureFile;
  if (signer.signedAttributes !== undefined) {
    if (minSdk < KITKAT) throw new FormatError('signed attributes do not protect anything before Android 4.4');
    if (!attributesMatch(message, signer.signedAttributes, method.digest, signatureFile)) return undefined;
    signed = asSet(signer.signedAttributes);
  }
  const verified = verifySignature(method, publicKeyBytes(certificate), signed, signer.signature);
  return verified ? certificate : undefined;
}

function attributesMatch(
  message: SignedMessage,
  node: DerNode,
  digest: DigestName,
  signatureFile: Uint8Array,
): boolean {
  const attributes = readSignedAttributes(node);
  const single = (oid: string, what: string): DerNode => {
    const values = attributes.get(oid) ?? [];
    if (values.length !== 1) throw new FormatError(`signed attributes need one ${what}`);
    return values[0]!;
  };
  if (readOid(single(CONTENT_TYPE, 'content type'), 'content type') !== message.contentType) return false;
  const expected = content(
    expectUniversal(single(MESSAGE_DIGEST, 'message digest'), Tag.octetString, 'message digest'),
  );
  return sameBytes(expected, createHash(digest).update(signatureFile).digest());
}

/** The signature is over the attributes as a SET (0x31), not as the IMPLICIT [0] they are stored as (RFC 2315 §9.3). */
function asSet(signedAttributes: DerNode): Uint8Array {
  const bytes = Uint8Array.from(encoding(signedAttributes));
  bytes[0] = 0x31;
  return bytes;
}

function checkFitForSigning(certificate: Certificate): void {
  for (const { oid, critical, value } of certificate.extensions) {
    if (critical && !KNOWN_EXTENSIONS.test(oid)) {
      throw new FormatError('certificate with a critical extension nobody knows');
    }
    if (oid !== KEY_USAGE) continue;
    // A BIT STRING: unused bits, then digitalSignature (0x80) and nonRepudiation (0x40) of RFC 5280 §4.2.1.3.
    const usage = content(expectUniversal(readDer(value), Tag.bitString, 'key usage'))[1] ?? 0;
    if ((usage & 0xc0) === 0) throw new FormatError('certificate whose key is not for signing');
  }
}
