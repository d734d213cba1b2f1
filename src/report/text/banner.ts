import type { ScanResult } from '../../model/index.js';
import { phrase } from '../../locale/index.js';
import { visible } from '../escape.js';
import { clip, hang, wrap } from '../layout.js';
import type { ReportOptions } from '../reporter.js';
import { ruleCodes } from './rule-codes.js';
import type { Style } from './style.js';

/** A label or version may be as long as its author likes; JSON holds it all. */
const MAX_NAME_COLUMNS = 100;
const MAX_FACT_COLUMNS = 300;

const megabytes = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

function appLines(result: ScanResult, options: ReportOptions, style: Style): string[] {
  const { app } = result;
  const input = wrap(visible(result.input), options.width);
  if (app === null) return input.map(style.strong);
  const name = wrap(clip(visible(app.label ?? app.packageName), MAX_NAME_COLUMNS), options.width);
  const facts = [
    app.packageName,
    app.versionName === null ? `(${app.versionCode})` : `${app.versionName} (${app.versionCode})`,
    `target ${app.targetSdk}`,
    megabytes(app.size),
  ];
  const line = wrap(clip(visible(facts.join(' · ')), MAX_FACT_COLUMNS), options.width);
  return [...name.map(style.strong), ...line.map(style.faint), ...input.map(style.faint)];
}

function* verdictLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  const { verdict } = result;
  const { locale, width } = options;
  if (verdict === null) {
    yield ` ${style.verdict('unreadable', ` ${phrase('verdict.unreadable', locale)} `)}`;
    yield* hang('  ', visible(result.reason ?? ''), width);
    return;
  }
  const badge = style.verdict(verdict.verdict, ` ${phrase(`verdict.${verdict.verdict}`, locale)} `);
  yield ` ${badge} ${verdict.ladderLine.id}`;
  yield* hang('  ', verdict.ladderLine.title[locale], width);
  const codes = ruleCodes(result, verdict.because);
  if (codes.length > 0)
    yield* hang('  ', phrase('line.because', locale, { codes: codes.join(phrase('list.comma', locale)) }), width);
  if (verdict.verdict === 'pass' && !verdict.complete)
    yield* hang('  ', phrase('banner.passIncomplete', locale), width);
  if (!verdict.complete) {
    yield* hang('  ', phrase('banner.incomplete', locale), width);
    for (const reason of verdict.incompleteReasons) yield* hang('  - ', visible(reason.text[locale]), width);
  }
  yield* hang('  ', phrase(`banner.policy.${verdict.policy}`, locale), width);
  const { category } = verdict;
  const judgedAs =
    category === null
      ? phrase('banner.category.none', locale)
      : phrase(`banner.category.${category.source}`, locale, {
          name: category.name[locale],
          percent: Math.round(category.confidence * 100),
        });
  yield* hang('  ', judgedAs, width);
  if (verdict.minors) yield* hang('  ', phrase('banner.minors', locale), width);
  if (verdict.customised) yield* hang('  ', phrase('banner.customised', locale), width);
  const judged = [
    phrase(`banner.market.${verdict.market}`, locale),
    phrase('banner.asOf', locale, { date: verdict.asOf }),
  ];
  yield* hang('  ', judged.join(phrase('clause.comma', locale)), width, style.faint);
  yield* hang('  ', phrase('banner.estimate', locale), width, style.faint);
}

/** Which app, which verdict, why, and what could not be seen. */
export function* bannerLines(result: ScanResult, options: ReportOptions, style: Style): Generator<string> {
  yield* appLines(result, options, style);
  yield '';
  yield* verdictLines(result, options, style);
}
