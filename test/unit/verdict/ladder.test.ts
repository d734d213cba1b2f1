import { describe, expect, it } from '@jest/globals';
import type { HistoryEntry, LadderFinding, VerdictContext } from '../../../src/model/index.js';
import { judge } from '../../../src/verdict/index.js';
import { breach, CN, finding, input } from './ladder-input.js';
import type { Over } from './ladder-input.js';

/** Line reached, as `W1 warn`. */
function line(findings: readonly LadderFinding[], over: Over = {}): string {
  const record = judge(input(findings, over));
  return `${record.ladderLine.id} ${record.verdict}`;
}

const declared = (id: string): Partial<VerdictContext> => ({ category: { id, name: { en: id, zh: id }, source: 'declared', confidence: 1 } });
const inferred = (id: string): Partial<VerdictContext> => ({ category: { id, name: { en: id, zh: id }, source: 'inferred', confidence: 1 } });
const past = (over: Partial<HistoryEntry>): HistoryEntry => ({
  date: '2025-01-01',
  authority: 'MIIT',
  outcome: 'notice',
  ...over,
});

describe('pass and rectify', () => {
  it('nothing found is pass by the last line', () => {
    expect(line([])).toBe('S1 pass');
  });

  it.each(['medium', 'high', 'critical'] as const)('R1: one %s finding without duty is rectify', (severity) => {
    expect(line([finding({ severity })])).toBe('R1 rectify');
  });

  it('R1: low alone is pass', () => {
    expect(line([finding({ severity: 'low' })])).toBe('S1 pass');
  });

  const low = (groups: LadderFinding['groups'], over: Partial<LadderFinding> = {}): LadderFinding =>
    finding({ severity: 'low', groups, ...over });

  it('R2: four low findings of four rules from two groups', () => {
    expect(line([low(['M4']), low(['M4']), low(['M4']), low(['M5'])])).toBe('R2 rectify');
  });

  it('R2: not three', () => {
    expect(line([low(['M4']), low(['M4']), low(['M5'])])).toBe('S1 pass');
  });

  it('R2: not four findings of three rules', () => {
    expect(line([low(['M4'], { ruleId: 'a/b' }), low(['M5'], { ruleId: 'a/b' }), low(['M4']), low(['M4'])])).toBe(
      'S1 pass',
    );
  });

  it('R2: not from one group', () => {
    expect(line([low(['M4']), low(['M4']), low(['M4']), low(['M4'])])).toBe('S1 pass');
  });
});

describe('warn', () => {
  it.each(['K1', 'K2', 'K3', 'K4', 'K5', 'K6'] as const)('W1: %s breached', (duty) => {
    expect(line([breach(duty)])).toBe('W1 warn');
  });

  it('W1: a duty is not breached below high', () => {
    expect(line([breach('K2', { severity: 'medium' })])).toBe('R1 rectify');
  });

  it('W1: the effective severity decides, not the rule’s', () => {
    expect(line([breach('K2', { severity: 'medium', dataTypes: ['contacts'] })])).toBe('W1 warn');
    expect(line([breach('K2', { sink: 'local' })])).toBe('R1 rectify');
  });

  const three = (
    a: LadderFinding['groups'],
    b: LadderFinding['groups'],
    c: LadderFinding['groups'],
  ): LadderFinding[] => [finding({ groups: a }), finding({ groups: b }), finding({ groups: c })];

  it.each([
    [['M2'], 'W2 warn'],
    [['M3'], 'W2 warn'],
    [['M1'], 'R1 rectify'],
    [['M5'], 'R1 rectify'],
    [['M6'], 'R1 rectify'],
  ] as const)('W2: three medium findings, the second group %s', (group, expected) => {
    expect(line(three(['M4'], ['M4'], group))).toBe(expected);
  });

  it('W2: not two findings, not one group, not two rules, not low ones', () => {
    expect(line(three(['M4'], ['M2'], ['M4']).slice(0, 2))).toBe('R1 rectify');
    expect(line(three(['M2'], ['M2'], ['M2']))).toBe('R1 rectify');
    expect(line([finding({ ruleId: 'a/b' }), finding({ ruleId: 'a/b', groups: ['M2'] }), finding()])).toBe(
      'R1 rectify',
    );
    expect(line([finding(), finding({ groups: ['M2'] }), finding({ severity: 'low' })])).toBe('R1 rectify');
  });

  it('W3: a high finding in an app for minors, not a medium one, not in another app', () => {
    expect(line([finding({ severity: 'high' })], { context: { minors: true } })).toBe('W3 warn');
    expect(line([finding({ severity: 'medium' })], { context: { minors: true } })).toBe('R1 rectify');
    expect(line([finding({ severity: 'high' })])).toBe('R1 rectify');
  });
});

