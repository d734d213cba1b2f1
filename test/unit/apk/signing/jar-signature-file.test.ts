import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { jarSignatureMethod } from '../../../../src/apk/signing/jar-algorithms.js';
import { jarSections } from '../../../../src/apk/signing/jar-manifest.js';
import { checkSignatureFile, type JarManifest } from '../../../../src/apk/signing/jar-signature-file.js';

const MAIN = 'Manifest-Version: 1.0\n\n';
const A = 'Name: a\nSHA1-Digest: AAAA\n\n';
const B = 'Name: b\nSHA1-Digest: BBBB\n\n';
const sha1 = (text: string): string => createHash('sha1').update(text).digest('base64');

function manifestOf(text: string): JarManifest {
  const bytes = Buffer.from(text);
  const [main, ...rest] = jarSections(bytes);
  return { bytes, main, sections: new Map(rest.map((section) => [section.name ?? '', section])) };
}

const MANIFEST = manifestOf(MAIN + A + B);

function check(
  main: readonly string[],
  sections: readonly string[],
  found: readonly number[] = [],
): string[] | undefined {
  const text = [...main, '', ...sections.flatMap((section) => [section, ''])].join('\n');
  const names = checkSignatureFile(Buffer.from(text), MANIFEST, 21, new Set(found));
  return names === undefined ? undefined : [...names];
}

const VERSION = 'Signature-Version: 1.0';
const WHOLE = `SHA1-Digest-Manifest: ${sha1(MAIN + A + B)}`;
const SIGNED_A = `Name: a\nSHA1-Digest: ${sha1(A)}`;
const SIGNED_B = `Name: b\nSHA1-Digest: ${sha1(B)}`;

describe('.SF file against the manifest', () => {
  it('needs only names when the whole manifest matches', () => {
    expect(check([VERSION, WHOLE], ['Name: a', 'Name: b'])).toEqual(['a', 'b']);
  });

  it('compares section by section when it does not', () => {
    expect(check([VERSION], [SIGNED_A, SIGNED_B])).toEqual(['a', 'b']);
    expect(check([VERSION, `SHA1-Digest-Manifest: ${sha1('x')}`], [SIGNED_A])).toEqual(['a']);
    expect(() => check([VERSION], ['Name: a\nSHA1-Digest: AAAA'])).toThrow(/section of the manifest for a/);
    expect(() => check([VERSION], ['Name: a'])).toThrow(/no digest for a/);
  });

  it('compares the main section when it is signed, unless Netscape signed it', () => {
    const wrong = `SHA1-Digest-Manifest-Main-Attributes: ${sha1('x')}`;
    const right = `SHA1-Digest-Manifest-Main-Attributes: ${sha1(MAIN)}`;
    expect(check([VERSION, WHOLE, right], [])).toEqual([]);
    expect(() => check([VERSION, WHOLE, wrong], [])).toThrow(/main section/);
    expect(check([VERSION, wrong, 'Created-By: signtool 1.3', `SHA1-Digest: ${sha1(MAIN + A + B)}`], [])).toEqual([]);
  });

  it('leaves the second line feed out for Netscape', () => {
    const short = `Name: a\nSHA1-Digest: ${sha1(A.slice(0, -1))}`;
    expect(check([VERSION, 'Created-By: signtool 1.3'], [short])).toEqual(['a']);
    expect(() => check([VERSION], [short])).toThrow(/does not match/);
  });

  it('ignores signers as Android does', () => {
    expect(check([WHOLE], ['Name: a'])).toBeUndefined();
    expect(check([VERSION, WHOLE], ['Name: a', 'Name: a'])).toBeUndefined();
    expect(check([VERSION, WHOLE], ['X: a'])).toBeUndefined();
    expect(check([VERSION], [SIGNED_A, 'Name: c\nSHA1-Digest: AAAA'])).toBeUndefined();
  });

  it('misses the schemes the signer speaks of', () => {
    const speaks = 'X-Android-APK-Signed: 2, 3';
    expect(check([VERSION, WHOLE, speaks], [], [2, 3])).toEqual([]);
    expect(() => check([VERSION, WHOLE, speaks], [], [2])).toThrow(/there was a v3/);
    expect(() => check([VERSION, WHOLE, speaks], [], [])).toThrow(/there was a v2/);
    expect(check([VERSION, WHOLE, 'X-Android-APK-Signed: 9, x, '], [], [])).toEqual([]);
  });
});

describe('algorithms of JAR signatures', () => {
  const RSA = '1.2.840.113549.1.1.1';
  const SHA256 = '2.16.840.1.101.3.4.2.1';
  const SHA1 = '1.3.14.3.2.26';

  /** From the table of apksig (`OidConstants`): releases on which a pair is supported. */
  it.each([
    [SHA1, RSA, 1, true],
    [SHA256, RSA, 17, false],
    [SHA256, RSA, 18, true],
    [SHA256, '1.2.840.113549.1.1.11', 18, true],
    [SHA256, '1.2.840.113549.1.1.5', 21, false],
    ['1.2.840.113549.2.5', RSA, 1, true],
    ['1.2.840.113549.2.5', '1.2.840.113549.1.1.4', 20, false],
    [SHA1, '1.2.840.10040.4.3', 8, false],
    [SHA1, '1.2.840.10040.4.3', 9, true],
    [SHA256, '1.2.840.10040.4.1', 21, false],
    [SHA256, '1.2.840.10040.4.1', 22, true],
    [SHA256, '1.2.840.10045.2.1', 17, false],
    [SHA256, '1.2.840.10045.2.1', 18, true],
    [SHA256, '1.2.840.10045.4.3.2', 20, false],
    [SHA256, '1.3.101.112', 30, false],
  ])('%s with %s on %d: %p', (digest, signature, minSdk, known) => {
    expect(jarSignatureMethod(digest, signature, minSdk) !== undefined).toBe(known);
  });
});
