import type { Duty, LadderFinding, Severity, VerdictInput } from '../model/index.js';
import { effectiveSeverity, rank } from './effective-severity.js';

/** A finding that may move the verdict, with its effective severity. */
export interface CountedFinding extends LadderFinding {
  readonly effective: Severity;
}

/** Only stable, unsuppressed findings of failing rules, at least `likely` and at least `low`, move the verdict. */
export function isCounted(finding: LadderFinding): boolean {
  return (
    finding.ruleKind === 'fail' &&
    finding.stage === 'stable' &&
    !finding.review &&
    !finding.suppressed &&
    finding.confidence !== 'possible' &&
    finding.severity !== 'info'
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The counted findings, sorted by fingerprint so that the order of rules never matters. */
export function countedFindings(input: VerdictInput): CountedFinding[] {
  return input.findings
    .filter(isCounted)
    .map((finding) => ({ ...finding, effective: effectiveSeverity(finding, input) }))
    .sort((a, b) => compare(a.fingerprint, b.fingerprint));
}

export const atLeast = (finding: CountedFinding, severity: Severity): boolean =>
  rank(finding.effective) >= rank(severity);

/** Duty → the findings that breach it (effective severity at least high), in the order K1 … K6. */
export function breachedDuties(findings: readonly CountedFinding[]): ReadonlyMap<Duty, readonly CountedFinding[]> {
  const breached = new Map<Duty, CountedFinding[]>();
  for (const finding of findings) {
    if (finding.duty === undefined || !atLeast(finding, 'high')) continue;
    const list = breached.get(finding.duty);
    if (list) list.push(finding);
    else breached.set(finding.duty, [finding]);
  }
  return new Map([...breached].sort(([a], [b]) => (a < b ? -1 : 1)));
}
