import type { AnyRule, Artifacts, ResultKind } from '../model/index.js';
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
  if (result.kind !== kind) throw new RuleError(`${rule.meta.id}, «${test.name}»: expected ${kind}, got ${result.kind}`);
  const got = result.findings.map((finding) => finding.messageId);
  if (test.messages && JSON.stringify(got) !== JSON.stringify(test.messages)) {
    throw new RuleError(`${rule.meta.id}, «${test.name}»: expected messages ${test.messages.join()}, got ${got.join()}`);
  }
  for (const finding of result.findings) {
    for (const text of [finding.message.en, finding.message.zh]) {
      if (/\{\w+\}/u.test(text)) throw new RuleError(`${rule.meta.id}, «${test.name}»: placeholder left in «${text}»`);
    }
  }
}

/** Table tests for rules: every kind a rule can return has a case, and one is `open`. */
export const RuleTester = {
  run(framework: Framework, rule: AnyRule, cases: RuleCases): void {
    framework.describe(`${rule.meta.code} ${rule.meta.id}`, () => {
      for (const [kind, list] of Object.entries(cases)) {
        for (const test of list) framework.it(`${kind}: ${test.name}`, () => assertCase(rule, kind as ResultKind, test));
      }
    });
  },
};
