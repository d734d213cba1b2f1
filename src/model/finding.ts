import type { Evidence, Owner } from './evidence.js';
import type { Confidence, Severity } from './grades.js';
import type { Text } from './text.js';

/** What a rule yields. A finding without evidence does not type. */
export interface Finding<M extends string = string> {
  readonly messageId: M;
  /** Values for the placeholders of the message; untrusted strings stay raw here, reporters escape. */
  readonly data?: Readonly<Record<string, string | number | Text>>;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Data types really read (ids of rules/data/data-types.json), not what a permission could open. */
  readonly dataTypes?: readonly string[];
  readonly sdk?: string;
  readonly sink?: 'network' | 'local' | 'unknown';
  readonly userStarted?: boolean;
  /** The data leave in clear text. */
  readonly cleartext?: boolean;
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** Why a finding does not count: a suppression or a baseline of the configuration. */
export interface Suppression {
  readonly justification: string;
  /** ISO date after which the suppression no longer holds. */
  readonly expires?: string;
  readonly source: 'config' | 'baseline';
}

/** A finding as it stands in a result. */
export interface ReportedFinding extends Finding {
  readonly message: Text;
  readonly severity: Severity;
  /** Severity after the steps of design «effective severity»: sensitive type up; local, user-started or offline down. */
  readonly effectiveSeverity: Severity;
  readonly confidence: Confidence;
  /** 16 hex digits over the rule id and the stable parts of the evidence; survives rebuilds that move offsets. */
  readonly fingerprint: string;
  readonly owner: Owner;
  readonly suppressed?: Suppression;
}
