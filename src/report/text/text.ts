import { SEVERITIES } from '../../model/index.js';
import type { BatchResult, ReportedFinding, RuleResult, ScanResult } from '../../model/index.js';
import { phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { hang, pad } from '../layout.js';
import { isBatch } from '../reporter.js';
import type { Reporter, ReportOptions } from '../reporter.js';
import { bannerLines } from './banner.js';
import { coverageLines, verboseLines } from './detail-lines.js';
import { ruleLines } from './finding-lines.js';
import { styleOf } from './style.js';
import type { Style } from './style.js';

const rank = (finding: ReportedFinding | undefined): number =>
  finding === undefined ? -1 : SEVERITIES.indexOf(finding.effectiveSeverity);

/** A rule's findings that pass a filter, worst first. */
function pick(rule: RuleResult, keep: (finding: ReportedFinding) => boolean): ReportedFinding[] {
  return rule.findings.filter(keep).sort((a, b) => rank(b) - rank(a));
}

interface Section {
  readonly key: 'section.fail' | 'section.review' | 'section.info' | 'section.suppressed';
  readonly keep: (finding: ReportedFinding, rule: RuleResult) => boolean;
}

const SECTIONS: readonly Section[] = [
  { key: 'section.fail', keep: (f, rule) => f.suppressed === undefined && rule.kind === 'fail' && f.confidence !== 'possible' },
  {
    key: 'section.review',
    keep: (f, rule) =>
      f.suppressed === undefined && (rule.kind === 'review' || (rule.kind === 'fail' && f.confidence === 'possible')),
  },
  { key: 'section.info', keep: (f, rule) => f.suppressed === undefined && rule.kind === 'informational' },
  { key: 'section.suppressed', keep: (f) => f.suppressed !== undefined },
];

function* sectionLines(section: Section, result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const rules = result.rules
    .map((rule) => ({ rule, findings: pick(rule, (finding) => section.keep(finding, rule)) }))
    .filter(({ findings }) => findings.length > 0)
    .sort((a, b) => rank(b.findings[0]) - rank(a.findings[0]) || (a.rule.meta.code < b.rule.meta.code ? -1 : 1));
  if (rules.length === 0) return;
  yield '';
  yield style.section(phrase(section.key, options.locale));
  const brief = section.key !== 'section.fail' && options.verbosity <= 0;
  for (const { rule, findings } of rules) {
    if (brief) {
      const count = findings.length > 1 ? ` ×${findings.length}` : '';
      yield* hang('  ', `${rule.meta.code} ${rule.meta.title[options.locale]}${count}`, options.width);
    } else yield* ruleLines(rule, findings, { result, options, style });
  }
}

function* openLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const open = result.rules.filter((rule) => rule.kind === 'open');
  if (open.length === 0) return;
  yield '';
  yield style.section(phrase('section.open', options.locale));
  if (options.verbosity > 0) {
    for (const rule of open) yield* hang('  ', visible(`${rule.meta.code} ${rule.meta.title[options.locale]}: ${rule.reason ?? ''}`), options.width);
  } else yield* hang('  ', open.map((rule) => rule.meta.code).join(', '), options.width);
}

function* nextLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const { verdict } = result;
  if (verdict === null) return;
  const { locale, width } = options;
  const lines: string[] = [];
  const codesOf = (fingerprints: readonly string[]): string[] => [
    ...new Set(result.rules.filter((rule) => rule.findings.some((f) => fingerprints.includes(f.fingerprint))).map((rule) => rule.meta.code)),
  ];
  if (verdict.nextBetter !== null) {
    const codes = codesOf(verdict.nextBetter.remove);
    lines.push(phrase('line.nextBetter', locale, { verdict: phrase(`verdict.${verdict.nextBetter.verdict}`, locale), codes: codes.join(', ') }));
    if (codes[0] !== undefined) lines.push(phrase('line.explain', locale, { code: codes[0] }));
  }
  if (verdict.policy === 'remote-only' || verdict.policy === 'none') lines.push(phrase('line.givePolicy', locale));
  if (options.verbosity > 0 && verdict.nextWorse !== null) {
    lines.push(phrase('line.nextWorse', locale, { verdict: phrase(`verdict.${verdict.nextWorse.verdict}`, locale), text: verdict.nextWorse.ifAlso[locale] }));
  }
  if (options.verbosity > 0 && verdict.notAssessable.length > 0) {
    lines.push(phrase('line.notAssessable', locale, { lines: verdict.notAssessable.join(', ') }));
  }
  if (options.verbosity === 0) lines.push(phrase('line.verbose', locale));
  yield '';
  yield style.section(phrase('section.next', locale));
  for (const line of lines) yield* hang('  ', line, width);
}

function* resultLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  yield* bannerLines(result, options, style);
  if (options.verbosity < 0) return;
  for (const section of SECTIONS) yield* sectionLines(section, result, options, style);
  yield* openLines(result, options, style);
  yield '';
  yield* coverageLines(result, options, style);
  if (options.verbosity > 0) yield* verboseLines(result, options, style);
  yield* nextLines(result, options, style);
}

function* batchLines(batch: BatchResult, options: ReportOptions, style: Style): Generator<string> {
  const { locale } = options;
  if (options.verbosity > 0) {
    for (const result of batch.results) {
      yield* resultLines(result, options, style);
      yield '';
    }
  }
  yield style.section(phrase('summary.title', locale));
  for (const result of batch.results) {
    const verdict = result.verdict?.verdict ?? 'unreadable';
    const word = phrase(`verdict.${verdict}`, locale);
    const partial = result.verdict?.complete === false ? '*' : ' ';
    const name = result.app === null ? '' : ` ${result.app.label ?? result.app.packageName}`;
    const why = result.verdict === null ? ` ${result.reason ?? ''}` : '';
    yield* hang(`  ${style.verdict(verdict, pad(word, 10))}${partial} `, visible(`${result.input}${name}${why}`), options.width);
  }
  yield* hang('  ', phrase('summary.counts', locale, { ...batch.summary }), options.width);
}

/** For people at a terminal. */
export const textReporter: Reporter = {
  id: 'text',
  mediaType: 'text/plain',
  *render(result, options) {
    const style = styleOf(options);
    const lines = isBatch(result) ? batchLines(result, options, style) : resultLines(result, options, style);
    for (const line of lines) yield `${line}\n`;
  },
};
