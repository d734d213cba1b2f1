import { createHash } from 'node:crypto';

import { FormatError, PrivscanError } from '../../model/errors.js';
import type { CertificateFacts } from '../../model/signing.js';
import { readCertificate, type Certificate } from './certificate.js';
import { children, content, expectUniversal, isUniversal, readDer, readOid, Tag, type DerNode } from './der.js';
import { distinguishedName } from './distinguished-name.js';
import { CURVE_NAMES, SIGNATURE_NAMES } from './oids.js';

/** Facts of one certificate; a field that cannot be read is the empty string, and `problem` says why. */
export function certificateFacts(der: Uint8Array): { readonly facts: CertificateFacts; readonly problem?: string } {
  const sha256 = createHash('sha256').update(der).digest('hex');
  const problems: string[] = [];
  const attempt = (read: () => string): string => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error;
      problems.push(error.message);
      return '';
    }
  };
  let certificate: Certificate | undefined;
  attempt(() => {
    certificate = readCertificate(der);
    return '';
  });
  const field = (read: (c: Certificate) => string): string => {
    const c = certificate;
    return c === undefined ? '' : attempt(() => read(c));
  };
  const facts = {
    sha256,
    subject: field((c) => distinguishedName(c.subject)),
    validFrom: field((c) => isoTime(c.notBefore)),
    validTo: field((c) => isoTime(c.notAfter)),
    signatureAlgorithm: field((c) => SIGNATURE_NAMES.get(c.signatureAlgorithm) ?? c.signatureAlgorithm),
    key: field((c) => describeKey(c.publicKey)),
  };
  return problems[0] === undefined ? { facts } : { facts, problem: problems[0] };
}

/**
 * UTCTime or GeneralizedTime as `YYYY-MM-DDTHH:MM:SSZ`. Certificates must end in `Z` (RFC 5280 §4.1.2.5) but old tools
 * leave out the seconds or write an offset; both are understood. Years of UTCTime from 50 on are 19xx.
 *
 * @throws FormatError
 */
export function isoTime(node: DerNode): string {
  const text = Buffer.from(content(node)).toString('latin1');
  const pattern = isUniversal(node, Tag.utcTime)
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d|)(Z|[+-]\d{4})$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d|)(?:\.\d{1,9})?(Z|[+-]\d{4})$/;
  const match = pattern.exec(text);
  if (match === null) throw new FormatError('certificate: unreadable time', node.start);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part));
  const fullYear = isUniversal(node, Tag.utcTime) ? year! + (year! >= 50 ? 1900 : 2000) : year!;
  const zone = match[7]!;
  const offset = zone === 'Z' ? 0 : Number(`${zone[0]!}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)));
  const time = new Date(0);
  time.setUTCFullYear(fullYear, month! - 1, day);
  time.setUTCHours(hour!, minute! - offset, second);
  return `${time.toISOString().slice(0, -5)}Z`;
}

const RSA = '1.2.840.113549.1.1.1';
const DSA = '1.2.840.10040.4.1';
const EC = '1.2.840.10045.2.1';

/** `RSA 2048`, `DSA 1024`, `EC prime256v1`; the dotted OID for anything else. @throws FormatError */
function describeKey(publicKey: DerNode): string {
  const [algorithm, bits] = children(publicKey);
  const [type, parameters] = children(expectUniversal(algorithm, Tag.sequence, 'key algorithm'));
  const oid = readOid(type, 'key algorithm');
  if (oid === RSA) {
    // The first content octet of a BIT STRING counts unused bits; a key has none.
    const key = readDer(content(expectUniversal(bits, Tag.bitString, 'public key')).subarray(1));
    return `RSA ${bitLength(children(expectUniversal(key, Tag.sequence, 'RSA key'))[0])}`;
  }
  if (oid === DSA) return `DSA ${bitLength(children(expectUniversal(parameters, Tag.sequence, 'DSA parameters'))[0])}`;
  if (oid === EC) {
    if (!isUniversal(parameters, Tag.oid)) return 'EC explicit parameters';
    const curve = readOid(parameters, 'curve');
    return `EC ${CURVE_NAMES.get(curve) ?? curve}`;
  }
  return oid;
}

function bitLength(node: DerNode | undefined): number {
  const octets = content(expectUniversal(node, Tag.integer, 'key size'));
  const first = octets.findIndex((octet) => octet !== 0);
  return first === -1 ? 0 : (octets.length - first) * 8 - Math.clz32(octets[first]!) + 24;
}
