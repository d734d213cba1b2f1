import { describe, expect, it } from '@jest/globals';

import { readSigning } from '../../../../src/apk/signing/index.js';
import { bufferSource } from '../../../../src/archive/index.js';
import {
  archiveWith,
  BLOCK_IDS,
  lineage,
  NEW_KEY,
  OLD_KEY,
  pair,
  signedArchive,
  u32,
  type SchemeSpecs,
} from './block-writer.js';

const ANY_SDK = [28, 0x7fffffff] as const;
const STRIPPING_PROTECTION = 0xbeeff00d;
const ROTATION_MIN_SDK = 0x559f8b02;
const TARGETS_DEV_RELEASE = 0xc2a6b3ba;

/** `true`, or why not. */
function outcome(schemes: SchemeSpecs, minSdk = 24): true | string | undefined {
  const { facts, diagnostics } = readSigning(signedArchive(schemes), { minSdk, verify: true });
  expect(diagnostics.map((one) => one.code)).not.toContain('signing-internal-error');
  return facts.verified === true ? true : facts.problem;
}

describe('APK Signature Scheme v2', () => {
  it('verifies what it should', () => {
    expect(outcome({ v2: [{ by: OLD_KEY }] })).toBe(true);
    expect(outcome({ v2: [{ by: OLD_KEY }, { by: NEW_KEY }] })).toBe(true);
    expect(outcome({ v2: Array.from({ length: 10 }, () => ({ by: OLD_KEY })) })).toBe(true);
  });

  it.each<[string, SchemeSpecs, RegExp]>([
    ['no signers', { v2: [] }, /no signers/],
    ['eleven signers', { v2: Array.from({ length: 11 }, () => ({ by: OLD_KEY })) }, /more than ten/],
    ['a spoilt signature', { v2: [{ by: OLD_KEY, spoilSignature: true }] }, /does not verify/],
    ['the key of another', { v2: [{ by: OLD_KEY, claimedKey: NEW_KEY }] }, /does not verify/],
    [
      'the certificate of another',
      { v2: [{ by: OLD_KEY, claimedCertificate: NEW_KEY }] },
      /not that of the certificate/,
    ],
    ['another digest', { v2: [{ by: OLD_KEY, digest: Buffer.alloc(32) }] }, /does not match its chunked-sha256/],
    ['a digest for no signature', { v2: [{ by: OLD_KEY, digestAlgorithms: [0x201, 0x103] }] }, /different algorithms/],
    ['no signature at all', { v2: [{ by: OLD_KEY, signatureAlgorithms: [] }] }, /no signatures/],
    ['an unknown algorithm only', { v2: [{ by: OLD_KEY, signatureAlgorithms: [0x9999] }] }, /oldest supported Android/],
    [
      'an algorithm of another kind of key',
      { v2: [{ by: OLD_KEY, signatureAlgorithms: [0x103] }] },
      /wants a key of kind rsa/,
    ],
    [
      'a v3 signature that was stripped',
      { v2: [{ by: OLD_KEY, attributes: [[STRIPPING_PROTECTION, u32(3)]] }] },
      /there was a v3/,
    ],
  ])('refuses %s', (_, schemes, problem) => {
    expect(outcome(schemes)).toMatch(problem);
  });

  it('minds an unknown algorithm only when there is no known one', () => {
    const algorithms = [0x9999, 0x201];
    expect(outcome({ v2: [{ by: OLD_KEY, signatureAlgorithms: algorithms, digestAlgorithms: algorithms }] })).toBe(
      true,
    );
  });

  it('is content when the v3 signature it speaks of is there', () => {
    const v2 = [{ by: OLD_KEY, attributes: [[STRIPPING_PROTECTION, u32(3)]] as const }];
    expect(outcome({ v2, v3: [{ by: OLD_KEY }] })).toBe(true);
  });
});

