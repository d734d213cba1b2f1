import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource, type ByteSource, openFileSource, rangeSource, sha256Of } from '../../../src/archive/index.js';
import { lazySource } from '../../../src/archive/byte-source.js';
import { FormatError, UsageError } from '../../../src/model/errors.js';

const TEXT = Buffer.from('0123456789abcdef');
let folder = '';
const inFolder = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'privscan-sources-'));
  writeFileSync(inFolder('text'), TEXT);
});
afterAll(() => rmSync(folder, { recursive: true }));

const kinds: [string, () => ByteSource][] = [
  ['a file', () => openFileSource(inFolder('text'))],
  ['a buffer', () => bufferSource(TEXT)],
  ['a range', () => rangeSource(bufferSource(Buffer.from('xx0123456789abcdefyy')), 2, 16)],
  ['bytes made on demand', () => lazySource(16, () => TEXT)],
];

describe.each(kinds)('a source over %s', (_, open) => {
  it('reads exactly what is asked', () => {
    const source = open();
    expect(source.size).toBe(16);
    expect(Buffer.from(source.read(0, 16)).toString()).toBe('0123456789abcdef');
    expect(Buffer.from(source.read(10, 3)).toString()).toBe('abc');
    expect(source.read(16, 0)).toHaveLength(0);
    source.close();
  });

  it.each([
    [15, 2],
    [17, 0],
    [-1, 1],
    [0, -1],
    [0, 2 ** 52],
    [NaN, 1],
  ])('refuses to read %d, %d', (offset, length) => {
    const source = open();
    expect(() => source.read(offset, length)).toThrow(FormatError);
    source.close();
  });
});

describe('openFileSource', () => {
  it('refuses what is no regular file, in one line', () => {
    expect(() => openFileSource(folder)).toThrow(UsageError);
    expect(() => openFileSource(folder)).toThrow(/is a directory$/);
    expect(() => openFileSource('/dev/null')).toThrow(/is not a regular file$/);
    expect(() => openFileSource(inFolder('absent'))).toThrow(/^cannot open ".*absent": no such file$/);
    expect(() => openFileSource('a\0b')).toThrow(UsageError);
    expect(() => openFileSource(inFolder('a\nb'))).toThrow(/a\\u\{a\}b": no such file$/);
  });

  it('refuses a FIFO without waiting for a writer', () => {
    const { status } = spawnSync('mkfifo', [inFolder('fifo')]);
    expect(status).toBe(0);
    expect(() => openFileSource(inFolder('fifo'))).toThrow(/is not a regular file$/);
  });

  it('follows a link the user names', () => {
    symlinkSync(inFolder('text'), inFolder('link'));
    const source = openFileSource(inFolder('link'));
    expect(source.size).toBe(16);
    source.close();
  });

  it('tells when the file shrinks under it', () => {
    writeFileSync(inFolder('shrinks'), TEXT);
    const source = openFileSource(inFolder('shrinks'));
    truncateSync(inFolder('shrinks'), 8);
    expect(() => source.read(4, 8)).toThrow(/became shorter/);
    source.close();
  });

  it('is not read after it was closed: the number of its descriptor may be another file by then', () => {
    const source = openFileSource(inFolder('text'));
    source.close();
    source.close();
    expect(() => source.read(0, 1)).toThrow(UsageError);
  });

  it('starts every result at an address fit for typed arrays', () => {
    const source = openFileSource(inFolder('text'));
    expect(source.read(3, 5).byteOffset).toBe(0);
    source.close();
  });
});

describe('lazySource', () => {
  it('makes its bytes once, and again after it was closed', () => {
    let made = 0;
    const source = lazySource(16, () => (made++, TEXT));
    source.read(0, 1);
    source.read(5, 1);
    expect(made).toBe(1);
    source.close();
    source.read(0, 1);
    expect(made).toBe(2);
  });
});

describe('rangeSource', () => {
  it('must fit in its source', () => {
    expect(() => rangeSource(bufferSource(TEXT), 10, 7)).toThrow(FormatError);
    expect(() => rangeSource(bufferSource(TEXT), -1, 2)).toThrow(FormatError);
  });
});

describe('sha256Of', () => {
  it('knows the vectors of FIPS 180-2, appendix B', () => {
    const hashOf = (text: string): string => sha256Of(bufferSource(Buffer.from(text)));
    expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    // B.3: a million times `a`.
    expect(hashOf('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
  });

  it('agrees with sha256sum over several chunks', () => {
    const bytes = Buffer.alloc(3 * (1 << 20) + 17, 'chunk');
    writeFileSync(inFolder('large'), bytes);
    const { stdout, status } = spawnSync('sha256sum', [inFolder('large')], { encoding: 'utf8' });
    expect(status).toBe(0);
    const source = openFileSource(inFolder('large'));
    expect(sha256Of(source)).toBe(stdout.slice(0, 64));
    source.close();
  });
});
