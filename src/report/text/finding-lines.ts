import type { Owner, ReportedFinding, RuleResult, ScanResult } from '../../model/index.js';
import { phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { clip, hang } from '../layout.js';
import type { ReportOptions } from '../reporter.js';
import { briefText, evidenceText } from './evidence-line.js';
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
      return phrase('owner.sdk', locale, {
        name: result.sdks.find((sdk) => sdk.id === owner.id)?.name[locale] ?? owner.id,
      });
    case 'unknown':
      return phrase('owner.unknown', locale);
  }
}

/** A hostile name may be 64 kB long; JSON holds it all. */
const MAX_LINE_COLUMNS = 400;

/** Lines a rule may fill before -v is asked for. */
const MAX_GROUPS = 3;

/** Findings of one rule that read as one line: same message, SDK or owner, and confidence. */
function groupFindings(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.message.en, finding.owner, finding.confidence]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function* evidenceLines(finding: ReportedFinding, { options, style }: FindingView): Generator<string> {
  const verbose = options.verbosity > 0;
  for (const one of verbose ? finding.evidence : finding.evidence.slice(0, 1)) {
    yield* hang(
      '      ',
      clip(verbose ? evidenceText(one) : briefText(one), MAX_LINE_COLUMNS),
      options.width,
      style.faint,
    );
  }
  if (verbose)
    yield style.faint(`      ${finding.fingerprint} · ${phrase(`confidence.${finding.confidence}`, options.locale)}`);
}

/** One message with what shows it: the first piece of evidence, or all of them with -v. */
function* groupLines(group: readonly ReportedFinding[], view: FindingView): Generator<string> {
  const { options } = view;
  const [first] = group;
  if (first === undefined) return;
  const count = group.length > 1 ? ` ×${group.length}` : '';
  const { kind } = first.evidence[0];
  const who =
    kind === 'code' || kind === 'path'
      ? `${ownerText(first.owner, view)}${phrase('clause.colon', options.locale)}`
      : '';
  yield* hang('    • ', clip(visible(who + first.message[options.locale]), MAX_LINE_COLUMNS) + count, options.width);
  for (const finding of options.verbosity > 0 ? group : [first]) {
    yield* evidenceLines(finding, view);
    if (finding.suppressed) {
      yield* hang(
        '      ',
        visible(phrase('line.justification', options.locale, { text: finding.suppressed.justification })),
        options.width,
      );
    }
  }
}

/** What the default view leaves out of a rule's findings: places beyond the first of each shown message. */
function hiddenPlaces(findings: readonly ReportedFinding[], shown: number): number {
  return findings.reduce((sum, finding) => sum + finding.evidence.length, 0) - shown;
}

function lawText(rule: RuleResult, view: FindingView): string {
  const { locale } = view.options;
  return rule.meta.legal
    .map(({ clause, law, title }) => `${law[locale]}${clause === undefined ? '' : ` ${clause}`} ${title[locale]}`)
    .join(locale === 'zh' ? '；' : '; ');
}

/** One rule with its findings: headline, groups, fix, law. */
export function* ruleLines(
  rule: RuleResult,
  findings: readonly ReportedFinding[],
  view: FindingView,
): Generator<string> {
  const { style, options } = view;
  const { locale, width, verbosity } = options;
  const worst = findings[0]?.effectiveSeverity ?? rule.meta.severity;
  const label = style.severity(worst, phrase(`severity.${worst}`, locale));
  yield* hang(`  ${label} `, `${rule.meta.code} ${rule.meta.title[locale]}`, width, style.strong);
  const groups = groupFindings(findings);
  const shown = verbosity > 0 ? groups : groups.slice(0, MAX_GROUPS);
  for (const group of shown) yield* groupLines(group, view);
  const hidden = verbosity > 0 ? 0 : hiddenPlaces(findings, shown.length);
  if (hidden > 0) yield* hang('      ', phrase('line.more', locale, { count: hidden }), width, style.faint);
  yield* hang(`    ${phrase('line.fix', locale)} `, rule.meta.remedy[locale], width);
  if (verbosity > 0 && rule.meta.legal.length > 0) {
    yield* hang(`    ${phrase('line.law', locale)} `, lawText(rule, view), width, style.faint);
  }
}