describe('APK Signature Scheme v3', () => {
  it('verifies what it should', () => {
    expect(outcome({ v3: [{ by: OLD_KEY }] }, 28)).toBe(true);
    expect(outcome({ v2: [{ by: OLD_KEY }], v3: [{ by: NEW_KEY, attributes: [lineage([OLD_KEY, NEW_KEY])] }] })).toBe(
      true,
    );
    const first = { by: OLD_KEY, range: [28, 30] as const };
    const second = { by: NEW_KEY, range: [31, 0x7fffffff] as const, attributes: [lineage([OLD_KEY, NEW_KEY])] };
    expect(outcome({ v3: [first, second] }, 28)).toBe(true);
    expect(outcome({ v3: [second, first] }, 28)).toBe(true);
  });

  it.each<[string, SchemeSpecs, RegExp]>([
    [
      'a range beside that is not the signed one',
      { v3: [{ by: OLD_KEY, range: ANY_SDK, outerRange: [29, 0x7fffffff] }] },
      /not the signed one/,
    ],
    ['a range backwards', { v3: [{ by: OLD_KEY, range: [30, 29] }] }, /impossible SDK range/],
    ['a range that ends', { v3: [{ by: OLD_KEY, range: [28, 40] }] }, /do not cover/],
    ['a range that begins too late', { v3: [{ by: OLD_KEY, range: [29, 0x7fffffff] }] }, /do not cover/],
    [
      'ranges with a hole',
      {
        v3: [
          { by: OLD_KEY, range: [28, 30] },
          { by: OLD_KEY, range: [32, 0x7fffffff] },
        ],
      },
      /gaps or overlaps/,
    ],
    [
      'a history nobody signed',
      { v3: [{ by: NEW_KEY, attributes: [lineage([OLD_KEY, NEW_KEY], 'signature')] }] },
      /not signed by the one before/,
    ],
    [
      'a history that names another algorithm than was used',
      { v3: [{ by: NEW_KEY, attributes: [lineage([OLD_KEY, NEW_KEY], 'algorithm')] }] },
      /not signed by the one before/,
    ],
    [
      'a history that ends elsewhere',
      { v3: [{ by: OLD_KEY, attributes: [lineage([OLD_KEY, NEW_KEY])] }] },
      /does not end at/,
    ],
    [
      'a history with a certificate twice',
      { v3: [{ by: OLD_KEY, attributes: [lineage([OLD_KEY, NEW_KEY, OLD_KEY])] }] },
      /occurs twice/,
    ],
    ['another signer than v2', { v2: [{ by: OLD_KEY }], v3: [{ by: NEW_KEY }] }, /by different signers/],
    [
      'several older signers',
      { v2: [{ by: OLD_KEY }, { by: NEW_KEY }], v3: [{ by: OLD_KEY }] },
      /several older signers/,
    ],
    [
      'a v3.1 signature that was stripped',
      { v3: [{ by: OLD_KEY, attributes: [[ROTATION_MIN_SDK, u32(33)]] }] },
      /there was a v3\.1/,
    ],
  ])('refuses %s', (_, schemes, problem) => {
    expect(outcome(schemes)).toMatch(problem);
  });
});

describe('APK Signature Scheme v3.1', () => {
  const v3 = [{ by: OLD_KEY, range: [28, 32] as const, attributes: [[ROTATION_MIN_SDK, u32(33)]] as const }];
  const rotated = { by: NEW_KEY, range: [33, 0x7fffffff] as const, attributes: [lineage([OLD_KEY, NEW_KEY])] };

  it('takes over from v3 at the rotation', () => {
    const archive = signedArchive({ v2: [{ by: OLD_KEY }], v3, 'v3.1': [rotated] });
    const { facts } = readSigning(archive, { minSdk: 24, verify: true });
    expect(facts).toMatchObject({ verified: true });
    expect(facts.schemes.map((one) => one.verifies)).toEqual([undefined, true, true, true]);
    expect(facts.certificates.map((one) => one.subject)).toEqual(['CN=signer-2']);
  });

  it('may target a release in development, whose number is still the last one', () => {
    const inDevelopment = {
      ...rotated,
      range: [32, 0x7fffffff] as const,
      attributes: [...rotated.attributes, [TARGETS_DEV_RELEASE, Buffer.alloc(0)] as const],
    };
    const before = { by: OLD_KEY, range: [28, 32] as const };
    expect(outcome({ v3: [before, inDevelopment] }, 28)).toBe(true);
  });

  it.each<[string, SchemeSpecs, RegExp]>([
    ['no v3 beside it', { 'v3.1': [rotated] }, /without a v3 signature/],
    ['a v3 that ends too early', { v3: [{ by: OLD_KEY, range: [28, 30] }], 'v3.1': [rotated] }, /do not cover/],
    [
      'another release than v3 says',
      { v3: [{ ...v3[0]!, attributes: [[ROTATION_MIN_SDK, u32(34)]] }], 'v3.1': [rotated] },
      /another release/,
    ],
    ['a range that ends', { v3, 'v3.1': [{ ...rotated, range: [33, 40] }] }, /do not cover/],
    [
      'a history that begins with another than v2',
      { v2: [{ by: NEW_KEY }], v3, 'v3.1': [rotated] },
      /by different signers/,
    ],
  ])('refuses %s', (_, schemes, problem) => {
    expect(outcome(schemes)).toMatch(problem);
  });
});

