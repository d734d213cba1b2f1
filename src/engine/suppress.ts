import type { ConfigSuppression, Diagnostic, ReportedFinding, ResolvedConfig, RuleResult, Suppression } from '../model/index.js';

const matches = (entry: ConfigSuppression, rule: RuleResult, finding: ReportedFinding): boolean =>
  (entry.fingerprint === undefined || entry.fingerprint === finding.fingerprint) &&
  (entry.rule === undefined || entry.rule === rule.ruleId || entry.rule === rule.meta.code) &&
  (entry.fingerprint !== undefined || entry.rule !== undefined);

const describe = (entry: ConfigSuppression): string => entry.fingerprint ?? entry.rule ?? 'suppression without rule or fingerprint';

export interface SuppressResult {
  readonly rules: readonly RuleResult[];
  /** Expired and unused suppressions: dead ones must not pile up. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Marks findings that the configuration or its baseline says do not count. They stay in the result. A suppression that
 * has expired on `asOf`, or that matches nothing, becomes a diagnostic.
 */
export function suppress(rules: readonly RuleResult[], config: ResolvedConfig, asOf: string): SuppressResult {
  const used = new Set<ConfigSuppression>();
  const expired = config.suppressions.filter((entry) => entry.expires !== undefined && entry.expires < asOf);
  const live = config.suppressions.filter((entry) => !expired.includes(entry));
  const baseline = new Set(config.baseline);
  const of = (rule: RuleResult, finding: ReportedFinding): Suppression | undefined => {
    const entry = live.find((one) => matches(one, rule, finding));
    if (entry !== undefined) {
      used.add(entry);
      return { justification: entry.justification, source: 'config', ...(entry.expires === undefined ? {} : { expires: entry.expires }) };
    }
    return baseline.has(finding.fingerprint) ? { justification: 'baseline', source: 'baseline' } : undefined;
  };
  const marked = rules.map((rule) => ({
    ...rule,
    findings: rule.findings.map((finding) => {
      const suppressed = of(rule, finding);
      return suppressed === undefined ? finding : { ...finding, suppressed };
    }),
  }));
  const note = (code: string, entry: ConfigSuppression, message: string): Diagnostic => ({
    code,
    level: 'note',
    stage: 'config',
    where: describe(entry),
    message,
  });
  return {
    rules: marked,
    diagnostics: [
      ...expired.map((entry) => note('suppression-expired', entry, `the suppression expired on ${entry.expires ?? ''} and no longer holds`)),
      ...live.filter((entry) => !used.has(entry)).map((entry) => note('suppression-unused', entry, 'the suppression matches no finding')),
    ],
  };
}
