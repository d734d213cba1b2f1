import { describe, expect, it } from '@jest/globals';

import { digestsToVerify } from '../../../../src/apk/signing/jar-digests.js';
import { jarSections, type JarSection } from '../../../../src/apk/signing/jar-manifest.js';

const sections = (text: string): JarSection[] => [...jarSections(Buffer.from(text))];

describe('JAR manifest sections', () => {
  it('splits at blank lines, which belong to the section before them', () => {
    const text = 'Manifest-Version: 1.0\r\nCreated-By: x\r\n\r\nName: a\r\nSHA1-Digest: b\r\n\r\n';
    expect(sections(text).map(({ start, end, name }) => [start, end, name])).toEqual([
      [0, 40, undefined],
      [40, text.length, 'a'],
    ]);
  });

  it('takes CR, LF and CR LF as line ends, and the end of the file too', () => {
    expect(sections('A: 1\rB: 2\nC: 3\r\n\nName: n').map((one) => [...one.attributes.keys()])).toEqual([
      ['a', 'b', 'c'],
      ['name'],
    ]);
  });

  it('leaves more blank lines out of both sections', () => {
    expect(sections('\n\nA: 1\n\n\n\nB: 2\n').map(({ start, end }) => [start, end])).toEqual([
      [2, 8],
      [10, 15],
    ]);
  });

  it('joins lines that go on, even in the middle of a character', () => {
    const bytes = Buffer.from('Name: \u4e2d/x\n');
    const cut = Buffer.concat([bytes.subarray(0, 7), Buffer.from('\r\n '), bytes.subarray(7)]);
    expect([...jarSections(cut)][0]?.name).toBe('\u4e2d/x');
  });

  it('keeps the spaces obfuscators play with', () => {
    expect(sections('Name:  a \nX\n')[0]).toMatchObject({ name: ' a ' });
    expect(sections('Name : a\n')[0]?.name).toBeUndefined();
    expect(sections('X: 1\nName: a\n')[0]?.name).toBeUndefined();
  });

  it('counts the first of two attributes, whatever their case', () => {
    expect(sections('Name: a\nSHA1-Digest: x\nsha1-digest: y\n')[0]?.attributes.get('sha1-digest')).toBe('x');
  });

  it('stops at a section of absurdly many attributes', () => {
    expect(() => sections('a: b\n'.repeat(2000))).toThrow(/too many attributes/);
  });
});

describe('digests that count', () => {
  const b64 = (text: string): string => Buffer.from(text).toString('base64');
  const section = (...lines: string[]): JarSection => sections(`Name: a\n${lines.join('\n')}\n`)[0]!;
  const names = (one: JarSection, minSdk: number): string[] =>
    digestsToVerify(one, '-digest', minSdk).map(
      ({ algorithm, expected }) => `${algorithm} ${Buffer.from(expected).toString()}`,
    );

  const both = section(`SHA1-Digest: ${b64('one')}`, `SHA-256-Digest: ${b64('two')}`);

  it('is the strongest one since Android 4.3', () => {
    expect(names(both, 18)).toEqual(['sha256 two']);
  });

  it('is SHA-1 before, beside the strongest one after', () => {
    expect(names(both, 17)).toEqual(['sha1 one', 'sha256 two']);
    expect(names(section(`SHA1-Digest: ${b64('one')}`), 17)).toEqual(['sha1 one']);
  });

  it('is none when the oldest Android would find none', () => {
    expect(names(section(`SHA-256-Digest: ${b64('two')}`), 17)).toEqual([]);
  });

  it('follows Digest-Algorithms before Android 4.3', () => {
    const listed = section(
      'Digest-Algorithms: MD5 SHA-512 SHA-256',
      `SHA-512-Digest: ${b64('five')}`,
      `SHA-256-Digest: ${b64('two')}`,
    );
    expect(names(listed, 9)).toEqual(['sha512 five']);
    // SHA-384 and SHA-512 came with Gingerbread.
    expect(names(listed, 8)).toEqual(['sha256 two', 'sha512 five']);
  });
});
