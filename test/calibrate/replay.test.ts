import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtInRules, resolveConfig, scan } from '../../src/index.js';
import type { ScanResult } from '../../src/index.js';
import { RUNGS, agreement, isSeenToday, replayFixtures } from './replay.js';

/** Small apps with the facts of published cases. What came of the cases stands in their fixture.json, with its worth. */
const root = path.resolve(import.meta.dirname, '../..');
const fixtures = replayFixtures(root);
const known = new Set(builtInRules.map(({ meta }) => meta.id));

/** Rules whose findings the verdict rests on. */
function restingOn({ rules, verdict }: ScanResult): string[] {
  const because = new Set(verdict?.because);
  return rules.filter(({ findings }) => findings.some((one) => because.has(one.fingerprint))).map((one) => one.ruleId);
}

describe.each(fixtures)('$name', ({ file, replay, declared }) => {
  let result: ScanResult;

  beforeAll(async () => {
    const { history, ...config } = declared;
    const target = { path: file, displayName: path.basename(file) };
    result = await scan({ target, config: resolveConfig([config]), ...(history && { declared: { history } }) });
  });

  it(`${replay.expected} was ${replay.basis}: never pass, one rung off at most`, () => {
    const got = result.verdict?.verdict ?? 'pass';
    expect(agreement(replay, got)).not.toBe('pass');
    expect(agreement(replay, got)).not.toBe('off');
    expect(Math.abs(RUNGS.indexOf(got) - RUNGS.indexOf(replay.expected))).toBeLessThanOrEqual(1);
  });

  it('rests on the published facts', () => {
    expect(replay.shownBy.filter((rule) => !known.has(rule))).toEqual([]);
    expect(restingOn(result).filter((rule) => replay.shownBy.includes(rule))).not.toEqual([]);
  });
});

describe('the replayed cases as a whole', () => {
  it('are at least twelve with facts that the rules of today can see', () => {
    expect(fixtures.filter(({ replay }) => isSeenToday(replay)).length).toBeGreaterThanOrEqual(12);
  });

  it('are not each other under two names', () => {
    const facts = fixtures.map(({ replay }) => [replay.notice, ...replay.apps, ...replay.methods].join(' '));
    expect(new Set(facts).size).toBe(facts.length);
  });
});

describe('agreement', () => {
  const outcome = {
    notice: '',
    apps: [],
    methods: [],
    shownBy: [],
    expected: 'warn',
    basis: 'agency-outcome',
  } as const;
  it('of an outcome counts rungs, of a notice only those below', () => {
    expect(RUNGS.map((got) => agreement(outcome, got))).toEqual(['pass', 'one rung off', 'exact', 'one rung off']);
    const penalty = { ...outcome, expected: 'penalize' } as const;
    expect(RUNGS.map((got) => agreement(penalty, got))).toEqual(['pass', 'off', 'one rung off', 'exact']);
    const notice = { ...outcome, basis: 'notice-floor' } as const;
    expect(RUNGS.map((got) => agreement(notice, got))).toEqual(['pass', 'off', 'floor kept', 'floor kept']);
  });
});

/** The research the fixtures quote; it lies beside the corpus, outside the repository. */
interface Notices {
  readonly notices: readonly {
    readonly id: string;
    readonly entries: readonly {
      readonly app: string;
      readonly methods?: readonly string[];
      readonly expected: string;
      readonly expectedBasis: string;
    }[];
  }[];
}

const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const research = path.resolve(corpus, '../knowledge/law/replay-notices.json');
if (!existsSync(research)) process.stderr.write('skipped: the collection of notices is not there\n');

(existsSync(research) ? describe : describe.skip)('the collection of notices', () => {
  it.each(fixtures)('says of $name what its fixture.json quotes', ({ replay }) => {
    const { notices } = JSON.parse(readFileSync(research, 'utf8')) as Notices;
    const notice = notices.find(({ id }) => id === replay.notice);
    expect(notice).toBeDefined();
    for (const name of replay.apps) {
      const entry = notice?.entries.find(({ app }) => app === name);
      expect({ ...entry, expectedBasis: entry?.expectedBasis.split(' ')[0] }).toMatchObject({
        methods: replay.methods,
        expected: replay.expected,
        expectedBasis: replay.basis,
      });
    }
    expect(replay.apps.length > 0 || replay.basis === 'group-reason').toBe(true);
  });
});
