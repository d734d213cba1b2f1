import type { Confidence, ResultKind, Severity } from '../model/index.js';

/** What {@link resultKind} needs to know of one finding. */
export interface KindFinding {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly suppressed: boolean;
}

export interface KindInput {
  readonly findings: readonly KindFinding[];
  readonly applies: boolean;
  /** By the rule's meta, its market mark, or its own `reviewOnly`. */
  readonly review: boolean;
  /** Every required artifact was complete. */
  readonly complete: boolean;
}

/**
 * The result kind of a rule (design/verdict §1): silence over unread data is `open`, never `pass`.
 * Suppressed findings stay in the result but do not make a rule fail.
 */
export function resultKind({ findings, applies, review, complete }: KindInput): ResultKind {
  if (!applies) return 'notApplicable';
  const counted = findings.filter((finding) => !finding.suppressed);
  if (counted.length === 0) return complete ? 'pass' : 'open';
  if (counted.every((finding) => finding.severity === 'info')) return 'informational';
  const failing = counted.some((finding) => finding.severity !== 'info' && finding.confidence !== 'possible');
  return failing && !review ? 'fail' : 'review';
}
