import { describe, expect, it } from '@jest/globals';
import type { ClauseDates, Ladder, LadderFinding, LadderLine, Severity } from '../../../src/model/index.js';
import { effectiveSeverity, judge } from '../../../src/verdict/index.js';
import { breach, CN, CONTEXT, DATA_TYPES, finding, input, severities } from './ladder-input.js';

describe('effectiveSeverity', () => {
  const step = (over: Partial<LadderFinding>, localOnly = false): Severity =>
    effectiveSeverity(finding(over), { context: { ...CONTEXT, localOnly }, dataTypes: DATA_TYPES });

  // severity → with a sensitive type, with a local sink: by hand from the specification.
  it.each([
    ['low', 'medium', 'info'],
    ['medium', 'high', 'low'],
    ['high', 'critical', 'medium'],
    ['critical', 'critical', 'high'],
    ['info', 'info', 'info'],
  ] as const)('%s: up to %s, down to %s', (severity, up, down) => {
    expect(step({ severity })).toBe(severity);
    expect(step({ severity, dataTypes: ['contacts'] })).toBe(up);
    expect(step({ severity, sink: 'local' })).toBe(down);
    expect(step({ severity, userStarted: true })).toBe(down);
    expect(step({ severity }, true)).toBe(down);
  });

  it('one step at most each way, and both cancel', () => {
    expect(step({ severity: 'low', dataTypes: ['contacts', 'sms'] })).toBe('medium');
    expect(step({ severity: 'critical', sink: 'local', userStarted: true }, true)).toBe('high');
    for (const severity of severities) expect(step({ severity, dataTypes: ['sms'], sink: 'local' })).toBe(severity);
  });

  it('other and unknown types do not step', () => {
    expect(step({ dataTypes: ['device-id.imei', 'no-such-type', 'constructor'] })).toBe('medium');
  });
});

describe('the record', () => {
  it('names duties in order with their findings, however they came', () => {
    const findings = [breach('K5'), breach('K1'), breach('K5')];
    const [a, b, c] = findings.map((one) => one.fingerprint);
    expect(judge(input(findings)).coreDuties).toEqual([
      { duty: 'K1', findings: [b] },
      { duty: 'K5', findings: [a, c] },
    ]);
  });

  it('tells aggravators and mitigators of counted findings', () => {
    const record = judge(
      input(
        [finding({ userStarted: true }), finding({ sink: 'local' }), finding({ cleartext: true, dataTypes: ['sms'] })],
        {
          context: { minors: true, localOnly: true, category: { id: 'C12', name: { en: 'Online lending', zh: '网络借贷类' }, source: 'declared', confidence: 1 } },
        },
      ),
    );
    expect(record.aggravators).toEqual(['minors', 'category:C12', 'cleartext-sensitive']);
    expect(record.mitigators).toEqual(['local-only', 'user-started', 'local-sink']);
  });

  it('takes state over from the context', () => {
    const reasons = [{ kind: 'packed', text: { en: 'packed', zh: 'x' } }] as const;
    const record = judge(
      input([], {
        asOf: '2025-02-03',
        context: {
          complete: false,
          incompleteReasons: reasons,
          customised: true,
          policy: 'remote-only',
          market: 'other',
        },
      }),
    );
    expect(record).toMatchObject({
      verdict: 'pass',
      complete: false,
      incompleteReasons: reasons,
      customised: true,
      policyRead: false,
      policy: 'remote-only',
      market: 'other',
      asOf: '2025-02-03',
    });
    expect(judge(input([])).policyRead).toBe(true);
  });

  it('gives the effective severity of every finding, counted or not', () => {
    const [a, b] = [finding({ dataTypes: ['sms'] }), finding({ confidence: 'possible', severity: 'high' })];
    expect(judge(input([b, a])).effectiveSeverity).toEqual({ [a.fingerprint]: 'high', [b.fingerprint]: 'high' });
  });
});

