import type { CodeSite, Owner } from './evidence.js';
import type { Diagnostic } from './diagnostic.js';
import type { ReportedFinding } from './finding.js';
import type { Duty, ResultKind, Severity } from './grades.js';
import type { LegalReference, RuleStage } from './rule.js';
import type { CertificateFacts, SchemeFacts } from './signing.js';
import type { Text } from './text.js';
import type { IncompleteReason, VerdictRecord } from './verdict.js';

export interface SdkUse {
  readonly id: string;
  readonly name: Text;
  readonly vendor: Text;
  readonly kind: string;
  readonly version?: string;
  /** Strongest kind of evidence, in this order. */
  readonly evidence: 'component' | 'initialised' | 'referenced' | 'present' | 'trace';
  /** Receives personal data from the device, as its documents say; false for local libraries. */
  readonly recipient: boolean;
  /** What its documents say it collects (ids of data types). */
  readonly dataTypes: readonly string[];
  /** What matched: `component com.umeng…`, `class prefix com/umeng/`, `host …`. */
  readonly matchedBy: readonly string[];
  readonly sites: readonly CodeSite[];
  /** The packer brought it, not the developer. */
  readonly addedByPacker?: true;
}

export interface PermissionUse {
  readonly name: string;
  readonly label: Text;
  /** `normal`, `dangerous`, `signature`, `special`, `custom`, `unknown`: at the app's target level. */
  readonly level: string;
  readonly declaredBy: Owner;
  readonly maxSdk?: number;
  readonly neededBy: readonly CodeSite[];
  /** `notAssessed`: no table record says which calls need it, so silence proves nothing. */
  readonly state: 'used' | 'unused' | 'undeclared' | 'packer' | 'notAssessed';
  readonly dataTypes: readonly string[];
  readonly xpath?: string;
}

/** What was and was not read. */
export interface Coverage {
  readonly dex: readonly DexCoverage[];
  readonly packer: readonly { readonly id: string; readonly name: Text; readonly matchedBy: readonly string[] }[];
  /** Parts that hold code or text and were not read; `reason` is one English line. */
  readonly notRead: readonly { readonly what: string; readonly kind: string; readonly bytes: number; readonly reason: string }[];
  /** Why the result is not complete (design/verdict §3); empty: it is complete. */
  readonly incomplete: readonly IncompleteReason[];
  /** Share of the code bytes that was not read, 0…1 (native, Flutter, Unity, Hermes, H5); src/artifact/coverage.ts defines it. */
  readonly unreadShare: number;
}

export interface DexCoverage {
  readonly entry: string;
  readonly version: number;
  readonly classes: number;
  readonly methods: number;
  readonly methodsWithCode: number;
  readonly instructions: number;
  readonly invokes: number;
  /** Android loads it at start (classes.dex, classes2.dex … without a gap), or code may load it later. */
  readonly loaded: 'start' | 'dynamic' | 'gap';
  readonly complete: boolean;
}

/** A clause a rule cites, with its titles; left out of the verdict's record when it is not in force. */
export interface CitedClause extends LegalReference {
  readonly law: Text;
  readonly title: Text;
}

export interface RuleResult {
  readonly ruleId: string;
  readonly kind: ResultKind;
  readonly meta: {
    readonly code: string;
    readonly title: Text;
    readonly remedy: Text;
    readonly legal: readonly CitedClause[];
    readonly severity: Severity;
    readonly stage: RuleStage;
    readonly duty?: Duty;
  };
  readonly findings: readonly ReportedFinding[];
  /** For `open`: what was not read; for a broken rule: what happened. English. */
  readonly reason?: string;
}

export interface AppIdentity {
  readonly packageName: string;
  readonly versionName: string | null;
  readonly versionCode: number;
  readonly label: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly sha256: string;
  /** Bytes of the base file. */
  readonly size: number;
  readonly minSdk: number;
  readonly targetSdk: number;
  readonly certificates: readonly CertificateFacts[];
  readonly signing: readonly SchemeFacts[];
  readonly splits: readonly { readonly name: string; readonly sha256: string; readonly size: number }[];
}

/** The one value reporters see. */
export interface ScanResult {
  readonly schemaVersion: 1;
  readonly status: 'scanned' | 'unreadable';
  /** Why it is unreadable, one English line. */
  readonly reason?: string;
  /** The input as the user named it, with `/` between segments. */
  readonly input: string;
  readonly tool: { readonly name: 'privscan'; readonly version: string; readonly rulesDigest: string; readonly dataDate: string };
  readonly app: AppIdentity | null;
  readonly verdict: VerdictRecord | null;
  readonly rules: readonly RuleResult[];
  readonly sdks: readonly SdkUse[];
  readonly permissions: readonly PermissionUse[];
  readonly diagnostics: readonly Diagnostic[];
  readonly coverage: Coverage | null;
  /** Milliseconds of CPU a stage, only on request. */
  readonly timing?: Readonly<Record<string, number>>;
}

/** Several inputs. */
export interface BatchResult {
  readonly schemaVersion: 1;
  readonly results: readonly ScanResult[];
  readonly summary: BatchSummary;
}

export interface BatchSummary {
  readonly total: number;
  readonly pass: number;
  readonly rectify: number;
  readonly warn: number;
  readonly penalize: number;
  readonly incomplete: number;
  readonly unreadable: number;
}
