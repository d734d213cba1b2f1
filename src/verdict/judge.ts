import type { ClauseDates, LadderLine, VerdictInput, VerdictRecord } from '../model/index.js';
import { climb, notAssessable } from './climb.js';
import { aggravatorsOf } from './conditions.js';
import { breachedDuties, countedFindings } from './counted.js';
import type { CountedFinding } from './counted.js';
import { effectiveSeverity } from './effective-severity.js';
import { nextBetter, nextWorse } from './neighbours.js';

function citable(clause: ClauseDates, asOf: string): boolean {
  return clause.inForceFrom <= asOf && (clause.inForceUntil === undefined || asOf < clause.inForceUntil);
}

/** Clauses of the findings the verdict stands on, each in force on the day; never cited outside its dates. */
function legalOf(because: readonly CountedFinding[], input: VerdictInput): VerdictRecord['legal'] {
  const cited = new Map<string, VerdictRecord['legal'][number]>();
  for (const { id, clause } of because.flatMap((finding) => finding.legal)) {
    const dates = input.clauses.find((one) => one.id === id && one.clause === clause);
    if (dates === undefined || !citable(dates, input.asOf)) continue;
    cited.set(`${id}/${clause ?? ''}`, { id, ...(clause === undefined ? {} : { clause }), inForceFrom: dates.inForceFrom });
  }
  return [...cited].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function aggravators(input: VerdictInput, breaches: readonly CountedFinding[]): string[] {
  const categories = input.ladder.lines.flatMap((line: LadderLine) => {
    const list = line.parameters?.['categories'];
    return Array.isArray(list) ? (list as readonly string[]) : [];
  });
  return aggravatorsOf(input, breaches, categories);
}

function mitigators(input: VerdictInput, counted: readonly CountedFinding[]): string[] {
  const found: string[] = [];
  if (input.context.localOnly) found.push('local-only');
  if (counted.some((finding) => finding.userStarted)) found.push('user-started');
  if (counted.some((finding) => finding.sink === 'local')) found.push('local-sink');
  return found;
}

/**
 * From findings to pass, rectify, warn or penalize, with the reasons: a pure function of its input, monotone in the
 * counted findings at a fixed context. The result estimates how a regulator would treat what was seen; it decides
 * nothing in law.
 */
export function judge(input: VerdictInput): VerdictRecord {
  const counted = countedFindings(input);
  const rung = climb(input, counted);
  const breached = breachedDuties(counted);
  const { context } = input;
  return {
    verdict: rung.line.verdict,
    complete: context.complete,
    incompleteReasons: context.incompleteReasons,
    policyRead: context.policy === 'read',
    policy: context.policy,
    customised: context.customised,
    ladderLine: { id: rung.line.id, title: rung.line.title },
    because: rung.because.map((finding) => finding.fingerprint),
    coreDuties: [...breached].map(([duty, list]) => ({ duty, findings: list.map((finding) => finding.fingerprint) })),
    aggravators: aggravators(input, [...breached.values()].flat()),
    mitigators: mitigators(input, counted),
    notAssessable: input.ladder.lines.filter((line) => notAssessable(line, input)).map((line) => line.id),
    nextBetter: nextBetter(input, counted, rung),
    nextWorse: nextWorse(input, rung),
    legal: legalOf(rung.because, input),
    asOf: input.asOf,
    market: context.market,
    effectiveSeverity: Object.fromEntries(
      input.findings.map((finding) => [finding.fingerprint, effectiveSeverity(finding, input)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}
