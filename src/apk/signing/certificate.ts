import { FormatError } from '../../model/errors.js';
import { children, content, encoding, expectUniversal, isContext, isUniversal, readDer, readOid, Tag } from './der.js';
import type { DerNode } from './der.js';

/** The fields of an X.509 certificate that signing needs (RFC 5280 §4.1). */
export interface Certificate {
  /** The bytes as they stand in the file; what its SHA-256 is taken over. */
  readonly der: Uint8Array;
  readonly serial: DerNode;
  readonly issuer: DerNode;
  readonly subject: DerNode;
  /** UTCTime or GeneralizedTime. */
  readonly notBefore: DerNode;
  readonly notAfter: DerNode;
  /** Dotted OID of the algorithm the issuer signed with. */
  readonly signatureAlgorithm: string;
  /** SubjectPublicKeyInfo, the whole TLV. */
  readonly publicKey: DerNode;
  readonly extensions: readonly CertificateExtension[];
}

interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of the `extnValue` octet string. */
  readonly value: Uint8Array;
}

/**
 * Reads a certificate with our own reader rather than `X509Certificate`: OpenSSL refuses some certificates of 2009-2012
 * that Android installs, and one reader for all is one behaviour for all.
 *
 * @throws FormatError
 */
export function readCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm] = children(expectUniversal(readDer(der), Tag.sequence, 'certificate'));
  const fields = [...children(expectUniversal(tbs, Tag.sequence, 'TBSCertificate'))];
  if (isContext(fields[0], 0)) fields.shift();
  const [serial, , issuer, validity, subject, publicKey, ...rest] = fields;
  const [notBefore, notAfter] = children(expectUniversal(validity, Tag.sequence, 'validity'));
  if (notBefore === undefined || notAfter === undefined) throw new FormatError('certificate: incomplete validity');
  return {
    der,
    serial: expectUniversal(serial, Tag.integer, 'serial number'),
    issuer: expectUniversal(issuer, Tag.sequence, 'issuer'),
    subject: expectUniversal(subject, Tag.sequence, 'subject'),
    notBefore,
    notAfter,
    signatureAlgorithm: readOid(
      children(expectUniversal(algorithm, Tag.sequence, 'signature algorithm'))[0],
      'signature algorithm',
    ),
    publicKey: expectUniversal(publicKey, Tag.sequence, 'public key'),
    extensions: readExtensions(rest.find((field) => isContext(field, 3))),
  };
}

function readExtensions(holder: DerNode | undefined): readonly CertificateExtension[] {
  if (holder === undefined) return [];
  const list = expectUniversal(children(holder)[0], Tag.sequence, 'extensions');
  return children(list).map((node) => {
    const [oid, ...rest] = children(expectUniversal(node, Tag.sequence, 'extension'));
    const critical = isUniversal(rest[0], 1) ? content(rest.shift()!)[0] !== 0 : false;
    const value = expectUniversal(rest[0], Tag.octetString, 'extension value');
    return { oid: readOid(oid, 'extension'), critical, value: content(value) };
  });
}

/** Serial numbers are equal as integers: redundant leading sign octets do not count. */
export function sameInteger(a: DerNode, b: DerNode): boolean {
  return Buffer.compare(minimalInteger(content(a)), minimalInteger(content(b))) === 0;
}

function minimalInteger(octets: Uint8Array): Uint8Array {
  let start = 0;
  while (start < octets.length - 1) {
    const next = octets[start + 1]!;
    const redundant = (octets[start] === 0 && next < 0x80) || (octets[start] === 0xff && next >= 0x80);
    if (!redundant) break;
    start++;
  }
  return octets.subarray(start);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** SubjectPublicKeyInfo as bytes. */
export function publicKeyBytes(certificate: Certificate): Uint8Array {
  return encoding(certificate.publicKey);
}