describe('legal', () => {
  const clauses: ClauseDates[] = [
    { id: 'csl', clause: '41', inForceFrom: '2017-06-01', inForceUntil: '2026-01-01' },
    { id: 'csl', inForceFrom: '2017-06-01' },
    { id: 'methods-2019', clause: 'M1.1', inForceFrom: '2019-11-28' },
    { id: 'pipl', clause: '66', inForceFrom: '2021-11-01' },
    { id: 'repealed', clause: '1', inForceFrom: '2010-01-01', inForceUntil: '2015-01-01' },
  ];
  const legal = [
    { id: 'pipl', clause: '66' },
    { id: 'methods-2019', clause: 'M1.1' },
    { id: 'csl', clause: '41' },
    { id: 'repealed', clause: '1' },
    { id: 'pipl', clause: 'no such' },
  ];
  const cite = (asOf: string): string[] =>
    judge(input([finding({ legal }), finding({ legal })], { clauses, asOf })).legal.map(
      ({ id, clause, inForceFrom }) => `${id} ${clause ?? '-'} ${inForceFrom}`,
    );

  it('cites each clause once, sorted, from its first day on', () => {
    expect(cite('2021-10-31')).toEqual(['csl 41 2017-06-01', 'methods-2019 M1.1 2019-11-28']);
    expect(cite('2021-11-01')).toEqual(['csl 41 2017-06-01', 'methods-2019 M1.1 2019-11-28', 'pipl 66 2021-11-01']);
  });

  it('the end is exclusive; a renumbered clause is cited without number while its law is in force', () => {
    expect(cite('2025-12-31')).toContain('csl 41 2017-06-01');
    expect(cite('2026-01-01')).toEqual(['csl - 2017-06-01', 'methods-2019 M1.1 2019-11-28', 'pipl 66 2021-11-01']);
  });

  it('nothing before anything was in force', () => {
    expect(cite('2009-12-31')).toEqual([]);
  });

  it('a law is not cited for a clause it does not have yet', () => {
    const later: ClauseDates[] = [
      { id: 'law', inForceFrom: '2000-01-01' },
      { id: 'law', clause: '9', inForceFrom: '2030-01-01' },
    ];
    expect(judge(input([finding({ legal: [{ id: 'law', clause: '9' }] })], { clauses: later })).legal).toEqual([]);
  });

  it('a law cited without clause keeps its own dates', () => {
    const of = (asOf: string): unknown => judge(input([finding({ legal: [{ id: 'csl' }] })], { clauses, asOf })).legal;
    expect(of('2017-05-31')).toEqual([]);
    expect(of('2017-06-01')).toEqual([{ id: 'csl', inForceFrom: '2017-06-01' }]);
  });

  it('only of findings the verdict stands on', () => {
    const record = judge(input([breach('K1'), finding({ severity: 'low', legal })], { clauses }));
    expect(record.legal).toEqual([]);
  });
});