describe('P1 repeated duty', () => {
  it('the duty named by the entry is breached again', () => {
    expect(line([breach('K2')], { history: [past({ duty: 'K2' })] })).toBe('P1 penalize');
  });

  it('another duty is named', () => {
    expect(line([breach('K2')], { history: [past({ duty: 'K1' })] })).toBe('W1 warn');
  });

  it('items of the methods stand for their duty', () => {
    expect(line([breach('K1')], { history: [past({ items: ['M6.1', 'M1.1'] })] })).toBe('P1 penalize');
    expect(line([breach('K1')], { history: [past({ items: ['M3.1'] })] })).toBe('W1 warn');
  });

  it('an item that is a property of every object names nothing', () => {
    expect(line([breach('K1')], { history: [past({ items: ['constructor', '__proto__'] })] })).toBe('W1 warn');
  });

  it('a finding of the named duty below high is no breach', () => {
    expect(line([breach('K2', { severity: 'medium' })], { history: [past({ duty: 'K2' })] })).toBe('R1 rectify');
  });

  it('history alone does nothing', () => {
    expect(line([], { history: [past({ duty: 'K2' })] })).toBe('S1 pass');
  });

  it('stands on the findings of the named duty only', () => {
    const [again, other] = [breach('K2'), breach('K3')];
    expect(judge(input([other, again], { history: [past({ duty: 'K2' })] })).because).toEqual([again.fingerprint]);
  });

  it('necessity judged by an inferred category never penalizes', () => {
    const history = [past({ duty: 'K4' })];
    expect(line([breach('K4')], { history, context: inferred('C38') })).toBe('W1 warn');
    expect(line([breach('K4')], { history, context: declared('C38') })).toBe('P1 penalize');
    expect(line([breach('K4')], { history })).toBe('P1 penalize');
    expect(line([breach('K2')], { history: [past({ duty: 'K2' })], context: inferred('C38') })).toBe('P1 penalize');
  });
});

