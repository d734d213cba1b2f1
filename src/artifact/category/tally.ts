import { NONE } from './weights.js';

/** Log-odds per category and their reasons. */
export class Tally {
  private readonly scores = new Map<string, number>();

  private readonly reasons = new Map<string, string[]>();

  private none = NONE;

  /** Adds to a category; `reason` is one English phrase. */
  add(category: string, weight: number, reason: string): void {
    this.scores.set(category, (this.scores.get(category) ?? 0) + weight);
    const reasons = this.reasons.get(category);
    if (reasons) reasons.push(reason);
    else this.reasons.set(category, [reason]);
  }

  /** Adds to «none of the 39». */
  against(weight: number): void {
    this.none += weight;
  }

  /** Takes from a category only if something spoke for it. */
  weaken(category: string, weight: number, reason: string): void {
    if (this.scores.has(category)) this.add(category, weight, reason);
  }

  /** The best category, the share of it among all and none (0…1), and why; equal scores: the lower id. */
  best(): { readonly id: string; readonly confidence: number; readonly because: readonly string[] } | undefined {
    const ranked = [...this.scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    const [first] = ranked;
    if (first === undefined) return undefined;
    const [id, top] = first;
    // Relative to the best, so that no power overflows.
    const others = ranked.reduce((sum, [, score]) => sum + Math.exp(score - top), Math.exp(this.none - top));
    return { id, confidence: Math.min(0.99, round(1 / others)), because: this.reasons.get(id) ?? [] };
  }
}

/** Two places: the last bits of `Math.exp` differ between machines, and more would pretend. Down, so 0.8 is 0.8. */
const round = (share: number): number => Math.floor(share * 100 + 1e-9) / 100;
