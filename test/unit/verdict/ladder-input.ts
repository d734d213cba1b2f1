import { readFileSync } from 'node:fs';
import type { Duty, LadderFinding, Preset, Severity, VerdictContext, VerdictInput } from '../../../src/model/index.js';

const file = new URL('../../../rules/presets/cn.json', import.meta.url);

/** The shipped preset, read from its file: no build step in between. */
export const CN = JSON.parse(readFileSync(file, 'utf8')) as Preset;

const mark = (
  sensitive: boolean,
  sensitiveAtAnyAge = sensitive,
): { sensitive: boolean; sensitiveAtAnyAge: boolean } => ({
  sensitive,
  sensitiveAtAnyAge,
});

export const DATA_TYPES: VerdictInput['dataTypes'] = {
  contacts: mark(true),
  sms: mark(true),
  'location.track': mark(true),
  'minor.under14': mark(true, false),
  'device-id.imei': mark(false),
  'installed-apps': mark(false),
};

let next = 0;

/** A finding that counts (confirmed, stable, failing rule, medium, no duty) but for what is said. */
export function finding(over: Partial<LadderFinding> = {}): LadderFinding {
  next += 1;
  return {
    fingerprint: next.toString(16).padStart(16, '0'),
    ruleId: `manifest/rule-${next}`,
    ruleKind: 'fail',
    stage: 'stable',
    review: false,
    groups: ['M4'],
    severity: 'medium',
    confidence: 'confirmed',
    dataTypes: [],
    owner: { kind: 'app' },
    recipientSdk: false,
    sink: 'unknown',
    cleartext: false,
    userStarted: false,
    suppressed: false,
    legal: [],
    ...over,
  };
}

/** A finding that breaches a duty. */
export const breach = (duty: Duty, over: Partial<LadderFinding> = {}): LadderFinding =>
  finding({ duty, severity: 'high', ...over });

export const CONTEXT: VerdictContext = {
  market: 'cn',
  minors: false,
  localOnly: false,
  policy: 'read',
  guardianClause: true,
  complete: true,
  incompleteReasons: [],
  customised: false,
  dataFlow: false,
};

export type Over = Omit<Partial<VerdictInput>, 'context'> & { readonly context?: Partial<VerdictContext> };

export function input(findings: readonly LadderFinding[], over: Over = {}): VerdictInput {
  return {
    findings,
    history: [],
    asOf: '2026-06-01',
    ladder: CN.ladder,
    dataTypes: DATA_TYPES,
    clauses: [],
    itemDuty: { 'M1.1': 'K1', 'M3.1': 'K2' },
    ...over,
    context: { ...CONTEXT, ...over.context },
  };
}

export const severities: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];