describe('nextBetter and nextWorse', () => {
  it('pass has nothing better, penalize nothing worse', () => {
    expect(judge(input([])).nextBetter).toBeNull();
    const penalized = judge(
      input([breach('K1')], { history: [{ date: '2025-01-01', authority: 'CAC', outcome: 'order', duty: 'K1' }] }),
    );
    expect(penalized).toMatchObject({ verdict: 'penalize', nextWorse: null });
  });

  it('W2: one finding less than three is enough', () => {
    const findings = [finding({ groups: ['M2'] }), finding(), finding()];
    const record = judge(input(findings));
    expect(record.nextBetter?.verdict).toBe('rectify');
    expect(record.nextBetter?.remove).toHaveLength(1);
  });

  it('W1: every breach must go, and the verdict named is what is left', () => {
    const [a, b, c] = [breach('K1'), breach('K2'), finding({ severity: 'low' })];
    expect(judge(input([c, b, a])).nextBetter).toEqual({ verdict: 'pass', remove: [a.fingerprint, b.fingerprint] });
  });

  it('R1 over R2: mediums and enough lows must go', () => {
    const lows = (['M4', 'M4', 'M4', 'M5'] as const).map((group) => finding({ severity: 'low', groups: [group] }));
    const medium = finding();
    const better = judge(input([...lows, medium])).nextBetter;
    expect(better?.verdict).toBe('pass');
    expect(better?.remove).toContain(medium.fingerprint);
    expect(better?.remove).toHaveLength(2);
  });

  it('P2: leaving the clear text off is enough', () => {
    const open = finding({ severity: 'low', dataTypes: ['contacts'], cleartext: true });
    const record = judge(
      input([breach('K2', { dataTypes: ['contacts'], sink: 'network' }), breach('K1'), breach('K3'), open]),
    );
    expect(record.verdict).toBe('penalize');
    expect(record.nextBetter?.verdict).toBe('warn');
    expect(record.nextBetter?.remove).toHaveLength(1);
  });

  it('stays fast with tens of thousands of findings', () => {
    const many = Array.from({ length: 30_000 }, (_, i) => breach('K2', { ruleId: `consent/rule-${i % 40}` }));
    const before = process.cpuUsage().user;
    const record = judge(input(many));
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
    expect(record.nextBetter?.remove).toHaveLength(30_000);
  });

  it('a line that stands on no finding cannot be improved by removing findings', () => {
    const floor: LadderLine = {
      id: 'X',
      verdict: 'rectify',
      condition: 'otherwise',
      title: { en: 'x', zh: 'x' },
      ifAlso: { en: 'x', zh: 'x' },
    };
    expect(judge(input([], { ladder: { id: 'x', lines: [floor] } }))).toMatchObject({
      verdict: 'rectify',
      nextBetter: null,
      nextWorse: null,
    });
  });

  it('next worse names the lines of the next rung that can be assessed', () => {
    const warn = judge(input([breach('K1')])).nextWorse;
    const titles = (ids: readonly string[]): string[] =>
      CN.ladder.lines.filter((one) => ids.includes(one.id)).map((one) => one.ifAlso.en);
    expect(warn?.verdict).toBe('penalize');
    expect(warn?.ifAlso.en).toBe(titles(['P1', 'P2', 'P4']).join('; or '));
    expect(warn?.ifAlso.zh).toContain('；或者');
    expect(judge(input([])).nextWorse?.ifAlso.en).toBe(titles(['R1', 'R2']).join('; or '));
    expect(judge(input([breach('K1')], { context: { dataFlow: true } })).nextWorse?.ifAlso.en).toContain(
      titles(['P6'])[0],
    );
  });
});

describe('a broken ladder is a defect, not a verdict', () => {
  const ladder = (line: Partial<LadderLine>): Ladder => ({
    id: 'x',
    lines: [
      {
        id: 'X',
        verdict: 'warn',
        condition: 'otherwise',
        title: { en: '', zh: '' },
        ifAlso: { en: '', zh: '' },
        ...line,
      },
    ],
  });
  const run =
    (line: Partial<LadderLine>): (() => unknown) =>
    () =>
      judge(input([finding(), breach('K1')], { ladder: ladder(line) }));

  it.each(['no-such-condition', 'constructor', '__proto__'])('unknown condition %s', (condition) => {
    expect(run({ condition })).toThrow(`unknown condition ${condition}`);
  });

  it('a missing parameter', () => {
    expect(run({ condition: 'any-severity' })).toThrow('needs a severity');
    expect(run({ condition: 'several-rules', parameters: { severity: 'low' } })).toThrow('needs the list oneOfGroups');
    expect(run({ condition: 'several-rules', parameters: { severity: 'low', oneOfGroups: [] } })).toThrow(
      'needs the number rules',
    );
  });

  it('no last line', () => {
    expect(run({ condition: 'minors-severity', parameters: { severity: 'high' } })).toThrow('no last line');
  });
});