describe('P2 several duties, aggravated', () => {
  const grave = (over: Partial<LadderFinding> = {}): LadderFinding =>
    breach('K2', { dataTypes: ['contacts'], sink: 'network', ...over });
  const others = [breach('K1'), breach('K3')];
  const minors = { context: { minors: true, guardianClause: true } };

  it('three duties, one on a sensitive type sent out, an app for minors', () => {
    expect(line([grave(), ...others], minors)).toBe('P2 penalize');
  });

  it('a recipient SDK instead of the network', () => {
    expect(line([grave({ sink: 'unknown', recipientSdk: true }), ...others], minors)).toBe('P2 penalize');
    expect(line([grave({ sink: 'unknown' }), ...others], minors)).toBe('W1 warn');
  });

  it('not two duties, however many findings', () => {
    expect(line([grave(), breach('K1'), breach('K1'), breach('K2')], minors)).toBe('W1 warn');
  });

  it('not without a sensitive type', () => {
    expect(line([grave({ dataTypes: ['device-id.imei'] }), ...others], minors)).toBe('W1 warn');
  });

  it('not without an aggravator', () => {
    expect(line([grave(), ...others])).toBe('W1 warn');
  });

  it.each(['C05', 'C12', 'C15', 'C21', 'C23', 'C24'])(
    'a declared category %s aggravates, an inferred one never',
    (id) => {
      expect(line([grave(), ...others], { context: declared(id) })).toBe('P2 penalize');
      expect(line([grave(), ...others], { context: inferred(id) })).toBe('W1 warn');
    },
  );

  it('another declared category does not aggravate', () => {
    expect(line([grave(), ...others], { context: declared('C38') })).toBe('W1 warn');
  });

  it('a duty breached by inferred category is not one of the three', () => {
    const two = [grave(), breach('K1'), breach('K4')];
    expect(line(two, { context: { ...inferred('C38'), minors: true } })).toBe('W1 warn');
    expect(line(two, { context: { ...declared('C38'), minors: true } })).toBe('P2 penalize');
  });

  it('that type in clear text aggravates, even shown by a finding without duty', () => {
    const open = finding({ severity: 'low', dataTypes: ['contacts'], cleartext: true });
    expect(line([grave(), ...others, open])).toBe('P2 penalize');
    expect(line([grave({ cleartext: true }), ...others])).toBe('P2 penalize');
    expect(judge(input([grave(), ...others, open])).because).toContain(open.fingerprint);
  });

  it('another type in clear text does not', () => {
    const open = finding({ severity: 'low', dataTypes: ['sms'], cleartext: true });
    expect(line([grave(), ...others, open])).toBe('W1 warn');
  });

  it('a type that is not sensitive in clear text does not', () => {
    const both = { dataTypes: ['contacts', 'device-id.imei'] };
    expect(line([grave(both), ...others, finding({ dataTypes: ['device-id.imei'], cleartext: true })])).toBe('W1 warn');
  });
});

describe('P3, P5, P6 need data flow', () => {
  const p3 = [breach('K6', { dataTypes: ['contacts'] }), breach('K5')];
  const p5 = [breach('K2'), finding({ ruleId: 'sdk/dynamic-code', dataTypes: ['device-id.imei'] })];
  const p6 = [breach('K3', { dataTypes: ['contacts'], sink: 'network' })];
  const flow = { context: { dataFlow: true } };

  it.each([
    ['P3', p3],
    ['P5', p5],
    ['P6', p6],
  ] as const)('%s holds with data flow and is not assessable without', (id, findings) => {
    expect(line(findings, flow)).toBe(`${id} penalize`);
    expect(judge(input(findings, flow)).notAssessable).toEqual([]);
    const record = judge(input(findings));
    expect(record.ladderLine.id).toBe('W1');
    expect(record.notAssessable).toEqual(['P3', 'P5', 'P6']);
  });

  it('P3: both halves, and a sensitive type', () => {
    expect(line([breach('K6', { dataTypes: ['contacts'] })], flow)).toBe('W1 warn');
    expect(line([breach('K5')], flow)).toBe('W1 warn');
    expect(line([breach('K6', { dataTypes: ['device-id.imei'] }), breach('K5')], flow)).toBe('W1 warn');
  });

  it('P5: a covert channel that takes identifiers or messages, and consent breached', () => {
    const covert = (type: string): LadderFinding => finding({ ruleId: 'sdk/dynamic-code', dataTypes: [type] });
    expect(line([breach('K2'), covert('sms')], flow)).toBe('P5 penalize');
    expect(line([breach('K2'), covert('installed-apps')], flow)).toBe('W1 warn');
    expect(line([breach('K2'), covert('device-identity')], flow)).toBe('W1 warn');
    expect(line([breach('K2'), finding({ dataTypes: ['sms'] })], flow)).toBe('W1 warn');
    expect(line([covert('sms')], flow)).toBe('R1 rectify');
    expect(line([breach('K3'), covert('sms')], flow)).toBe('W1 warn');
  });

  it('P6: undisclosed, sent out, of contacts, call log or messages', () => {
    const sent = (over: Partial<LadderFinding> = {}): LadderFinding =>
      breach('K5', { dataTypes: ['call-log'], sink: 'network', ...over });
    expect(line([sent()], flow)).toBe('P6 penalize');
    expect(line([sent({ sink: 'unknown' })], flow)).toBe('W1 warn');
    expect(line([sent({ dataTypes: ['location.track'] })], flow)).toBe('W1 warn');
    expect(line([sent({ duty: 'K2' })], flow)).toBe('W1 warn');
  });

  it.each(['none', 'remote-only', 'unreadable', 'search-incomplete'] as const)(
    'P6: «undisclosed» needs a policy that was read, not %s',
    (policy) => {
      expect(line(p6, { context: { dataFlow: true, policy } })).toBe('W1 warn');
    },
  );
});

