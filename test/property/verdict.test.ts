import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VERDICTS } from '../../src/model/index.js';
import type { Duty, LadderFinding, MethodGroup, VerdictContext, VerdictRecord } from '../../src/model/index.js';
import { isCounted, judge } from '../../src/verdict/index.js';
import { CONTEXT, finding, input } from '../unit/verdict/ladder-input.js';
import type { Over } from '../unit/verdict/ladder-input.js';

const GROUPS: readonly MethodGroup[] = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'];
const DUTIES: readonly (Duty | undefined)[] = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', undefined, undefined];

/** A rule has one duty and its groups, so both follow from its number. */
const rules = Array.from({ length: 16 }, (_, i) => {
  const duty = DUTIES[i % DUTIES.length];
  return {
    ruleId: i === 15 ? 'sdk/dynamic-code' : `manifest/rule-${i}`,
    groups: i % 5 === 4 ? [] : [GROUPS[i % 6], GROUPS[(i * 7) % 6]].filter((group) => group !== undefined),
    ...(duty === undefined ? {} : { duty }),
  };
});

const findingArb: fc.Arbitrary<LadderFinding> = fc
  .record({
    rule: fc.constantFrom(...rules),
    severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'info'),
    confidence: fc.constantFrom('confirmed', 'likely', 'possible'),
    stage: fc.constantFrom('stable', 'stable', 'stable', 'experimental'),
    ruleKind: fc.constantFrom('fail', 'fail', 'fail', 'review'),
    suppressed: fc.constantFrom(false, false, false, true),
    dataTypes: fc.subarray(['contacts', 'sms', 'device-id.imei', 'minor.under14']),
    sink: fc.constantFrom('network', 'local', 'unknown'),
    recipientSdk: fc.boolean(),
    cleartext: fc.boolean(),
    userStarted: fc.boolean(),
  } as const)
  .map(({ rule, ...rest }) => finding({ ...rule, ...rest }));

const contextArb: fc.Arbitrary<VerdictContext> = fc.record({
  market: fc.constant('cn'),
  category: fc.record({
    id: fc.constantFrom('C12', 'C38'),
    name: fc.constant({ en: 'a category', zh: '类别' }),
    source: fc.constantFrom('declared', 'inferred'),
    confidence: fc.constant(1),
  }),
  minors: fc.boolean(),
  localOnly: fc.boolean(),
  policy: fc.constantFrom('read', 'none', 'remote-only'),
  guardianClause: fc.boolean(),
  complete: fc.constant(true),
  incompleteReasons: fc.constant([]),
  customised: fc.constant(false),
  dataFlow: fc.boolean(),
} as const);

const overArb: fc.Arbitrary<Over> = fc.record({
  context: contextArb,
  history: fc.array(
    fc.record({
      date: fc.constant('2025-01-01'),
      authority: fc.constant('CAC'),
      outcome: fc.constant('order'),
      items: fc.subarray(['M1.1', 'M3.1', 'M6.1']),
    }),
    { maxLength: 1 },
  ),
});

const findingsArb = fc.array(findingArb, { maxLength: 14 });
const rungOf = (findings: readonly LadderFinding[], over: Over): number =>
  VERDICTS.indexOf(judge(input(findings, over)).verdict);

/** The record but for the table of severities, which lists every finding. */
const outcome = (findings: readonly LadderFinding[], over: Over): VerdictRecord => ({
  ...judge(input(findings, over)),
  effectiveSeverity: {},
});

describe('verdict', () => {
  it('adding a finding never improves it, so removing one never worsens it', () => {
    fc.assert(
      fc.property(findingsArb, findingArb, overArb, (findings, more, over) => {
        expect(rungOf([...findings, more], over)).toBeGreaterThanOrEqual(rungOf(findings, over));
      }),
      { numRuns: 1500 },
    );
  });

  it('the order of findings never shows', () => {
    const shuffled = findingsArb.chain((findings) =>
      fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length })),
    );
    fc.assert(
      fc.property(shuffled, overArb, ([findings, other], over) => {
        expect(JSON.stringify(judge(input(other, over)))).toBe(JSON.stringify(judge(input(findings, over))));
      }),
      { numRuns: 500 },
    );
  });

  it('suppressing a finding is removing it', () => {
    fc.assert(
      fc.property(findingsArb, findingArb, overArb, (findings, one, over) => {
        const marked = outcome([...findings, { ...one, suppressed: true }], over);
        const without = outcome(findings, over);
        expect(marked).toEqual(without);
      }),
      { numRuns: 500 },
    );
  });

  it('what does not count changes nothing', () => {
    fc.assert(
      fc.property(findingsArb, overArb, (findings, over) => {
        const all = outcome(findings, over);
        const counted = outcome(findings.filter(isCounted), over);
        expect(all).toEqual(counted);
      }),
      { numRuns: 500 },
    );
  });

  it('next better: removing exactly these improves to that verdict, and leaving any one of them does not', () => {
    fc.assert(
      fc.property(findingsArb, overArb, (findings, over) => {
        const { nextBetter, verdict } = judge(input(findings, over));
        const start = VERDICTS.indexOf(verdict);
        if (nextBetter === null) {
          expect(start).toBe(0);
          return;
        }
        const left = (gone: readonly string[]): number =>
          rungOf(
            findings.filter((one) => !gone.includes(one.fingerprint)),
            over,
          );
        expect(left(nextBetter.remove)).toBe(VERDICTS.indexOf(nextBetter.verdict));
        expect(left(nextBetter.remove)).toBeLessThan(start);
        for (const kept of nextBetter.remove) {
          expect(left(nextBetter.remove.filter((one) => one !== kept))).toBeGreaterThanOrEqual(start);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('an inferred category never leads to a penalty that no category would not', () => {
    fc.assert(
      fc.property(findingsArb, overArb, (findings, over) => {
        const bare: VerdictContext = { ...CONTEXT, ...over.context };
        delete (bare as { category?: unknown }).category;
        const category = { id: 'C12', name: { en: 'Online lending', zh: '网络借贷类' }, source: 'inferred', confidence: 1 } as const;
        const withInferred = rungOf(findings, { ...over, context: { ...bare, category } });
        if (withInferred === 3) expect(rungOf(findings, { ...over, context: bare })).toBe(3);
      }),
      { numRuns: 500 },
    );
  });

  it('the findings a verdict stands on are enough for it', () => {
    fc.assert(
      fc.property(findingsArb, overArb, (findings, over) => {
        const { because, verdict } = judge(input(findings, over));
        const only = findings.filter((one) => because.includes(one.fingerprint));
        expect(rungOf(only, over)).toBe(VERDICTS.indexOf(verdict));
      }),
      { numRuns: 500 },
    );
  });
});
