import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_RULES } from '../../rules/index.js';
import type { AnyRule, ResultKind } from '../../src/model/index.js';
import { RuleTester } from '../../src/rule/rule-tester.js';
import type { RuleCases } from '../../src/rule/rule-tester.js';
import { runRule } from '../../src/rule/run-rule.js';

/** What a rule's file of cases exports. */
interface RuleTable {
  readonly cases: RuleCases;
  /** Kinds the rule cannot return, each with the reason why. */
  readonly impossible: Partial<Record<ResultKind, string>>;
}

const KINDS: readonly ResultKind[] = ['fail', 'review', 'open', 'pass', 'notApplicable', 'informational'];

const tables = new Map<AnyRule, RuleTable>();
for (const rule of BUILT_IN_RULES) {
  const file = `./${rule.meta.id.replace('/', '-')}.js`;
  tables.set(rule, (await import(file)) as RuleTable);
}

for (const [rule, { cases }] of tables) RuleTester.run({ describe, it }, rule, cases);

describe.each([...tables].map(([rule, table]) => ({ id: rule.meta.id, rule, table })))(
  'the table of $id',
  ({ rule, table: { cases, impossible } }) => {
    it('has a case of every kind the rule can return, and a reason for every other', () => {
      const missing = KINDS.filter((kind) => (cases[kind] ?? []).length === 0);
      expect(missing.sort()).toEqual(Object.keys(impossible).sort());
      expect(Object.values(impossible).every((reason) => reason.length > 20)).toBe(true);
    });

    it('calls no kind impossible that the rule says it can return', () => {
      const { review, market, severity } = rule.meta;
      const can = [
        rule.appliesTo && 'notApplicable',
        (review === true || market !== undefined || rule.reviewOnly !== undefined) && 'review',
        severity === 'info' && 'informational',
        'open',
        'pass',
      ];
      expect(Object.keys(impossible).filter((kind) => can.includes(kind))).toEqual([]);
    });

    it('yields every message of the rule', () => {
      const said = Object.values(cases)
        .flat()
        .flatMap(({ artifacts, market, thresholds }) => {
          const input = { artifacts, complete: true, market: market ?? ('cn' as const), thresholds: thresholds ?? {} };
          return runRule(rule, input).findings.map(({ messageId }) => messageId);
        });
      expect([...new Set(said)].sort()).toEqual(Object.keys(rule.meta.messages).sort());
    });

    it('gives exactly the artifacts the rule requires', () => {
      for (const { artifacts } of Object.values(cases).flat()) {
        expect(Object.keys(artifacts).sort()).toEqual([...(rule.meta.requires as readonly string[])].sort());
      }
    });
  },
);
