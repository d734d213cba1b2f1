import { describe, expect, it } from '@jest/globals';
import type { AnyRule, CodeSite, Evidence, Finding, Owner } from '../../../src/model/index.js';
import { fillMessage } from '../../../src/rule/message.js';
import { runRule } from '../../../src/rule/run-rule.js';
import type { RunRuleInput, RunRuleResult } from '../../../src/rule/run-rule.js';
import { evidence, sampleRule } from './sample-rule.js';

const run = (rule: AnyRule, over: Partial<RunRuleInput> = {}): RunRuleResult =>
  runRule(rule, { artifacts: {}, complete: true, market: 'cn', thresholds: {}, ...over });
const one: Finding = { messageId: 'two', evidence: [evidence] };

describe('runRule', () => {
  it('fills the message in both languages and leaves hostile values as they are', () => {
    const { findings } = run(
      sampleRule([{ messageId: 'one', data: { host: '{host}\u001b$&' }, evidence: [evidence] }]),
    );
    expect(findings[0]?.message).toEqual({ en: 'host {host}\u001b$&', zh: '主机 {host}\u001b$&' });
  });

  it('severity: the user’s, else the finding’s, else the rule’s', () => {
    const severity = (finding: Finding, over: Partial<RunRuleInput> = {}): unknown =>
      run(sampleRule([finding]), over).findings[0]?.severity;
    expect(severity(one)).toBe('medium');
    expect(severity({ ...one, severity: 'high' })).toBe('high');
    expect(severity({ ...one, severity: 'high' }, { severity: 'info' })).toBe('info');
  });

  const site = (owner: Owner): CodeSite => ({ entry: 'classes.dex', method: 'La;->b()V', pc: 0, owner });
  const library: Owner = { kind: 'library', prefix: 'okio' };

  it.each<[string, Evidence, Owner, string]>([
    ['code', { kind: 'code', site: site(library), text: '' }, library, 'likely'],
    [
      'path (its last step)',
      {
        kind: 'path',
        role: 'call',
        truncated: false,
        steps: [
          { site: site({ kind: 'app' }), via: 'call' },
          { site: site(library), via: 'call' },
        ],
      },
      library,
      'likely',
    ],
    ['path without steps', { kind: 'path', role: 'call', truncated: false, steps: [] }, { kind: 'unknown' }, 'likely'],
    ['sdk', { kind: 'sdk', sdkId: 'umeng', matchedBy: 'x' }, { kind: 'sdk', id: 'umeng' }, 'likely'],
    ['manifest', evidence, { kind: 'app' }, 'confirmed'],
    [
      'resource',
      { kind: 'resource', entry: 'r', resId: '0x7f010000', name: 'n', value: 'v' },
      { kind: 'app' },
      'confirmed',
    ],
    ['policy', { kind: 'policy', source: 's', sentence: 't', start: 0, end: 1 }, { kind: 'app' }, 'confirmed'],
    ['file', { kind: 'file', entry: 'e', sha256: 'f' }, { kind: 'app' }, 'confirmed'],
  ])('owner and confidence by evidence: %s', (_, given, owner, confidence) => {
    expect(run(sampleRule([{ ...one, evidence: [given] }])).findings[0]).toMatchObject({ owner, confidence });
  });

  it('a named SDK owns the finding, a given confidence stands', () => {
    const { findings } = run(sampleRule([{ ...one, sdk: 'jpush', confidence: 'possible' }]));
    expect(findings[0]).toMatchObject({ owner: { kind: 'sdk', id: 'jpush' }, confidence: 'possible' });
  });

  it('equal findings get different fingerprints, the same each time', () => {
    const prints = (): (string | undefined)[] =>
      run(sampleRule([one, one, one])).findings.map((finding) => finding.fingerprint);
    expect(new Set(prints()).size).toBe(3);
    expect(prints()).toEqual(prints());
  });

  it('review by meta, by market, by the rule itself', () => {
    expect(run(sampleRule([one], {}, { review: true }))).toMatchObject({ review: true, kind: 'review' });
    expect(run(sampleRule([one], {}, { market: 'cn' }), { market: 'other' })).toMatchObject({
      review: true,
      kind: 'review',
    });
    expect(run(sampleRule([one], {}, { market: 'cn' }))).toMatchObject({ review: false, kind: 'fail' });
    expect(run(sampleRule([one]), { market: 'other' })).toMatchObject({ review: false, kind: 'fail' });
    expect(run(sampleRule([one], { reviewOnly: () => true }))).toMatchObject({ review: true, kind: 'review' });
  });

  it('a rule that does not apply is asked nothing else', () => {
    const never = (): never => {
      throw new Error('asked');
    };
    const rule = sampleRule([one], { appliesTo: () => false, reviewOnly: never, check: never });
    expect(run(rule)).toEqual({ kind: 'notApplicable', review: false, findings: [] });
  });

  it.each(['three', 'constructor', '__proto__'])('an unknown message id %s is an error of the rule', (messageId) => {
    expect(() => run(sampleRule([{ ...one, messageId }]))).toThrow(`has no message ${messageId}`);
  });

  it('gives the rule its thresholds and names a missing one', () => {
    const rule = sampleRule([], {
      *check(_artifacts, context) {
        yield context.finding('one', [evidence], { data: { host: context.threshold('hosts') } });
      },
    });
    expect(run(rule, { thresholds: { hosts: 7 } }).findings[0]?.message.en).toBe('host 7');
    expect(() => run(rule)).toThrow('rule manifest/sample: the preset has no threshold hosts');
  });
});

describe('fillMessage', () => {
  it('takes values of either language and leaves unknown placeholders', () => {
    const filled = fillMessage({ en: '{a} {b} {toString}', zh: '{b}{a}' }, { a: { en: 'x', zh: '甲' }, b: 1 });
    expect(filled).toEqual({ en: 'x 1 {toString}', zh: '1甲' });
  });

  it('without data the wording stands', () => {
    expect(fillMessage({ en: '{a}', zh: '{a}' }, undefined)).toEqual({ en: '{a}', zh: '{a}' });
  });
});
