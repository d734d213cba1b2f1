import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { BatchResult, Verdict } from '../../src/index.js';
import { cleanApps } from './clean-apps.js';
import type { CleanApp } from './clean-apps.js';
import { cleanLines, corpusLines, replayLines } from './report.js';
import { replayFixtures } from './replay.js';
import type { Basis, Replay } from './replay.js';

/** The parts of a result that the report looks at; unreadable without a verdict. */
function result(input: string, verdict: Verdict | null, complete = true, code = 'POL-001'): object {
  const judged = verdict && {
    verdict,
    complete,
    because: ['f1'],
    ladderLine: { id: verdict === 'pass' ? 'S1' : 'R1' },
  };
  const rules = [
    { meta: { code }, findings: [{ fingerprint: 'f1' }] },
    { meta: { code: 'STO-001' }, findings: [{ fingerprint: 'f2' }] },
  ];
  return { input, status: verdict === null ? 'unreadable' : 'scanned', app: { sha256: input }, verdict: judged, rules };
}

const batch = (...results: object[]): BatchResult => ({ results }) as unknown as BatchResult;

describe('the distribution', () => {
  const lines = corpusLines(
    batch(
      result('apks/a.apk', 'pass'),
      result('apks/b.apk', 'pass', false),
      result('apks/c.apk', 'rectify'),
      result('apks/d.apk', 'warn'),
      result('apks/e.apk', null),
      result('droidbench/Callbacks/f.apk', 'penalize'),
    ),
  );

  it('counts each set apart; shares are of the files that were judged', () => {
    expect(lines[1]).toMatch(/^apks +5 +2 +50 % +1 +25 % +1 +25 % +0 +0 % +1 +1$/);
    expect(lines[3]).toMatch(/^droidbench +1 +0 +0 % +0 +0 % +0 +0 % +1 +100 % +0 +0$/);
  });

  it('has no shares where nothing was judged', () => {
    expect(lines[2]).toMatch(/^odd +0 /);
    expect(lines[2]).not.toContain('%');
  });

  it('names the deciding lines of the apps', () => {
    expect(lines.at(-1)).toBe('deciding lines, apks: R1 2, S1 2');
  });
});

describe('the clean list', () => {
  const app = (sha256: string, expected: Verdict): CleanApp => ({
    sha256,
    name: sha256,
    expected,
    rules: [],
    why: 'w',
  });

  it('shows exceptions with the rules they rest on, and what differs', () => {
    const list = [app('a', 'pass'), app('b', 'rectify'), app('c', 'pass'), app('d', 'pass')];
    expect(cleanLines(list, batch(result('a', 'pass'), result('b', 'rectify'), result('c', 'warn')))).toEqual([
      '1 of 4 pass; 2 are what the list says',
      '  exception  b: rectify POL-001 (w)',
      '  DIFFERENT  c: expected pass, got warn POL-001',
      '  DIFFERENT  d: expected pass, got not in the corpus',
    ]);
  });
});

describe('the replay', () => {
  const outcome = (basis: Basis, expected: Verdict, verdict: Verdict, methods: string[]) => {
    const replay: Replay = { notice: 'n', apps: [], methods, expected, basis, shownBy: [] };
    return { fixture: { name: 'x', file: '', replay, declared: {} }, verdict, line: 'W1' };
  };

  it('keeps outcomes, notices and our own mapping apart', () => {
    const lines = replayLines([
      outcome('agency-outcome', 'warn', 'warn', ['M1.1']),
      outcome('agency-outcome', 'warn', 'pass', ['M2.1']),
      outcome('notice-floor', 'rectify', 'warn', ['M6.1']),
      outcome('own-mapping', 'warn', 'rectify', ['M4.1', 'M3.1']),
    ]);
    expect(lines.slice(-4)).toEqual([
      'outcomes of an authority: 2 apps, 1 exact, 1 pass',
      'notices (rectify or worse): 1 apps, 1 floor kept',
      'our own mapping (regression only): 1 apps, 1 one rung off',
      'facts of M1.1, M4.1 or M6.1: 3 apps, 1 exact, 1 floor kept, 1 one rung off',
    ]);
  });
});

describe('the README', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const section = /^## Calibration$([\s\S]*?)^## /m.exec(readFileSync(path.join(root, 'README.md'), 'utf8'))?.[1] ?? '';

  it('counts the lists as they are', () => {
    const list = cleanApps(root);
    const passes = list.filter(({ expected }) => expected === 'pass').length;
    expect(section).toContain(`${passes} of ${list.length} pass`);
    const bases = replayFixtures(root).map(({ replay }) => replay.basis);
    expect(section).toContain(`${bases.length} small apps`);
    const times = (...of: Basis[]): number => bases.filter((basis) => of.includes(basis)).length;
    const rows = [...section.matchAll(/^\| [^|]+ \| (\d+) \|/gm)].map(([, apps]) => Number(apps));
    expect(rows).toEqual([times('agency-outcome'), times('notice-floor', 'group-reason'), times('own-mapping')]);
  });
});
