import type { Hint } from './lexicon.js';
import { englishHints } from './english-hints.js';
import type { LabelHint } from './label-hints.js';
import { labelHints } from './label-hints.js';
import { lexicon } from './lexicon.js';
import { noProductLabel, noProductPackage } from './no-product.js';
import type { Tally } from './tally.js';
import { englishWords, folded } from './tokens.js';
import {
  AGAIN,
  COMPONENT,
  CROWD,
  EXAMPLE_PACKAGE,
  LABEL,
  MODIFIER,
  NO_PRODUCT,
  PACKAGE,
  UNKNOWN_HEAD,
} from './weights.js';

/** Category → best weight of one label; what stands before the head noun of another category counts less. */
function weighLabel(hints: readonly LabelHint[]): Map<string, { weight: number; words: Set<string> }> {
  const weights = new Map<string, { weight: number; words: Set<string> }>();
  for (const { category, strength, word, place } of hints) {
    const weight =
      LABEL[strength] * (place === 'modifier' ? MODIFIER : 1) - (place === 'unknown-head' ? UNKNOWN_HEAD : 0);
    const known = weights.get(category);
    if (known === undefined) weights.set(category, { weight, words: new Set([word]) });
    else if (!known.words.has(word)) {
      known.weight = Math.max(known.weight, weight) + AGAIN * Math.min(known.weight, weight);
      known.words.add(word);
    }
  }
  return weights;
}

/** The labels: each language is read by itself; the strongest counts, and a second one that agrees. */
export function weighLabels(labels: readonly string[], tally: Tally): void {
  const best = new Map<string, { weight: number; words: Set<string> }[]>();
  let noProduct: string | undefined;
  for (const label of labels) {
    const words = englishWords(label);
    noProduct ??= noProductLabel(folded(label), words);
    for (const [category, one] of weighLabel(labelHints(label))) {
      const known = best.get(category) ?? [];
      // The same words again are the same label in one more language.
      if (known.every((other) => [...one.words].some((word) => !other.words.has(word))))
        best.set(category, [...known, one]);
    }
  }
  for (const [category, found] of best) {
    const [first, second] = found.sort((a, b) => b.weight - a.weight);
    const words = [...new Set(found.slice(0, 2).flatMap((one) => [...one.words]))]
      .map((word) => `«${word}»`)
      .join(', ');
    tally.add(category, (first?.weight ?? 0) + AGAIN * (second?.weight ?? 0), `label: ${words}`);
  }
  if (noProduct !== undefined) tally.against(NO_PRODUCT);
}

/** Shorter words end other words by chance. */
const MIN_PART = 5;

/** Hints of one segment: its words, else a long word that it begins or ends with (`freereader`). */
function segmentHints(segment: string): Hint[] {
  const whole = englishHints(englishWords(segment));
  if (whole.length > 0) return whole;
  const { en } = lexicon();
  for (let cut = 1; cut <= segment.length - MIN_PART; cut++) {
    const hint = en.get(segment.slice(cut)) ?? en.get(segment.slice(0, segment.length - cut));
    if (hint !== undefined) return [hint];
  }
  return [];
}

/** The package name without the first segment (`com`, `cn`). */
export function weighPackage(packageName: string, tally: Tally): void {
  const segments = packageName.slice(0, 200).toLowerCase().split('.');
  const isExample = segments[1] === 'example';
  const own = segments.slice(isExample ? 2 : 1);
  if (isExample) tally.against(EXAMPLE_PACKAGE);
  if (noProductPackage(own) !== undefined) tally.against(NO_PRODUCT);
  const best = new Map<string, Hint>();
  for (const segment of own) {
    for (const hint of segmentHints(segment)) {
      const known = best.get(hint.category);
      if (known === undefined || PACKAGE[known.strength] < PACKAGE[hint.strength]) best.set(hint.category, hint);
    }
  }
  for (const [category, { word, strength }] of best) tally.add(category, PACKAGE[strength], `package: «${word}»`);
}

/** Simple names of the app's components; a word counts once, all of a category's together to a limit. */
export function weighComponents(names: readonly string[], tally: Tally): void {
  const seen = new Map<string, Hint>();
  for (const name of names) {
    const simple = name.slice(name.lastIndexOf('.') + 1).replace(/(?:Activity|Service|Receiver|Provider)$/u, '');
    for (const hint of englishHints(englishWords(simple))) seen.set(hint.word, hint);
  }
  const sums = new Map<string, { weight: number; words: string[] }>();
  for (const { word, category, strength } of seen.values()) {
    const sum = sums.get(category) ?? { weight: 0, words: [] };
    sum.weight += COMPONENT[strength];
    sum.words.push(`«${word}»`);
    sums.set(category, sum);
  }
  for (const [category, { weight, words }] of sums)
    tally.add(category, Math.min(CROWD, weight), `components: ${words.sort().join(', ')}`);
}
