import { VERDICTS } from '../model/index.js';
import type { Text, VerdictInput, VerdictRecord } from '../model/index.js';
import { climb, notAssessable } from './climb.js';
import type { Rung } from './climb.js';
import type { CountedFinding } from './counted.js';

const rankOf = (rung: Rung): number => VERDICTS.indexOf(rung.line.verdict);

/**
 * Key under which the ladder cannot tell two findings apart: conditions ask whether such a finding is there, never how
 * many. Searching over kinds instead of findings keeps the search short for apps with thousands of findings.
 */
const kindOf = ({
  ruleId,
  duty,
  groups,
  effective,
  dataTypes,
  sink,
  recipientSdk,
  cleartext,
}: CountedFinding): string =>
  JSON.stringify([ruleId, duty ?? null, groups, effective, dataTypes, sink, recipientSdk, cleartext]);

/**
 * A smallest-by-inclusion set of findings whose removal makes the verdict better. Greedy: take away what the reached
 * line stands on until the verdict improves, then put back whatever was not needed.
 */
export function nextBetter(
  input: VerdictInput,
  counted: readonly CountedFinding[],
  reached: Rung,
): VerdictRecord['nextBetter'] {
  const start = rankOf(reached);
  if (start === 0) return null;
  const kinds = new Map(counted.map((finding) => [kindOf(finding), finding] as const));
  const removed = new Set<string>();
  const without = (): Rung =>
    climb(
      input,
      [...kinds].filter(([kind]) => !removed.has(kind)).map(([, finding]) => finding),
    );
  let rung = reached;
  while (rankOf(rung) >= start) {
    const before = removed.size;
    rung.because.forEach((finding) => removed.add(kindOf(finding)));
    if (removed.size === before) return null; // the line stands on no finding: nothing to remove
    rung = without();
  }
  for (const kind of [...removed]) {
    removed.delete(kind);
    if (rankOf(without()) >= start) removed.add(kind);
  }
  const remove = counted.filter((finding) => removed.has(kindOf(finding))).map((finding) => finding.fingerprint);
  return { verdict: without().line.verdict, remove };
}

/** What would have to be added for the next worse verdict: the lines of that rung that can be assessed. */
export function nextWorse(input: VerdictInput, reached: Rung): VerdictRecord['nextWorse'] {
  const verdict = VERDICTS[rankOf(reached) + 1];
  if (verdict === undefined) return null;
  const lines = input.ladder.lines.filter((line) => line.verdict === verdict && !notAssessable(line, input));
  if (lines.length === 0) return null;
  const ifAlso: Text = {
    en: lines.map((line) => line.ifAlso.en).join('; or '),
    zh: lines.map((line) => line.ifAlso.zh).join('；或者'),
  };
  return { verdict, ifAlso };
}
