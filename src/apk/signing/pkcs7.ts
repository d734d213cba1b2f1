import { FormatError } from '../../model/errors.js';
import { readCertificate, sameBytes, sameInteger, type Certificate } from './certificate.js';
import { children, content, encoding, expectUniversal, isContext, readDer, readOid, Tag, type DerNode } from './der.js';
import { canonicalName } from './distinguished-name.js';

/** What JAR signing uses of a PKCS #7 SignedData (RFC 2315 §9.1, RFC 5652 §5.1). */
export interface SignedMessage {
  readonly contentType: string;
  /** DER or, rarely, BER of each certificate in the bag. */
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

export interface SignerInfo {
  /** Undefined when the certificate is named by a key identifier, which Android does not follow. */
  readonly certificateId: { readonly issuer: DerNode; readonly serial: DerNode } | undefined;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signedAttributes: DerNode | undefined;
  readonly signature: Uint8Array;
}

/** Real blocks have one signer and a chain of at most five; each signer is looked up among all certificates. */
const MAX_SIGNERS = 64;
const MAX_CERTIFICATES = 256;

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** @throws FormatError */
export function readSignedMessage(bytes: Uint8Array): SignedMessage {
  const [contentType, wrapped] = children(expectUniversal(readDer(bytes), Tag.sequence, 'ContentInfo'));
  if (readOid(contentType, 'content type') !== SIGNED_DATA || !isContext(wrapped, 0)) {
    throw new FormatError('PKCS #7: not SignedData');
  }
  const [, , encapsulated, ...rest] = children(expectUniversal(children(wrapped)[0], Tag.sequence, 'SignedData'));
  const inner = children(expectUniversal(encapsulated, Tag.sequence, 'content'));
  const bag = rest.find((node) => isContext(node, 0));
  const signers = expectUniversal(rest.at(-1), Tag.set, 'signer infos');
  const certificates = bag === undefined ? [] : children(bag);
  const signerInfos = children(signers);
  if (signerInfos.length > MAX_SIGNERS || certificates.length > MAX_CERTIFICATES) {
    throw new FormatError('PKCS #7: more signers or certificates than anybody needs');
  }
  return {
    contentType: readOid(inner[0], 'encapsulated content type'),
    certificates: certificates.map(encoding),
    signers: signerInfos.map(readSignerInfo),
  };
}

function readSignerInfo(node: DerNode): SignerInfo {
  const fields = [...children(expectUniversal(node, Tag.sequence, 'SignerInfo'))];
  const [, id, digest] = fields.splice(0, 3);
  const signedAttributes = isContext(fields[0], 0) ? fields.shift() : undefined;
  const [signatureAlgorithm, signature] = fields;
  const value = expectUniversal(signature, Tag.octetString, 'signature');
  if (value.constructed) throw new FormatError('PKCS #7: signature in pieces');
  return {
    certificateId: readCertificateId(id),
    digestAlgorithm: algorithmOid(digest, 'digest algorithm'),
    signatureAlgorithm: algorithmOid(signatureAlgorithm, 'signature algorithm'),
    signedAttributes,
    signature: content(value),
  };
}

function readCertificateId(node: DerNode | undefined): SignerInfo['certificateId'] {
  if (isContext(node, 0)) return undefined;
  const [issuer, serial] = children(expectUniversal(node, Tag.sequence, 'issuer and serial number'));
  return {
    issuer: expectUniversal(issuer, Tag.sequence, 'issuer'),
    serial: expectUniversal(serial, Tag.integer, 'serial number'),
  };
}

function algorithmOid(node: DerNode | undefined, what: string): string {
  return readOid(children(expectUniversal(node, Tag.sequence, what))[0], what);
}

/** The certificate a signer names, by issuer and serial number. @throws FormatError */
export function findCertificate(message: SignedMessage, signer: SignerInfo): Certificate | undefined {
  const id = signer.certificateId;
  if (id === undefined) return undefined;
  return message.certificates.map(readCertificate).find((certificate) => {
    if (!sameInteger(certificate.serial, id.serial)) return false;
    return (
      sameBytes(encoding(certificate.issuer), encoding(id.issuer)) ||
      canonicalName(certificate.issuer) === canonicalName(id.issuer)
    );
  });
}

/**
 * Signed attributes by OID, each the list of its values.
 *
 * @throws FormatError when one occurs twice
 */
export function readSignedAttributes(node: DerNode): ReadonlyMap<string, readonly DerNode[]> {
  const result = new Map<string, readonly DerNode[]>();
  for (const attribute of children(node)) {
    const [type, values] = children(expectUniversal(attribute, Tag.sequence, 'attribute'));
    const oid = readOid(type, 'attribute type');
    if (result.has(oid)) throw new FormatError('PKCS #7: a signed attribute occurs twice');
    result.set(oid, children(expectUniversal(values, Tag.set, 'attribute values')));
  }
  return result;
}
