import type { ClauseDates, LegalReference, VerdictInput, VerdictRecord } from '../model/index.js';
import { climb, notAssessable } from './climb.js';
import { aggravatorsOfApp, cleartextSensitive } from './conditions.js';
import { breachedDuties, countedFindings } from './counted.js';
import type { CountedFinding } from './counted.js';
import { effectiveSeverity } from './effective-severity.js';
import { nextBetter, nextWorse } from './neighbours.js';

type CitedInForce = VerdictRecord['legal'][number];

const started = (clause: ClauseDates, asOf: string): boolean => clause.inForceFrom <= asOf;

const ended = (clause: ClauseDates, asOf: string): boolean =>
  clause.inForceUntil !== undefined && clause.inForceUntil <= asOf;

/**
 * How a reference may be cited on a day. A clause that is no longer in force, of a law that still is, was renumbered:
 * the law is then cited without a number (the Cybersecurity Law from 2026-01-01, until its numbering is confirmed).
 */
function citation({ id, clause }: LegalReference, input: VerdictInput): CitedInForce | undefined {
  const of = (wanted: string | undefined): ClauseDates[] =>
    input.clauses.filter((one) => one.id === id && one.clause === wanted && started(one, input.asOf));
  const known = of(clause);
  const inForce = known.find((one) => !ended(one, input.asOf));
  if (inForce !== undefined)
    return { id, ...(clause === undefined ? {} : { clause }), inForceFrom: inForce.inForceFrom };
  if (clause === undefined || known.length === 0) return undefined;
  const law = of(undefined).find((one) => !ended(one, input.asOf));
  return law === undefined ? undefined : { id, inForceFrom: law.inForceFrom };
}

/** Clauses of the findings the verdict stands on, each in force on the day; never cited outside its dates. */
function legalOf(because: readonly CountedFinding[], input: VerdictInput): VerdictRecord['legal'] {
  const cited = new Map<string, CitedInForce>();
  for (const reference of because.flatMap((finding) => finding.legal)) {
    const one = citation(reference, input);
    if (one !== undefined) cited.set(`${one.id}/${one.clause ?? ''}`, one);
  }
  return [...cited].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function aggravators(input: VerdictInput, counted: readonly CountedFinding[]): string[] {
  const categories = input.ladder.lines.flatMap((line) => {
    const list = line.parameters?.['categories'];
    return Array.isArray(list) ? (list as readonly string[]) : [];
  });
  const cleartext = cleartextSensitive(input, counted).length > 0;
  return [...aggravatorsOfApp(input, categories), ...(cleartext ? ['cleartext-sensitive'] : [])];
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
    category: context.category ?? null,
    minors: context.minors,
    ...(context.minorsBecause === undefined ? {} : { minorsBecause: context.minorsBecause }),
    ladderLine: { id: rung.line.id, title: rung.line.title },
    because: rung.because.map((finding) => finding.fingerprint),
    coreDuties: [...breached].map(([duty, list]) => ({ duty, findings: list.map((finding) => finding.fingerprint) })),
    aggravators: aggravators(input, counted),
    mitigators: mitigators(input, counted),
    notAssessable: input.ladder.lines.filter((line) => notAssessable(line, input)).map((line) => line.id),
    nextBetter: nextBetter(input, counted, rung),
    nextWorse: nextWorse(input, rung),
    legal: legalOf(rung.because, input),
    asOf: input.asOf,
    market: context.market,
    effectiveSeverity: Object.fromEntries(
      input.findings
        .map((finding) => [finding.fingerprint, effectiveSeverity(finding, input)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}
