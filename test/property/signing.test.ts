import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { certificateFacts } from '../../src/apk/signing/certificate-facts.js';
import { readSigning, type SignedArchive, type SigningReport } from '../../src/apk/signing/index.js';
import { jarSections } from '../../src/apk/signing/jar-manifest.js';
import { readSignedMessage } from '../../src/apk/signing/pkcs7.js';
import { bufferSource, openArchive } from '../../src/archive/index.js';
import { PrivscanError } from '../../src/model/errors.js';

const BUILT = resolve(import.meta.dirname, '../../fixtures/built');
const WHOLE = readFileSync(join(BUILT, 'clean-hello.apk'));
const V1_ONLY = readFileSync(join(BUILT, 'sign-v1-only.apk'));

interface Change {
  readonly at: number;
  readonly value: number;
}

const changes = (size: number): fc.Arbitrary<Change[]> =>
  fc.array(fc.record({ at: fc.nat(size - 1), value: fc.nat(255) }), { minLength: 1, maxLength: 8 });

function apply(bytes: Uint8Array, edits: readonly Change[]): Buffer {
  const result = Buffer.from(bytes);
  for (const { at, value } of edits) result[at % result.length] = value;
  return result;
}

/** The invariants of any answer, whatever the bytes. */
function check({ facts, diagnostics }: SigningReport): void {
  expect(diagnostics.map((one) => one.code)).not.toContain('signing-internal-error');
  const texts = [facts.problem, ...facts.schemes.map((one) => one.problem), ...diagnostics.map((one) => one.message)];
  for (const text of texts) expect(text ?? '').not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(facts.verified).toBe(facts.problem === undefined);
  for (const scheme of facts.schemes) {
    expect(scheme.problem !== undefined).toBe(scheme.verifies === false);
    if (!scheme.present) expect(scheme.verifies).toBeUndefined();
  }
  if (facts.verified === true) expect(facts.certificates.length).toBeGreaterThan(0);
}

describe('signing of changed bytes', () => {
  it('answers for changes in the signing block, directory and end record', () => {
    const archive = openArchive(bufferSource(WHOLE));
    const { offset } = archive.signingBlock!;
    fc.assert(
      fc.property(changes(WHOLE.length - offset), fc.constantFrom(1, 21, 24, 28), (edits, minSdk) => {
        const bytes = apply(
          WHOLE,
          edits.map(({ at, value }) => ({ at: offset + at, value })),
        );
        // The entries stay those of the whole file: only the bytes under the block change.
        const mutated: SignedArchive = { ...archive, entries: archive.entries, source: bufferSource(bytes) };
        check(readSigning(mutated, { minSdk, verify: true }));
      }),
      { numRuns: 500 },
    );
  });

  it('finds every change of a byte that v3 covers', () => {
    const archive = openArchive(bufferSource(WHOLE));
    const block = archive.signingBlock!;
    fc.assert(
      fc.property(fc.nat(WHOLE.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        fc.pre(at < block.offset || at >= archive.centralDirectoryOffset);
        // The end record says where the block is, so its own numbers decide whether there is one.
        fc.pre(at < archive.endOfCentralDirectoryOffset);
        const bytes = apply(WHOLE, [{ at, value: WHOLE[at]! ^ mask }]);
        const { facts } = readSigning({ ...archive, source: bufferSource(bytes) }, { minSdk: 28, verify: true });
        expect(facts.schemes[2]).toMatchObject({ scheme: 'v3', verifies: false });
        expect(facts.verified).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('answers for changes in the files of a JAR signature', () => {
    const archive = openArchive(bufferSource(V1_ONLY));
    const names = [...archive.entries.keys()].filter((name) => name.startsWith('META-INF/'));
    fc.assert(
      fc.property(fc.constantFrom(...names), changes(4096), fc.constantFrom(1, 18, 21, 24), (name, edits, minSdk) => {
        const entries = new Map(
          [...archive.entries].map(([key, entry]) => [
            key,
            { name: key, size: entry.size, bytes: () => (key === name ? apply(entry.bytes(), edits) : entry.bytes()) },
          ]),
        );
        check(readSigning({ ...archive, entries }, { minSdk, verify: true }));
      }),
      { numRuns: 500 },
    );
  });

  it('throws nothing but its own errors for any bytes', () => {
    const readers: ((bytes: Uint8Array) => unknown)[] = [
      readSignedMessage,
      certificateFacts,
      (bytes) => [...jarSections(bytes)],
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), (bytes) => {
        for (const read of readers) {
          try {
            read(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(PrivscanError);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
