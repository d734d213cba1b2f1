import type { Hint } from './lexicon.js';
import { lexicon } from './lexicon.js';

/** English hints of a list of words in order, the longest at each place, none overlapping; `visit` gets what follows. */
export function eachEnglishHint(words: readonly string[], visit: (hint: Hint, after: readonly string[]) => void): void {
  const { en, enWords } = lexicon();
  for (let at = 0; at < words.length;) {
    let taken = 1;
    for (let count = Math.min(enWords, words.length - at); count > 0; count--) {
      const hint = en.get(words.slice(at, at + count).join(''));
      if (hint === undefined) continue;
      visit(hint, words.slice(at + count));
      taken = count;
      break;
    }
    at += taken;
  }
}

/** English hints of a list of words in order. */
export function englishHints(words: readonly string[]): Hint[] {
  const found: Hint[] = [];
  eachEnglishHint(words, (hint) => found.push(hint));
  return found;
}
