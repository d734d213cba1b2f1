import { constants, createPublicKey, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';

import { FormatError } from '../../model/errors.js';

export type DigestName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** A signature algorithm as node:crypto needs it. */
export interface SignatureMethod {
  readonly key: 'rsa' | 'dsa' | 'ec';
  readonly digest: DigestName;
  /** RSASSA-PSS with this many octets of salt, MGF1 over the same digest; else PKCS #1 v1.5. */
  readonly pssSaltLength?: number;
}

/**
 * Whether `signature` over `data` verifies with the SubjectPublicKeyInfo `publicKey`.
 *
 * @throws FormatError when the key cannot be read or is of another kind than the method wants
 */
export function verifySignature(
  method: SignatureMethod,
  publicKey: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = readKey(publicKey);
  if (key.asymmetricKeyType !== method.key) {
    throw new FormatError(`signature wants a key of kind ${method.key}, found ${key.asymmetricKeyType ?? 'none'}`);
  }
  const input: VerifyKeyObjectInput =
    method.pssSaltLength === undefined
      ? { key, dsaEncoding: 'der' }
      : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: method.pssSaltLength };
  try {
    return verify(method.digest, data, input, signature);
  } catch {
    // OpenSSL throws instead of answering when the signature itself is malformed (an ECDSA value that is not DER).
    return false;
  }
}

function readKey(publicKey: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  } catch (cause) {
    throw new FormatError('malformed public key', undefined, { cause });
  }
}