describe('P4 minors', () => {
  const early = (over: Partial<LadderFinding> = {}): LadderFinding =>
    breach('K2', { dataTypes: ['contacts'], ...over });
  const context = { minors: true, policy: 'read', guardianClause: false } as const;

  it('a type sensitive at any age before consent, and no guardian clause', () => {
    expect(line([early()], { context })).toBe('P4 penalize');
  });

  it('not with a guardian clause, not in another app', () => {
    expect(line([early()], { context: { ...context, guardianClause: true } })).toBe('W1 warn');
    expect(line([early()], { context: { ...context, minors: false } })).toBe('W1 warn');
  });

  it('without any policy there is no clause either', () => {
    expect(line([early()], { context: { minors: true, policy: 'none' } })).toBe('P4 penalize');
  });

  it.each(['remote-only', 'unreadable', 'search-incomplete'] as const)(
    'a policy that is %s proves nothing',
    (policy) => {
      expect(line([early()], { context: { ...context, policy } })).toBe('W1 warn');
    },
  );

  it('minors inferred from words never penalize', () => {
    expect(line([early()], { context: { ...context, minorsBecause: '儿童' } })).toBe('W1 warn');
  });

  it('a type sensitive only because of age does not', () => {
    expect(line([early({ dataTypes: ['minor.under14'] })], { context })).toBe('W1 warn');
  });

  it('not another duty', () => {
    expect(line([early({ duty: 'K3' })], { context })).toBe('W1 warn');
  });
});

describe('what never counts', () => {
  const strong: Partial<LadderFinding> = { severity: 'critical', duty: 'K2', dataTypes: ['contacts'], sink: 'network' };

  it.each<[string, Partial<LadderFinding>]>([
    ['possible', { confidence: 'possible' }],
    ['suppressed', { suppressed: true }],
    ['marked for review', { review: true }],
    ['of a rule whose result is review', { ruleKind: 'review' }],
    ['of a rule whose result is informational', { ruleKind: 'informational' }],
    ['of an experimental rule', { stage: 'experimental' }],
    ['of a deprecated rule', { stage: 'deprecated' }],
    ['of severity info', { severity: 'info' }],
  ])('a finding that is %s', (_, over) => {
    const many = Array.from({ length: 5 }, () => finding({ ...strong, ...over, groups: ['M2', 'M3'] }));
    const record = judge(input(many, { context: { minors: true }, history: [past({ duty: 'K2' })] }));
    expect(record.verdict).toBe('pass');
    expect([record.because, record.coreDuties, record.mitigators, record.aggravators]).toEqual([
      [],
      [],
      [],
      ['minors'],
    ]);
  });

  it('likely counts', () => {
    expect(line([finding({ ...strong, confidence: 'likely' })])).toBe('W1 warn');
  });
});

it('the lines stand in the order of the specification, worst first', () => {
  expect(CN.ladder.lines.map((one) => `${one.id} ${one.verdict}`)).toEqual([
    ...['P1', 'P2', 'P3', 'P4', 'P5', 'P6'].map((id) => `${id} penalize`),
    ...['W1', 'W2', 'W3'].map((id) => `${id} warn`),
    ...['R1', 'R2'].map((id) => `${id} rectify`),
    'S1 pass',
  ]);
  expect(CN.ladder.lines.filter((one) => one.needsDataFlow).map((one) => one.id)).toEqual(['P3', 'P5', 'P6']);
});
