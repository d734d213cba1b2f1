import type { Confidence, ResultKind, Severity } from '../model/index.js';

/** What {@link resultKind} needs to know of one finding. */
export interface KindFinding {
  readonly severity: Severity;
  readonly confidence: Confidence;
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
 * The result kind of a rule (design/verdict §1): silence over unread data is `open`, never `pass`. Suppressions come
 * later and mark findings only: what the rule found stays what it found.
 */
export function resultKind({ findings, applies, review, complete }: KindInput): ResultKind {
  if (!applies) return 'notApplicable';
  if (findings.length === 0) return complete ? 'pass' : 'open';
  if (findings.every((finding) => finding.severity === 'info')) return 'informational';
  const failing = findings.some((finding) => finding.severity !== 'info' && finding.confidence !== 'possible');
  return failing && !review ? 'fail' : 'review';
}
