import type { Owner, ReportedFinding, RuleResult, ScanResult } from '../../model/index.js';
import { phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { hang } from '../layout.js';
import type { ReportOptions } from '../reporter.js';
import { evidenceText } from './evidence-line.js';
import type { Style } from './style.js';

/** What a rule's lines need besides the rule itself. */
export interface FindingView {
  readonly result: ScanResult;
  readonly options: ReportOptions;
  readonly style: Style;
}

function ownerText(owner: Owner, { result, options }: FindingView): string {
  const { locale } = options;
  switch (owner.kind) {
    case 'app':
      return phrase('owner.app', locale);
    case 'library':
      return phrase('owner.library', locale, { name: owner.prefix });
    case 'sdk':
      return phrase('owner.sdk', locale, { name: result.sdks.find((sdk) => sdk.id === owner.id)?.name[locale] ?? owner.id });
    case 'unknown':
      return phrase('owner.unknown', locale);
  }
}

/** Findings of one rule that read as one line: same message template, SDK or owner, and data types. */
export function groupFindings(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const owner = finding.sdk ?? JSON.stringify(finding.owner);
    const key = JSON.stringify([finding.messageId, owner, [...(finding.dataTypes ?? [])].sort(), finding.confidence]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function* groupLines(group: readonly ReportedFinding[], view: FindingView): Generator<string> {
  const { options, style } = view;
  const [first] = group;
  if (first === undefined) return;
  const count = group.length > 1 ? ` ×${group.length}` : '';
  const code = first.evidence[0].kind === 'code' || first.evidence[0].kind === 'path';
  const who = code ? `${ownerText(first.owner, view)}: ` : '';
  yield* hang('    • ', `${visible(who + first.message[options.locale])}${count}`, options.width);
  const shown = options.verbosity > 0 ? group : group.slice(0, 1);
  for (const finding of shown) {
    const evidence = options.verbosity > 0 ? finding.evidence : finding.evidence.slice(0, 1);
    for (const one of evidence) yield* hang('      ', evidenceText(one), options.width).map(style.faint);
    if (options.verbosity > 0) yield style.faint(`      ${finding.fingerprint} · ${phrase(`confidence.${finding.confidence}`, options.locale)}`);
    if (finding.suppressed) {
      yield* hang('      ', visible(phrase('line.justification', options.locale, { text: finding.suppressed.justification })), options.width);
    }
  }
  const hidden = group.reduce((sum, finding) => sum + finding.evidence.length, 0) - 1;
  if (options.verbosity <= 0 && hidden > 0) {
    yield style.faint(`      ${phrase('line.more', options.locale, { count: hidden })}`);
  }
}

function lawText(rule: RuleResult, view: FindingView): string {
  const { locale } = view.options;
  return rule.meta.legal.map(({ clause, law, title }) => `${law[locale]}${clause === undefined ? '' : ` ${clause}`} ${title[locale]}`).join(locale === 'zh' ? ';' : '; ');
}

/** One rule with its findings: headline, groups, fix, law. */
export function* ruleLines(rule: RuleResult, findings: readonly ReportedFinding[], view: FindingView): Generator<string> {
  const { options, style } = view;
  const worst = findings[0]?.effectiveSeverity ?? rule.meta.severity;
  const label = style.severity(worst, phrase(`severity.${worst}`, options.locale));
  yield* hang('  ', `${label} ${style.strong(`${rule.meta.code} ${rule.meta.title[options.locale]}`)}`, options.width);
  for (const group of groupFindings(findings)) yield* groupLines(group, view);
  yield* hang(`    ${phrase('line.fix', options.locale)} `, rule.meta.remedy[options.locale], options.width);
  if (options.verbosity > 0 && rule.meta.legal.length > 0) {
    yield* hang(`    ${phrase('line.law', options.locale)} `, lawText(rule, view), options.width).map(style.faint);
  }
}

/** Clauses on one short line for the default view. */
export function clauseText(rule: RuleResult): string {
  return rule.meta.legal.map(({ id, clause }) => (clause === undefined ? id : `${id} ${clause}`)).join(', ');
}
