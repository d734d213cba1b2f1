/** Ordered from worst to mildest; see {@link SEVERITIES}. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Severities from mildest (0) to worst (4): the index is the rank. */
export const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/**
 * How sure a finding is.
 * - `confirmed`: a fact in the manifest, a resource or a policy that was read.
 * - `likely`: resolved code in reach.
 * - `possible`: a string, code out of reach, an unresolved or weak call. Never moves the verdict.
 */
export type Confidence = 'confirmed' | 'likely' | 'possible';

/** Result of one rule on one app; the words are SARIF's (`result.kind`). */
export type ResultKind = 'fail' | 'review' | 'open' | 'pass' | 'notApplicable' | 'informational';

/** The four rungs: 合格, 责令整改, 警告, 处罚. */
export type Verdict = 'pass' | 'rectify' | 'warn' | 'penalize';

/** Verdicts from best (0) to worst (3): the index is the rank. */
export const VERDICTS: readonly Verdict[] = ['pass', 'rectify', 'warn', 'penalize'];

/** Core duties of the verdict: openness, consent, statement, necessity, sharing, truthfulness. */
export type Duty = 'K1' | 'K2' | 'K3' | 'K4' | 'K5' | 'K6';

/** The six groups of the 2019 methods (认定方法). */
export type MethodGroup = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6';
