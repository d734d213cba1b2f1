import { describe, expect, it } from '@jest/globals';

import { children, content, readDer, readOid, Tag } from '../../../../src/apk/signing/der.js';
import { FormatError } from '../../../../src/model/errors.js';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');
const oid = (text: string): string => readOid(readDer(hex(text)), 'oid');

describe('DER reader', () => {
  it('reads the object identifiers of X.690 and RFC 8017', () => {
    expect(oid('06 03 88 37 03')).toBe('2.999.3'); // X.690 8.19.5
    expect(oid('06 09 2a 86 48 86 f7 0d 01 01 0b')).toBe('1.2.840.113549.1.1.11');
    expect(oid('06 03 55 04 03')).toBe('2.5.4.3');
  });

  it.each(['06 00', '06 02 2a 86', '06 0a 2a ff ff ff ff ff ff ff ff 7f'])('refuses the identifier %s', (text) => {
    expect(() => oid(text)).toThrow(FormatError);
  });

  it('reads nested values with long lengths', () => {
    const outer = readDer(hex('30 81 07 02 01 2a 04 82 00 00 ff'));
    expect(outer).toMatchObject({ tag: Tag.sequence, constructed: true, contentStart: 3, end: 10 });
    const [integer, octets] = children(outer);
    expect([...content(integer!)]).toEqual([0x2a]);
    expect(content(octets!)).toHaveLength(0);
  });

  it('accepts indefinite lengths, nested (X.690 8.1.3.6)', () => {
    const outer = readDer(hex('30 80 30 80 02 01 01 00 00 04 01 aa 00 00 99'));
    expect(outer).toMatchObject({ contentStart: 2, contentEnd: 12, end: 14 });
    expect(children(outer).map((node) => node.tag)).toEqual([Tag.sequence, Tag.octetString]);
    expect(children(children(outer)[0]!)).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['no length', '30'],
    ['a cut length', '30 82 01'],
    ['a length of five octets', '30 85 00 00 00 00 00'],
    ['content beyond the end', '04 02 00'],
    ['high tag numbers', '1f 01 00'],
    ['an indefinite primitive', '04 80 00 00'],
    ['an indefinite length without end', '30 80 02 01 01'],
    ['indefinite lengths without end, nested', '30 80'.repeat(5000)],
  ])('refuses %s', (_, text) => {
    expect(() => readDer(hex(text))).toThrow(FormatError);
  });

  it('refuses to unfold a container of more values than any signature has', () => {
    const many = Buffer.concat([Buffer.from([0x30, 0x82, 0xff, 0xfe]), Buffer.alloc(0xfffe)]);
    expect(() => children(readDer(many))).toThrow(/too many/);
  });
});
