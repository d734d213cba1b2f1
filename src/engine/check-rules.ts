import type { AnyRule, ArtifactName, CitedClause, Diagnostic, ResolvedConfig, RuleResult } from '../model/index.js';
import { clause } from '../data/index.js';
import type { ArtifactStore } from '../artifact/index.js';
import { runRule } from '../rule/run-rule.js';

const named = (list: readonly string[], rule: AnyRule): boolean => list.includes(rule.meta.id) || list.includes(rule.meta.code);

/** The rules the configuration leaves, sorted by id so that order of registration never shows. */
export function selectRules(rules: readonly AnyRule[], config: ResolvedConfig): AnyRule[] {
  const { enable, disable } = config.rules;
  return rules
    .filter((rule) => (enable.length === 0 ? rule.meta.stage !== 'deprecated' : named(enable, rule)) && !named(disable, rule))
    .sort((a, b) => (a.meta.id < b.meta.id ? -1 : 1));
}

function citedClauses(rule: AnyRule): CitedClause[] {
  return rule.meta.legal.flatMap((reference) => {
    const record = clause(reference.id, reference.clause);
    return record === undefined ? [] : [{ ...reference, law: record.lawTitle, title: record.title }];
  });
}

function metaOf(rule: AnyRule): RuleResult['meta'] {
  const { code, title, remedy, severity, stage, duty } = rule.meta;
  return { code, title, remedy, legal: citedClauses(rule), severity, stage, ...(duty === undefined ? {} : { duty }) };
}

/** A rule's own result and the reviews it asked for. */
export interface CheckedRule {
  readonly rule: AnyRule;
  readonly review: boolean;
  readonly result: RuleResult;
}

function checkOne(rule: AnyRule, store: ArtifactStore, config: ResolvedConfig): CheckedRule {
  const artifacts: Record<string, unknown> = {};
  const reasons = new Set<string>();
  for (const name of rule.meta.requires as readonly ArtifactName[]) {
    const state = store.get(name);
    artifacts[name] = state.value;
    state.reasons.forEach((reason) => reasons.add(reason));
  }
  const override = config.rules.severity[rule.meta.id] ?? config.rules.severity[rule.meta.code];
  const ran = runRule(rule, {
    artifacts: artifacts,
    complete: reasons.size === 0,
    market: config.market,
    thresholds: config.thresholds,
    ...(override === undefined ? {} : { severity: override }),
  });
  const reason = ran.kind === 'open' ? [...reasons].join('; ') : undefined;
  const result: RuleResult = {
    ruleId: rule.meta.id,
    kind: ran.kind,
    meta: metaOf(rule),
    findings: ran.findings,
    ...(reason === undefined ? {} : { reason }),
  };
  return { rule, review: ran.review, result };
}

/** Runs the rules, each behind a bulkhead: what a rule throws becomes its own `open` and a diagnostic, never a pass. */
export function checkRules(
  rules: readonly AnyRule[],
  store: ArtifactStore,
  config: ResolvedConfig,
): { checked: CheckedRule[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const checked = rules.map((rule): CheckedRule => {
    try {
      return checkOne(rule, store, config);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      diagnostics.push({ code: 'rule-error', level: 'unread', stage: 'rule', where: rule.meta.id, message });
      const result: RuleResult = { ruleId: rule.meta.id, kind: 'open', meta: metaOf(rule), findings: [], reason: `the rule failed: ${message}` };
      return { rule, review: false, result };
    }
  });
  return { checked, diagnostics };
}
