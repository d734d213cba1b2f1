import { children, content, expectUniversal, readOid, Tag, type DerNode } from './der.js';
import { oneLine } from './one-line.js';

/** Short names OpenSSL and RFC 4514 use; any other type prints as its dotted OID. */
const ATTRIBUTE_NAMES: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.13', 'description'],
  ['2.5.4.15', 'businessCategory'],
  ['2.5.4.17', 'postalCode'],
  ['2.5.4.20', 'telephoneNumber'],
  ['2.5.4.42', 'GN'],
  ['2.5.4.43', 'initials'],
  ['2.5.4.46', 'dnQualifier'],
  ['2.5.4.65', 'pseudonym'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
]);

const UTF8_STRING = 12;
const UNIVERSAL_STRING = 28;
const BMP_STRING = 30;

/**
 * A Name as RFC 2253 text on one line: most specific first (the reverse of the encoded order), `,` between relative
 * names, `+` inside a multi-valued one, special characters escaped by a backslash, other scripts as they are. This is
 * what `openssl x509 -nameopt RFC2253,-esc_msb` prints.
 *
 * @throws FormatError
 */
export function distinguishedName(name: DerNode): string {
  const names = children(expectUniversal(name, Tag.sequence, 'name')).map((relative) =>
    children(expectUniversal(relative, Tag.set, 'relative name'))
      .map(attribute)
      .reverse()
      .join('+'),
  );
  return names.reverse().join(',');
}

function attribute(node: DerNode): string {
  const [type, value] = children(expectUniversal(node, Tag.sequence, 'name attribute'));
  const oid = readOid(type, 'name attribute type');
  return `${ATTRIBUTE_NAMES.get(oid) ?? oid}=${value === undefined ? '' : escape(oneLine(text(value)))}`;
}

function text(value: DerNode): string {
  const octets = Buffer.from(content(value));
  if (value.tag === UTF8_STRING) return octets.toString('utf8');
  if (value.tag === BMP_STRING && octets.length % 2 === 0) return octets.swap16().toString('utf16le');
  if (value.tag === UNIVERSAL_STRING && octets.length % 4 === 0) return utf32(octets);
  // Chinese tools of the Eclipse years put UTF-8 or GBK into PrintableString and T61String; OpenSSL reads Latin-1 there.
  return octets.toString('latin1');
}

function utf32(octets: Buffer): string {
  let result = '';
  for (let i = 0; i < octets.length; i += 4) {
    const point = octets.readUInt32BE(i);
    result += point > 0x10ffff ? '?' : String.fromCodePoint(point);
  }
  return result;
}

/** RFC 2253 §2.4. */
function escape(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[# ]/, '\\$&')
    .replace(/(?<=.) $/, '\\ ');
}

/**
 * Two Names are the same as Java's `X500Principal.equals` has it: case and runs of white space do not count. Only used
 * when their bytes differ (a SignerInfo whose issuer was re-encoded).
 */
export function canonicalName(name: DerNode): string {
  return distinguishedName(name).toLowerCase().replace(/\s+/g, ' ');
}
