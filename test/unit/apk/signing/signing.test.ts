import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readSigning, type SignedArchive } from '../../../../src/apk/signing/index.js';
import { bufferSource, openArchive } from '../../../../src/archive/index.js';
import type { SigningFacts } from '../../../../src/model/signing.js';

const BUILT = resolve(import.meta.dirname, '../../../../fixtures/built');
/** Signed by apksigner with v1, v2 and v3, and with v1 alone. */
const WHOLE = readFileSync(join(BUILT, 'clean-hello.apk'));
const V1_ONLY = readFileSync(join(BUILT, 'sign-v1-only.apk'));

const archiveOf = (bytes: Buffer): SignedArchive => openArchive(bufferSource(bytes));
const factsOf = (bytes: Buffer, minSdk: number, targetSdk?: number): SigningFacts =>
  readSigning(archiveOf(bytes), { minSdk, verify: true, ...(targetSdk === undefined ? {} : { targetSdk }) }).facts;
const verifies = (facts: SigningFacts): unknown[] => facts.schemes.map((one) => one.verifies);

function changed(bytes: Buffer, at: number): Buffer {
  const result = Buffer.from(bytes);
  result[at] = result[at]! ^ 1;
  return result;
}

describe('readSigning', () => {
  it('checks what each release would check', () => {
    expect(verifies(factsOf(WHOLE, 21))).toEqual([true, true, true, undefined]);
    expect(verifies(factsOf(WHOLE, 24))).toEqual([undefined, true, true, undefined]);
    expect(verifies(factsOf(WHOLE, 28))).toEqual([undefined, undefined, true, undefined]);
    expect(factsOf(WHOLE, 21)).toMatchObject({ verified: true });
  });

  it('knows a JAR signature alone, which apps for Android 11 cannot live on', () => {
    const facts = factsOf(V1_ONLY, 21);
    expect(facts.schemes.map((one) => one.present)).toEqual([true, false, false, false]);
    expect(facts).toMatchObject({ verified: true });
    expect(factsOf(V1_ONLY, 21, 29)).toMatchObject({ verified: true });
    expect(factsOf(V1_ONLY, 21, 30)).toMatchObject({ verified: false });
  });

  it('costs next to nothing without verifying: no entry but the signature block is read', () => {
    for (const bytes of [WHOLE, V1_ONLY]) {
      const archive = archiveOf(bytes);
      const read: string[] = [];
      const entries = new Map(
        [...archive.entries].map(([name, entry]) => [
          name,
          {
            name,
            size: entry.size,
            bytes: () => {
              read.push(name);
              return entry.bytes();
            },
          },
        ]),
      );
      let total = 0;
      const source = {
        size: archive.source.size,
        read: (offset: number, length: number) => {
          total += length;
          return archive.source.read(offset, length);
        },
      };
      const spied = { ...archive, centralDirectoryOffset: archive.centralDirectoryOffset, entries, source };
      const { facts } = readSigning(spied, { minSdk: 21, verify: false });
      expect(facts.verified).toBeUndefined();
      expect(facts.certificates).toEqual(factsOf(bytes, 21).certificates);
      expect(read.filter((name) => !/^META-INF\/[^/]+\.RSA$/.test(name))).toEqual([]);
      expect(total).toBeLessThan(8192);
    }
  });

  it('says of a changed entry which scheme does not verify', () => {
    const directory = archiveOf(WHOLE).centralDirectoryOffset;
    // The external attributes of the first entry: v1 does not cover them, v3 covers every byte.
    const facts = factsOf(changed(WHOLE, directory + 38), 21);
    expect(facts.schemes[2]).toMatchObject({ scheme: 'v3', verifies: false });
    expect(facts.problem).toBe('v3: signer #1: the file does not match its chunked-sha256 digest');
    expect(facts.schemes[0]).toEqual({ scheme: 'v1', present: true, verifies: undefined });
  });

  it('says that an unsigned archive is not signed', () => {
    const archive = archiveOf(WHOLE);
    const entries = new Map([...archive.entries].filter(([name]) => !name.startsWith('META-INF/')));
    const source = bufferSource(Buffer.alloc(archive.source.size));
    const { facts, diagnostics } = readSigning({ ...archive, entries, source }, { minSdk: 21, verify: true });
    expect(facts).toMatchObject({ verified: false, problem: 'not signed', certificates: [] });
    expect(diagnostics).toEqual([]);
  });

  it('never throws: an entry that cannot be read is the problem of its scheme', () => {
    const archive = archiveOf(V1_ONLY);
    const entries = new Map(
      [...archive.entries].map(([name, entry]) => [
        name,
        {
          name,
          size: entry.size,
          bytes: name === 'AndroidManifest.xml' ? () => archive.source.read(-1, 1) : () => entry.bytes(),
        },
      ]),
    );
    const { facts } = readSigning({ ...archive, entries }, { minSdk: 21, verify: true });
    expect(facts.schemes[0]).toMatchObject({ verifies: false });
    expect(facts.problem).toMatch(/^v1: /);
  });

  it('does not read a signature block of a size nobody needs', () => {
    const archive = archiveOf(V1_ONLY);
    const entries = new Map(
      [...archive.entries].map(([name, entry]) => [
        name,
        { name, size: name.endsWith('.RSA') ? 1 << 30 : entry.size, bytes: () => entry.bytes() },
      ]),
    );
    const { facts, diagnostics } = readSigning({ ...archive, entries }, { minSdk: 21, verify: false });
    expect(facts.certificates).toEqual([]);
    expect(diagnostics.map((one) => one.code)).toEqual(['signing-unreadable']);
  });
});
