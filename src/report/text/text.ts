import { SEVERITIES } from '../../model/index.js';
import type { BatchResult, ReportedFinding, RuleResult, ScanResult } from '../../model/index.js';
import { phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { clip, hang, pad } from '../layout.js';
import { isBatch } from '../reporter.js';
import type { Reporter, ReportOptions } from '../reporter.js';
import { bannerLines } from './banner.js';
import { coverageLines, verboseLines } from './detail-lines.js';
import { ruleLines } from './finding-lines.js';
import { headingLines } from './heading.js';
import { ruleCodes } from './rule-codes.js';
import { styleOf } from './style.js';
import type { Style } from './style.js';

/** A hostile label may be 64 kB long; JSON holds it all. */
const MAX_LINE_COLUMNS = 400;

const rank = (finding: ReportedFinding | undefined): number =>
  finding === undefined ? -1 : SEVERITIES.indexOf(finding.effectiveSeverity);

/** A rule's findings that pass a filter, worst first. */
function pick(rule: RuleResult, keep: (finding: ReportedFinding) => boolean): ReportedFinding[] {
  return rule.findings.filter(keep).sort((a, b) => rank(b) - rank(a));
}

const SECTIONS = ['section.fail', 'section.review', 'section.info', 'section.suppressed'] as const;

type Section = (typeof SECTIONS)[number];

/** Where a finding is shown. Only what may move the verdict stands under «Findings» (design/verdict §1). */
function sectionOf(finding: ReportedFinding, { kind, meta }: RuleResult): Section {
  if (finding.suppressed !== undefined) return 'section.suppressed';
  if (finding.severity === 'info') return 'section.info';
  const counts = kind === 'fail' && meta.stage === 'stable' && finding.confidence !== 'possible';
  return counts ? 'section.fail' : 'section.review';
}

function* sectionLines(section: Section, result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const rules = result.rules
    .map((rule) => ({ rule, findings: pick(rule, (finding) => sectionOf(finding, rule) === section) }))
    .filter(({ findings }) => findings.length > 0)
    .sort((a, b) => rank(b.findings[0]) - rank(a.findings[0]) || (a.rule.meta.code < b.rule.meta.code ? -1 : 1));
  if (rules.length === 0) return;
  yield '';
  yield* headingLines(section, options, style);
  const brief = section !== 'section.fail' && options.verbosity <= 0;
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
  yield* headingLines('section.open', options, style);
  if (options.verbosity > 0) {
    for (const rule of open)
      yield* hang(
        '  ',
        visible(`${rule.meta.code} ${rule.meta.title[options.locale]}: ${rule.reason ?? ''}`),
        options.width,
      );
  } else
    yield* hang('  ', open.map((rule) => rule.meta.code).join(phrase('list.comma', options.locale)), options.width);
}

function* nextLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const { verdict } = result;
  if (verdict === null) return;
  const { locale, width } = options;
  const lines: string[] = [];
  if (verdict.nextBetter !== null) {
    const codes = ruleCodes(result, verdict.nextBetter.remove);
    lines.push(
      phrase('line.nextBetter', locale, {
        verdict: phrase(`verdict.${verdict.nextBetter.verdict}`, locale),
        codes: codes.join(phrase('list.comma', locale)),
      }),
    );
    if (codes[0] !== undefined) lines.push(phrase('line.explain', locale, { code: codes[0] }));
  }
  if (verdict.policy !== 'read') lines.push(phrase('line.givePolicy', locale));
  if (options.verbosity > 0 && verdict.nextWorse !== null) {
    lines.push(
      phrase('line.nextWorse', locale, {
        verdict: phrase(`verdict.${verdict.nextWorse.verdict}`, locale),
        text: verdict.nextWorse.ifAlso[locale],
      }),
    );
  }
  if (options.verbosity > 0 && verdict.notAssessable.length > 0) {
    lines.push(
      phrase('line.notAssessable', locale, { lines: verdict.notAssessable.join(phrase('list.comma', locale)) }),
    );
  }
  if (options.verbosity === 0) lines.push(phrase('line.verbose', locale));
  yield '';
  yield* headingLines('section.next', options, style);
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
  yield* headingLines('summary.title', options, style);
  for (const result of batch.results) {
    const verdict = result.verdict?.verdict ?? 'unreadable';
    const word = phrase(`verdict.${verdict}`, locale);
    const partial = result.verdict?.complete === false ? '*' : ' ';
    const name = result.app === null ? '' : ` ${result.app.label ?? result.app.packageName}`;
    const why = result.verdict === null ? ` ${result.reason ?? ''}` : '';
    yield* hang(
      `  ${style.verdict(verdict, pad(word, 10))}${partial} `,
      clip(visible(`${result.input}${name}${why}`), MAX_LINE_COLUMNS),
      options.width,
    );
  }
  if (batch.summary.incomplete > 0) yield* hang('  ', phrase('summary.incomplete', locale), options.width);
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
