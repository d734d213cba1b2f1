import { RuleError } from '../model/index.js';
import type {
  AnyRule,
  Artifacts,
  Confidence,
  Evidence,
  Finding,
  Owner,
  ReportedFinding,
  ResultKind,
  RuleContext,
  Severity,
  Text,
} from '../model/index.js';
import { fingerprint } from './fingerprint.js';
import { fillMessage } from './message.js';
import { resultKind } from './result-kind.js';

export interface RunRuleInput {
  /** Only the artifacts the rule requires. */
  readonly artifacts: Partial<Artifacts>;
  /** Every required artifact is complete. */
  readonly complete: boolean;
  readonly market: 'cn' | 'other';
  readonly thresholds: Readonly<Record<string, number>>;
  /** The user's override of the rule's severity. */
  readonly severity?: Severity;
}

export interface RunRuleResult {
  readonly kind: ResultKind;
  /** Findings are for a person to review: they never count. */
  readonly review: boolean;
  readonly findings: readonly ReportedFinding[];
}

function ownerOf(finding: Finding, evidence: Evidence): Owner {
  if (finding.sdk !== undefined) return { kind: 'sdk', id: finding.sdk };
  if (evidence.kind === 'code') return evidence.site.owner;
  if (evidence.kind === 'path') return evidence.steps.at(-1)?.site.owner ?? { kind: 'unknown' };
  if (evidence.kind === 'sdk') return { kind: 'sdk', id: evidence.sdkId };
  return { kind: 'app' };
}

/** How sure a finding is when its rule does not say: a fact that can be read off the package is confirmed. */
function defaultConfidence(evidence: Evidence): Confidence {
  switch (evidence.kind) {
    case 'manifest':
    case 'resource':
    case 'policy':
    case 'file':
      return 'confirmed';
    case 'code':
    case 'path':
    case 'sdk':
      return 'likely';
  }
}

function contextOf(rule: AnyRule, thresholds: RunRuleInput['thresholds']): RuleContext {
  return {
    threshold(name) {
      const value = thresholds[name];
      if (value === undefined) throw new RuleError(`rule ${rule.meta.id}: the preset has no threshold ${name}`);
      return value;
    },
    finding: (messageId, evidence, more) => ({ ...more, messageId, evidence }),
  };
}

function report(rule: AnyRule, finding: Finding, ordinal: number, override: Severity | undefined): ReportedFinding {
  const messages = rule.meta.messages as Record<string, Text>;
  const template = Object.hasOwn(messages, finding.messageId) ? messages[finding.messageId] : undefined;
  if (template === undefined) throw new RuleError(`rule ${rule.meta.id} has no message ${finding.messageId}`);
  const severity = override ?? finding.severity ?? rule.meta.severity;
  const [first] = finding.evidence;
  return {
    ...finding,
    message: fillMessage(template, finding.data),
    severity,
    effectiveSeverity: severity,
    confidence: finding.confidence ?? defaultConfidence(first),
    fingerprint: fingerprint(rule.meta.id, finding, ordinal),
    owner: ownerOf(finding, first),
  };
}

/** Runs one rule over artifacts. What the rule throws passes through: the engine's bulkhead catches it. */
export function runRule(rule: AnyRule, input: RunRuleInput): RunRuleResult {
  const artifacts = input.artifacts as Artifacts;
  if (rule.appliesTo?.(artifacts) === false) return { kind: 'notApplicable', review: false, findings: [] };
  const foreign = rule.meta.market === 'cn' && input.market !== 'cn';
  const review = rule.meta.review === true || foreign || rule.reviewOnly?.(artifacts) === true;
  const seen = new Map<string, number>();
  const findings: ReportedFinding[] = [];
  for (const finding of rule.check(artifacts, contextOf(rule, input.thresholds)) as Iterable<Finding>) {
    const base = fingerprint(rule.meta.id, finding, 0);
    const ordinal = seen.get(base) ?? 0;
    seen.set(base, ordinal + 1);
    findings.push(report(rule, finding, ordinal, input.severity));
  }
  return { kind: resultKind({ findings, applies: true, review, complete: input.complete }), review, findings };
}
