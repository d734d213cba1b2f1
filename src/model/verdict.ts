import type { Confidence, Duty, MethodGroup, Severity, Verdict } from './grades.js';
import type { HistoryEntry } from './config.js';
import type { Owner } from './evidence.js';
import type { ResultKind } from './grades.js';
import type { Text } from './text.js';

/** A finding as the ladder sees it. */
export interface LadderFinding {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly ruleKind: ResultKind;
  readonly stage: 'experimental' | 'stable' | 'deprecated';
  /** The rule's meta says a person must look: never counts. */
  readonly review: boolean;
  readonly duty?: Duty;
  readonly groups: readonly MethodGroup[];
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly dataTypes: readonly string[];
  readonly owner: Owner;
  readonly sdk?: string;
  /** The finding's SDK, or its code's owner, is a recipient of personal data. */
  readonly recipientSdk: boolean;
  readonly sink: 'network' | 'local' | 'unknown';
  /** The type leaves in clear text. */
  readonly cleartext: boolean;
  readonly userStarted: boolean;
  readonly suppressed: boolean;
  readonly legal: readonly { readonly id: string; readonly clause?: string }[];
}

export type PolicyState = 'read' | 'remote-only' | 'unreadable' | 'none' | 'search-incomplete';

/** The category the app was judged as. */
export interface CategoryJudged {
  readonly id: string;
  readonly name: Text;
  readonly source: 'declared' | 'inferred';
  /** 0…1. */
  readonly confidence: number;
  /** What an inferred category rests on. */
  readonly because?: readonly string[];
}

/** Everything about the app that the ladder conditions on besides findings. */
export interface VerdictContext {
  readonly market: 'cn' | 'other';
  readonly category?: CategoryJudged;
  readonly minors: boolean;
  /** `minors` was concluded from the app's own words, not declared: never a condition of penalize. */
  readonly minorsBecause?: string;
  readonly localOnly: boolean;
  readonly policy: PolicyState;
  /** The policy that was read has a clause on guardians. Undefined: no policy read. */
  readonly guardianClause?: boolean;
  readonly complete: boolean;
  readonly incompleteReasons: readonly IncompleteReason[];
  readonly customised: boolean;
  /** Flow analysis ran over the app, so P3, P5 and P6 can be assessed. */
  readonly dataFlow: boolean;
}

export interface IncompleteReason {
  readonly kind: 'packed' | 'dex-unreadable' | 'budget' | 'split' | 'native';
  readonly text: Text;
}

/** A type's marks the ladder needs; the caller reads them from rules/data/data-types.json. */
export interface DataTypeMarks {
  /** PIPL article 28, or marked so by the design (contacts, SMS, call log, ID number). */
  readonly sensitive: boolean;
  /** Sensitive at any age, not only because the person is under 14. */
  readonly sensitiveAtAnyAge: boolean;
}

/** A legal clause with the dates in which it may be cited. */
export interface ClauseDates {
  readonly id: string;
  readonly clause?: string;
  /** ISO date. */
  readonly inForceFrom: string;
  /** ISO date, exclusive; undefined: still in force. */
  readonly inForceUntil?: string;
}

/** rules/presets/*.json: the ladder as data. Lines are tried from the top; the first that holds gives the verdict. */
export interface Ladder {
  readonly id: string;
  readonly lines: readonly LadderLine[];
}

export interface LadderLine {
  /** `P1` … `W1` … `R1` … */
  readonly id: string;
  readonly verdict: Verdict;
  readonly title: Text;
  /** What would have to be added for the line to hold, for «next worse». */
  readonly ifAlso: Text;
  /** Name of a condition implemented in src/verdict; the line's numbers are its parameters. */
  readonly condition: string;
  readonly parameters?: Readonly<Record<string, number | string | readonly string[]>>;
  /** The line needs data flow; without it the record lists the line as not assessable. */
  readonly needsDataFlow?: boolean;
}

export interface VerdictInput {
  readonly findings: readonly LadderFinding[];
  readonly context: VerdictContext;
  readonly history: readonly HistoryEntry[];
  /** ISO date. */
  readonly asOf: string;
  readonly ladder: Ladder;
  readonly dataTypes: Readonly<Record<string, DataTypeMarks>>;
  readonly clauses: readonly ClauseDates[];
  /** Items of the 2019 methods → the duty they belong to, to read `--history` entries that name items. */
  readonly itemDuty: Readonly<Record<string, Duty>>;
}

/** The verdict and why. Design: «What comes out». */
export interface VerdictRecord {
  readonly verdict: Verdict;
  readonly complete: boolean;
  readonly incompleteReasons: readonly IncompleteReason[];
  readonly policyRead: boolean;
  readonly policy: PolicyState;
  readonly customised: boolean;
  readonly category: CategoryJudged | null;
  readonly minors: boolean;
  /** The word that says so, when it was not declared. */
  readonly minorsBecause?: string;
  readonly ladderLine: { readonly id: string; readonly title: Text };
  readonly because: readonly string[];
  readonly coreDuties: readonly { readonly duty: Duty; readonly findings: readonly string[] }[];
  readonly aggravators: readonly string[];
  readonly mitigators: readonly string[];
  readonly notAssessable: readonly string[];
  readonly nextBetter: { readonly verdict: Verdict; readonly remove: readonly string[] } | null;
  readonly nextWorse: { readonly verdict: Verdict; readonly ifAlso: Text } | null;
  readonly legal: readonly { readonly id: string; readonly clause?: string; readonly inForceFrom: string }[];
  readonly asOf: string;
  readonly market: 'cn' | 'other';
  /** Fingerprint → severity after the steps. */
  readonly effectiveSeverity: Readonly<Record<string, Severity>>;
}
