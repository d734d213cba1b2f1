import { UsageError } from '../../model/index.js';
import type { AnyRule, Locale, Preset } from '../../model/index.js';
import { didYouMean } from '../../config/index.js';
import { clause } from '../../data/index.js';
import { builtInRules, presetOf } from '../../composition.js';
import { phrase } from '../../locale/index.js';
import { pad, wrap } from '../../report/index.js';
import type { Io } from '../io.js';
import { textWidth } from '../outputs.js';

export interface RulesListFlags {
  readonly format?: 'text' | 'json';
  readonly category?: string;
  readonly stage?: string;
  readonly clause?: string;
}

const sortedRules = (): AnyRule[] => [...builtInRules].sort((a, b) => (a.meta.code < b.meta.code ? -1 : 1));

const clauseNames = (rule: AnyRule): string[] =>
  rule.meta.legal.map((one) => (one.clause === undefined ? one.id : `${one.id}/${one.clause}`));

function matching(flags: RulesListFlags): AnyRule[] {
  return sortedRules().filter(
    (rule) =>
      (flags.category === undefined || rule.meta.category === flags.category) &&
      (flags.stage === undefined || rule.meta.stage === flags.stage) &&
      (flags.clause === undefined || clauseNames(rule).some((name) => name === flags.clause || name.endsWith(`/${flags.clause ?? ''}`))),
  );
}

/** Width of code, severity and category with their gaps. */
const COLUMNS_WIDTH = 34;

/** `privscan rules list`: a table, or JSON of every rule's metadata. */
export function rulesList(flags: RulesListFlags, locale: Locale, io: Io): void {
  const rules = matching(flags);
  if (flags.format === 'json') {
    io.stdout.write(`${JSON.stringify(rules.map((rule) => rule.meta), null, 2)}\n`);
    return;
  }
  for (const { meta } of rules) {
    const severity = phrase(`severity.${meta.severity}`, locale);
    const columns = `${pad(meta.code, 8)}  ${pad(severity, 8)}  ${pad(meta.category, 12)}  `;
    for (const [i, line] of wrap(meta.title[locale], textWidth(io) - COLUMNS_WIDTH).entries()) {
      io.stdout.write(`${i === 0 ? columns : ' '.repeat(COLUMNS_WIDTH)}${line}\n`);
    }
  }
}

function findRule(name: string): AnyRule {
  const rule = builtInRules.find(({ meta }) => meta.id === name || meta.code === name.toUpperCase());
  if (rule !== undefined) return rule;
  const known = builtInRules.flatMap(({ meta }) => [meta.code, meta.id]);
  throw new UsageError(`unknown rule «${name}».${didYouMean(name, known)} privscan rules list shows all`);
}

const TEXTS = {
  severity: { en: 'Severity', zh: '严重程度' },
  duty: { en: 'Core duty', zh: '核心义务' },
  why: { en: 'Why', zh: '说明' },
  fix: { en: 'Fix', zh: '整改' },
  law: { en: 'Law', zh: '依据' },
  ladder: { en: 'The ladder of verdicts (first line that holds, from the top)', zh: '判定阶梯（自上而下，首个成立者为结论）' },
  review: { en: 'A person must look: findings are listed and never move the verdict.', zh: '需人工核查：仅列出，不影响结论。' },
} as const;

function* ruleText(rule: AnyRule, locale: Locale): Generator<string> {
  const { meta } = rule;
  yield `${meta.code}  ${meta.title[locale]}`;
  yield `${meta.id} · ${meta.stage} · ${meta.since}`;
  yield '';
  yield `${TEXTS.severity[locale]}: ${phrase(`severity.${meta.severity}`, locale)}${meta.duty === undefined ? '' : ` · ${TEXTS.duty[locale]} ${meta.duty}`}`;
  if (meta.review === true) yield TEXTS.review[locale];
  yield '';
  yield* wrap(`${TEXTS.why[locale]}: ${meta.rationale[locale]}`, 80);
  yield* wrap(`${TEXTS.fix[locale]}: ${meta.remedy[locale]}`, 80);
  yield '';
  for (const one of meta.legal) {
    const record = clause(one.id, one.clause);
    const title = record === undefined ? '' : `${record.lawTitle[locale]} ${one.clause ?? ''} ${record.title[locale]}`;
    yield* wrap(`${TEXTS.law[locale]}: ${title}`, 80);
  }
}

function* ladderText({ ladder }: Preset, locale: Locale): Generator<string> {
  yield TEXTS.ladder[locale];
  for (const line of ladder.lines) {
    yield* wrap(`  ${line.id}  ${pad(phrase(`verdict.${line.verdict}`, locale), 9)} ${line.title[locale]}`, 80);
  }
}

/** `privscan rules explain ID`: one rule and the ladder it feeds. */
export function rulesExplain(name: string, locale: Locale, io: Io): void {
  const rule = findRule(name);
  for (const line of ruleText(rule, locale)) io.stdout.write(`${line}\n`);
  io.stdout.write('\n');
  for (const line of ladderText(presetOf('cn'), locale)) io.stdout.write(`${line}\n`);
}

