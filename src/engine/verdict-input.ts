import type {
  Artifacts,
  HistoryEntry,
  LadderFinding,
  MethodGroup,
  Preset,
  ReportedFinding,
  ResolvedConfig,
  RuleResult,
  SdkUse,
  VerdictInput,
} from '../model/index.js';
import { category, clauses, dataTypes, itemDuty } from '../data/index.js';
import type { CheckedRule } from './check-rules.js';

const METHODS = 'methods-2019';

/** M1 … M6 of the methods, from the clauses a rule cites. */
function groupsOf(rule: RuleResult): MethodGroup[] {
  const groups = rule.meta.legal.flatMap(({ id, clause }) => (id === METHODS && clause !== undefined ? [clause.slice(0, 2) as MethodGroup] : []));
  return [...new Set(groups)];
}

function isRecipient(finding: ReportedFinding, sdks: readonly SdkUse[]): boolean {
  const id = finding.sdk ?? (finding.owner.kind === 'sdk' ? finding.owner.id : undefined);
  return id !== undefined && sdks.some((sdk) => sdk.id === id && sdk.recipient);
}

function ladderFinding(finding: ReportedFinding, { rule, review }: CheckedRule, result: RuleResult, sdks: readonly SdkUse[]): LadderFinding {
  const { sdk } = finding;
  return {
    fingerprint: finding.fingerprint,
    ruleId: result.ruleId,
    ruleKind: result.kind,
    stage: rule.meta.stage,
    review,
    ...(rule.meta.duty === undefined ? {} : { duty: rule.meta.duty }),
    groups: groupsOf(result),
    severity: finding.severity,
    confidence: finding.confidence,
    dataTypes: finding.dataTypes ?? [],
    owner: finding.owner,
    ...(sdk === undefined ? {} : { sdk }),
    recipientSdk: isRecipient(finding, sdks),
    sink: finding.sink ?? 'unknown',
    cleartext: finding.cleartext ?? false,
    userStarted: finding.userStarted ?? false,
    suppressed: finding.suppressed !== undefined,
    legal: rule.meta.legal,
  };
}

export interface VerdictInputParts {
  readonly checked: readonly CheckedRule[];
  /** The results after suppression, in the order of `checked`. */
  readonly results: readonly RuleResult[];
  readonly artifacts: Pick<Artifacts, 'AppContext' | 'PolicyPresence' | 'Coverage' | 'Sdks'>;
  readonly config: ResolvedConfig;
  readonly preset: Preset;
  readonly history: readonly HistoryEntry[];
  /** ISO date. */
  readonly asOf: string;
}

const isCustomised = ({ rules, thresholds }: ResolvedConfig, preset: Preset): boolean =>
  Object.keys(rules.severity).length > 0 ||
  rules.disable.length > 0 ||
  rules.enable.length > 0 ||
  Object.entries(thresholds).some(([name, value]) => preset.thresholds[name] !== value);

/** The category with its name, for the record. */
function judgedCategory({ category: found }: Artifacts['AppContext']): Pick<VerdictInput['context'], 'category'> {
  const record = found === undefined ? undefined : category(found.id);
  return found === undefined || record === undefined ? {} : { category: { ...found, name: record.name } };
}

/** Everything the ladder looks at, as one plain value. */
export function verdictInput({ checked, results, artifacts, config, preset, history, asOf }: VerdictInputParts): VerdictInput {
  const { AppContext, PolicyPresence, Coverage, Sdks } = artifacts;
  const marks = dataTypes().map(({ id, sensitive, sensitiveAtAnyAge }) => [id, { sensitive, sensitiveAtAnyAge }] as const);
  return {
    findings: checked.flatMap((one, i) => {
      const result = results[i] ?? one.result;
      return result.findings.map((finding) => ladderFinding(finding, one, result, Sdks.sdks));
    }),
    context: {
      market: config.market,
      ...judgedCategory(AppContext),
      minors: AppContext.minors,
      ...(AppContext.minorsBecause === undefined ? {} : { minorsBecause: AppContext.minorsBecause }),
      localOnly: AppContext.localOnly,
      policy: PolicyPresence.state,
      complete: Coverage.incomplete.length === 0,
      incompleteReasons: Coverage.incomplete,
      customised: isCustomised(config, preset),
      dataFlow: false,
    },
    history,
    asOf,
    ladder: preset.ladder,
    dataTypes: Object.fromEntries(marks),
    clauses: clauses().map(({ law, clause, inForceFrom, inForceUntil }) => ({
      id: law,
      ...(clause === undefined ? {} : { clause }),
      inForceFrom,
      ...(inForceUntil === undefined ? {} : { inForceUntil }),
    })),
    itemDuty: itemDuty(),
  };
}
