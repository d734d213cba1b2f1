import { VERDICTS } from '../model/index.js';
import type { Text, VerdictInput, VerdictRecord } from '../model/index.js';
import { climb, notAssessable } from './climb.js';
import type { Rung } from './climb.js';
import type { CountedFinding } from './counted.js';

const rankOf = (rung: Rung): number => VERDICTS.indexOf(rung.line.verdict);

/**
 * A smallest-by-inclusion set of findings whose removal makes the verdict better. Greedy: take away what the reached
 * line stands on until the verdict improves, then put back whatever was not needed.
 */
export function nextBetter(input: VerdictInput, counted: readonly CountedFinding[], reached: Rung): VerdictRecord['nextBetter'] {
  const start = rankOf(reached);
  if (start === 0) return null;
  const removed = new Set<CountedFinding>();
  const without = (): Rung => climb(input, counted.filter((finding) => !removed.has(finding)));
  let rung = reached;
  while (rankOf(rung) >= start) {
    const before = removed.size;
    rung.because.forEach((finding) => removed.add(finding));
    if (removed.size === before) return null; // the line stands on no finding: nothing to remove
    rung = without();
  }
  for (const finding of [...removed]) {
    removed.delete(finding);
    if (rankOf(without()) >= start) removed.add(finding);
  }
  const better = without();
  return { verdict: better.line.verdict, remove: [...removed].map((finding) => finding.fingerprint).sort() };
}

/** What would have to be added for the next worse verdict: the lines of that rung that can be assessed. */
export function nextWorse(input: VerdictInput, reached: Rung): VerdictRecord['nextWorse'] {
  const verdict = VERDICTS[rankOf(reached) + 1];
  if (verdict === undefined) return null;
  const lines = input.ladder.lines.filter((line) => line.verdict === verdict && !notAssessable(line, input));
  if (lines.length === 0) return null;
  const ifAlso: Text = {
    en: lines.map((line) => line.ifAlso.en).join('; or '),
    zh: lines.map((line) => line.ifAlso.zh).join(';或者'),
  };
  return { verdict, ifAlso };
}
