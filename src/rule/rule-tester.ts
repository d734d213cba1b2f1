import type { AnyRule, Artifacts, ResultKind, Text } from '../model/index.js';
import { RuleError } from '../model/index.js';
import { runRule } from './run-rule.js';

/** One case of a rule's table. */
export interface RuleCase {
  readonly name: string;
  readonly artifacts: Partial<Artifacts>;
  readonly market?: 'cn' | 'other';
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Message ids the findings must have, in order. */
  readonly messages?: readonly string[];
}

export type RuleCases = Partial<Record<ResultKind, readonly RuleCase[]>>;

/** What a test framework gives: `describe` and `it` of jest. */
interface Framework {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => void) => void;
}

function assertCase(rule: AnyRule, kind: ResultKind, test: RuleCase): void {
  const result = runRule(rule, {
    artifacts: test.artifacts,
    complete: kind !== 'open',
    market: test.market ?? 'cn',
    thresholds: test.thresholds ?? {},
  });
  if (result.kind !== kind)
    throw new RuleError(`${rule.meta.id}, «${test.name}»: expected ${kind}, got ${result.kind}`);
  const got = result.findings.map((finding) => finding.messageId);
  if (test.messages && JSON.stringify(got) !== JSON.stringify(test.messages)) {
    throw new RuleError(
      `${rule.meta.id}, «${test.name}»: expected messages ${test.messages.join()}, got ${got.join()}`,
    );
  }
  for (const finding of result.findings) {
    for (const text of [finding.message.en, finding.message.zh]) {
      if (/\{\w+\}/u.test(text)) throw new RuleError(`${rule.meta.id}, «${test.name}»: placeholder left in «${text}»`);
    }
  }
}

const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/gu))].sort().join();

/** What no single case shows: both languages say the same, and silence over unread data was tried. */
function assertTable(rule: AnyRule, cases: RuleCases): void {
  const found = [cases.fail, cases.review, cases.informational].flatMap((list) => list ?? []);
  if (found.length === 0) throw new RuleError(`${rule.meta.id}: no case in which the rule finds something`);
  if ((cases.open ?? []).length === 0) throw new RuleError(`${rule.meta.id}: no «open» case`);
  for (const [id, text] of Object.entries(rule.meta.messages as Record<string, Text>)) {
    if (placeholders(text.en) !== placeholders(text.zh)) {
      throw new RuleError(`${rule.meta.id}: message ${id} has other placeholders in zh than in en`);
    }
  }
}

/** Table tests for rules: each listed kind has its cases, one of them finds something, and one is `open`. */
export const RuleTester = {
  run(framework: Framework, rule: AnyRule, cases: RuleCases): void {
    framework.describe(`${rule.meta.code} ${rule.meta.id}`, () => {
      framework.it('has a finding and an open case, and the same placeholders in both languages', () => {
        assertTable(rule, cases);
      });
      for (const [kind, list] of Object.entries(cases)) {
        for (const test of list)
          framework.it(`${kind}: ${test.name}`, () => assertCase(rule, kind as ResultKind, test));
      }
    });
  },
};
