import { describe, expect, it } from '@jest/globals';
import type { AnyRule, Finding } from '../../../src/model/index.js';
import { RuleTester } from '../../../src/rule/rule-tester.js';
import type { RuleCases } from '../../../src/rule/rule-tester.js';
import { evidence, sampleRule } from './sample-rule.js';

/** Runs a table in a framework of its own and gives back what failed. */
function failures(rule: AnyRule, cases: RuleCases): string[] {
  const failed: string[] = [];
  RuleTester.run(
    {
      describe: (_, body) => {
        body();
      },
      it: (_, body) => {
        try {
          body();
        } catch (error) {
          failed.push(error instanceof Error ? error.message : String(error));
        }
      },
    },
    rule,
    cases,
  );
  return failed;
}

const hosts = (...list: string[]): { Network: never } => ({ Network: { hosts: list } as never });

const finding = (host: string): Finding => ({ messageId: 'one', data: { host }, evidence: [evidence] });

/** Finds each host. */
const rule = sampleRule([], {
  *check({ Network }: { Network: { hosts: readonly string[] } }) {
    yield* Network.hosts.map(finding);
  },
});
const good: RuleCases = {
  fail: [{ name: 'two hosts', artifacts: hosts('a', 'b'), messages: ['one', 'one'] }],
  pass: [{ name: 'none', artifacts: hosts() }],
  open: [{ name: 'none, unread', artifacts: hosts() }],
};

describe('RuleTester', () => {
  it('lets a good table pass', () => {
    expect(failures(rule, good)).toEqual([]);
  });

  it('fails on another kind', () => {
    expect(failures(rule, { ...good, pass: [{ name: 'one', artifacts: hosts('a') }] })).toEqual([
      'manifest/sample, «one»: expected pass, got fail',
    ]);
  });

  it('fails on other messages and on another number of them', () => {
    const wrong = (messages: string[]): RuleCases => ({
      ...good,
      fail: [{ name: 'x', artifacts: hosts('a'), messages }],
    });
    expect(failures(rule, wrong(['two']))).toHaveLength(1);
    expect(failures(rule, wrong(['one', 'one']))).toHaveLength(1);
    expect(failures(rule, wrong([]))).toHaveLength(1);
  });

  it('fails on a placeholder left', () => {
    const bare = sampleRule([{ messageId: 'one', evidence: [evidence] }]);
    const cases: RuleCases = { fail: [{ name: 'x', artifacts: {} }], open: [] };
    expect(failures(bare, cases)).toContain('manifest/sample, «x»: placeholder left in «host {host}»');
  });

  it('fails without an open case and without a case that finds something', () => {
    expect(failures(rule, { fail: good.fail ?? [] })).toEqual(['manifest/sample: no «open» case']);
    expect(failures(rule, { pass: good.pass ?? [], open: good.open ?? [] })).toEqual([
      'manifest/sample: no case in which the rule finds something',
    ]);
    expect(failures(rule, { fail: [], review: [], open: good.open ?? [] })).toHaveLength(1);
  });

  it('fails when zh and en do not have the same placeholders', () => {
    const renamed = { ...rule, meta: { ...rule.meta, messages: { one: { en: '{host}', zh: '{hsot}' } } } };
    expect(failures(renamed, good)).toContain('manifest/sample: message one has other placeholders in zh than in en');
  });

  it('passes thresholds and market on', () => {
    const picky = sampleRule(
      [],
      {
        *check(_artifacts, context) {
          if (context.threshold('n') > 1) yield finding('a');
        },
      },
      { market: 'cn' },
    );
    const artifacts = {};
    expect(
      failures(picky, {
        fail: [{ name: 'two', artifacts, thresholds: { n: 2 } }],
        review: [{ name: 'abroad', artifacts, thresholds: { n: 2 }, market: 'other' }],
        pass: [{ name: 'one', artifacts, thresholds: { n: 1 } }],
        open: [{ name: 'one', artifacts, thresholds: { n: 1 } }],
      }),
    ).toEqual([]);
    expect(failures(picky, { ...good, pass: [{ name: 'no threshold', artifacts }] })).toContain(
      'rule manifest/sample: the preset has no threshold n',
    );
  });
});
