import { describe, expect, it } from '@jest/globals';
import { type Archive, type ArchiveEntry, bufferSource, openArchive } from '../../src/archive/index.js';
import { FormatError, LimitError } from '../../src/model/errors.js';
import { BASE_CONTENTS, type Opened, ZIP_CASES } from './zip-cases.js';
import { guarded } from './zip-guard.js';

/** What the app reader gives for a manifest (src/apk); everything here is far below. */
const CAP = 16 << 20;
/** Measured at most 250 ms (z29, on a busy machine); the rest is for slower ones. */
const LIMITS = { cpuMs: 2500, externalMib: 64 };

describe('hostile zips end as Android ends them', () => {
  it.each(ZIP_CASES)('$name', ({ build, expected }) => {
    const bytes = build();
    guarded(LIMITS, () => {
      if ('refused' in expected) {
        const error = thrownBy(() => openArchive(bufferSource(bytes)));
        expect(error).toBeInstanceOf(FormatError);
        expect((error as FormatError).message).toMatch(expected.refused);
      } else {
        checkOpened(openArchive(bufferSource(bytes), { name: 'case.apk' }), expected);
      }
    });
  });
});

function checkOpened(archive: Archive, expected: Opened): void {
  expect(archive.entries.size).toBe(expected.count ?? Object.keys(BASE_CONTENTS).length);
  for (const entry of archive.entries.values()) checkEntry(entry, expected);
  const codes = archive.diagnostics.map(({ code }) => code);
  expect(codes.sort()).toEqual([...(expected.diagnostics ?? [])].sort());
}

function checkEntry(entry: ArchiveEntry, expected: Opened): void {
  const unknownMethod = expected.asAsset?.includes(entry.name) === true ? 'stored' : 'refuse';
  const read = (): Uint8Array => entry.bytes({ limit: CAP, unknownMethod, verifyCrc: true });
  const why = expected.unreadable?.[entry.name];
  if (why !== undefined) {
    const error = thrownBy(read);
    expect(error).toBeInstanceOf(FormatError);
    expect((error as FormatError).message).toMatch(why);
  } else if (expected.overBudget?.includes(entry.name) === true) {
    expect(thrownBy(read)).toBeInstanceOf(LimitError);
  } else {
    const contents = expected.contents?.[entry.name] ?? BASE_CONTENTS[entry.name] ?? new Uint8Array();
    // Jest's own comparison, 60,000 times, costs more than the guard allows for the reading.
    if (Buffer.compare(read(), contents) !== 0) throw new Error(`${entry.name} has other bytes`);
  }
}

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
