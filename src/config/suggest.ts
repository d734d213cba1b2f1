/** Edit distance, one row at a time; inputs are capped because a key may be hostile. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The nearest of `choices` to a word that is none of them, when it is near enough to be a slip. */
export function suggest(word: string, choices: Iterable<string>): string | undefined {
  const given = word.slice(0, 80).toLowerCase();
  let best: string | undefined;
  // A third of the word, at least two letters, but never the whole word: any two-letter words are two letters apart.
  let least = Math.min(Math.max(2, Math.floor(given.length / 3)), given.length - 1) + 1;
  for (const choice of choices) {
    const far = distance(given, choice.toLowerCase());
    if (far < least) [best, least] = [choice, far];
  }
  return best;
}

/** ` Did you mean «x»?` or nothing. */
export function didYouMean(word: string, choices: Iterable<string>): string {
  const nearest = suggest(word, choices);
  return nearest === undefined ? '' : ` Did you mean «${nearest}»?`;
}
