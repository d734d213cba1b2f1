import type { ArtifactName, Artifacts } from './artifacts.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import type { Duty, Severity } from './grades.js';
import type { Text } from './text.js';

/** A clause a rule cites: id of rules/data/legal.json and, where the text has one, the item. */
export interface LegalReference {
  readonly id: string;
  readonly clause?: string;
}

export type RuleStage = 'experimental' | 'stable' | 'deprecated';

export type RuleCategory =
  | 'manifest'
  | 'permission'
  | 'necessity'
  | 'collection'
  | 'consent'
  | 'sdk'
  | 'transmission'
  | 'storage'
  | 'disclosure'
  | 'rights';

export interface RuleMeta<K extends ArtifactName = ArtifactName, M extends string = string> {
  /** Path below rules/, e.g. `consent/identifier-before-consent`. */
  readonly id: string;
  /** Short name, e.g. `CON-002`. */
  readonly code: string;
  readonly category: RuleCategory;
  /** Version of privscan that first had it. */
  readonly since: string;
  readonly stage: RuleStage;
  readonly severity: Severity;
  readonly duty?: Duty;
  /** A person must look: findings are listed, never counted. */
  readonly review?: true;
  /** The rule judges by mainland-China law: with another market it is `review`. */
  readonly market?: 'cn';
  readonly title: Text;
  readonly rationale: Text;
  /** What to change, naming the line. */
  readonly remedy: Text;
  readonly legal: readonly LegalReference[];
  readonly requires: readonly K[];
  readonly messages: Readonly<Record<M, Text>>;
}

export interface RuleContext<M extends string = string> {
  /** A threshold of the preset, by name; throws when the preset has none. */
  threshold(name: string): number;
  finding(
    messageId: M,
    evidence: readonly [Evidence, ...Evidence[]],
    more?: Omit<Finding<M>, 'messageId' | 'evidence'>,
  ): Finding<M>;
}

/**
 * One rule: an object and a synchronous generator. It sees only the artifacts it declared and cannot await, so it
 * cannot reach the network or the disk.
 */
export interface Rule<K extends ArtifactName = ArtifactName, M extends string = string> {
  readonly meta: RuleMeta<K, M>;
  /** False: the rule says nothing about this app (`notApplicable`). */
  appliesTo?(artifacts: Pick<Artifacts, K>): boolean;
  /**
   * The rule must not run on this app by its category or market setting: its findings are for review.
   * Used by rules that judge only with a declared or confidently inferred category.
   */
  reviewOnly?(artifacts: Pick<Artifacts, K>): boolean;
  check(artifacts: Pick<Artifacts, K>, context: RuleContext<M>): Iterable<Finding<M>>;
}

/** A rule whose parameters are forgotten, for lists of rules. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- K and M appear in both positions; only `any` unifies
export type AnyRule = Rule<any, any>;