describe('APK Signing Block', () => {
  const present = (archive: Parameters<typeof readSigning>[0]): string[] =>
    readSigning(archive, { minSdk: 24, verify: false })
      .facts.schemes.filter((one) => one.present)
      .map((one) => one.scheme);
  const good = signedArchive({ v2: [{ by: OLD_KEY }] });
  const bytes = (): Buffer => Buffer.from(good.source.read(0, good.source.size));
  const edited = (edit: (copy: Buffer) => void): string[] => {
    const copy = bytes();
    edit(copy);
    return present({ ...good, source: bufferSource(copy) });
  };
  const directory = good.centralDirectoryOffset;

  it('is found among other pairs', () => {
    expect(present(signedArchive({ v2: [{ by: OLD_KEY }] }, [pair(0x42726577, Buffer.alloc(100))]))).toEqual(['v2']);
  });

  it('counts the first of two pairs with one id, as Android does', () => {
    const value = (archive: typeof good): Buffer => {
      const copy = Buffer.from(archive.source.read(0, archive.source.size));
      return copy.subarray(copy.indexOf('entries of a zip archive') + 24 + 8, archive.centralDirectoryOffset - 24);
    };
    const twice = archiveWith(Buffer.concat([pair(BLOCK_IDS.v2, Buffer.alloc(8)), value(good)]));
    expect(readSigning(twice, { minSdk: 24, verify: true }).facts.problem).toMatch(/^v2: /);
  });

  it.each<[string, (copy: Buffer) => void]>([
    ['another magic', (copy) => (copy[directory - 1] = 0x33)],
    ['two sizes', (copy) => (copy[directory - 24]! ^= 1)],
    ['a size beyond the file', (copy) => copy.fill(0xff, directory - 24, directory - 16)],
    ['a directory that does not reach the end record', (copy) => (copy[copy.length - 10]! ^= 1)],
    ['a directory elsewhere', (copy) => (copy[copy.length - 6]! ^= 1)],
    ['a comment that is not there', (copy) => (copy[copy.length - 2] = 1)],
  ])('is no block with %s', (_, edit) => {
    expect(edited(edit)).toEqual([]);
  });

  it('keeps the pairs before a broken one', () => {
    const broken = Buffer.concat([u32(0xffffffff, 0xffffffff), Buffer.alloc(8)]);
    expect(present(archiveWith(Buffer.concat([pair(BLOCK_IDS.v3, Buffer.alloc(8)), broken])))).toEqual(['v3']);
    expect(present(archiveWith(Buffer.concat([broken, pair(BLOCK_IDS.v3, Buffer.alloc(8))])))).toEqual([]);
  });

  it('stops at absurd numbers and sizes with a diagnostic, not with a crash', () => {
    const many = readSigning(archiveWith(Buffer.concat(Array.from({ length: 5000 }, () => pair(1, Buffer.alloc(0))))), {
      minSdk: 24,
      verify: true,
    });
    expect(many.diagnostics.map((one) => one.message)).toEqual(['APK Signing Block: too many pairs']);
    expect(many.facts.verified).toBe(false);
    const large = readSigning(archiveWith(pair(BLOCK_IDS.v2, Buffer.alloc(5 << 20))), { minSdk: 24, verify: true });
    expect(large.diagnostics.map((one) => one.message)).toEqual(['APK Signing Block: signers too large']);
  });
});
