import { SEVERITIES } from '../model/index.js';
import type { LadderFinding, Severity, VerdictInput } from '../model/index.js';

/** Rank of a severity, 0 (info) to 4 (critical). */
export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/**
 * Effective severity (design/verdict §1): one step up when a type really read is sensitive; one step down when the
 * data stay on the device, the user started the call with its purpose shown, or the app cannot send anything. At most
 * one step each way. `info` is not a judgement and is never stepped.
 */
export function effectiveSeverity(
  finding: LadderFinding,
  input: Pick<VerdictInput, 'context' | 'dataTypes'>,
): Severity {
  if (finding.severity === 'info') return 'info';
  const up = finding.dataTypes.some((type) => input.dataTypes[type]?.sensitive === true);
  const down = finding.sink === 'local' || finding.userStarted || input.context.localOnly;
  const stepped = rank(finding.severity) + (up ? 1 : 0) - (down ? 1 : 0);
  const bounded = Math.min(Math.max(stepped, 0), rank('critical'));
  return SEVERITIES[bounded] ?? finding.severity;
}
