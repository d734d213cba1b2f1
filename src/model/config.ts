import type { Severity, Verdict } from './grades.js';
import type { Locale, Text } from './text.js';
import type { Ladder } from './verdict.js';

/** One frozen value made from defaults ← preset ← file ← environment ← flags (src/config). */
export interface ResolvedConfig {
  readonly preset: string;
  readonly market: 'cn' | 'other';
  /** Id of rules/data/categories.json, when declared. */
  readonly category?: string;
  readonly minors: boolean;
  readonly lang: Locale;
  readonly failOn: Verdict | 'never';
  /** Reasons of incompleteness that do not raise the exit code; `all` for the bare flag. */
  readonly allowIncomplete: readonly ('all' | 'packed' | 'budget' | 'split' | 'native')[];
  /** ISO date the law is read at; undefined: the date of the data tables. */
  readonly asOf?: string;
  readonly rules: {
    readonly enable: readonly string[];
    readonly disable: readonly string[];
    readonly severity: Readonly<Record<string, Severity>>;
  };
  readonly suppressions: readonly ConfigSuppression[];
  readonly baseline: readonly string[];
  /** Thresholds of rules, from the preset and overridden key by key. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Seconds; 0: none. */
  readonly timeoutSeconds: number;
}

export interface ConfigSuppression {
  readonly fingerprint?: string;
  readonly rule?: string;
  readonly justification: string;
  /** ISO date. */
  readonly expires?: string;
}

/** One line of `--history`: an earlier order or notice about this app. */
export interface HistoryEntry {
  /** ISO date. */
  readonly date: string;
  readonly authority: string;
  readonly duty?: string;
  /** Items of the 2019 methods, e.g. `M1.1`. */
  readonly items?: readonly string[];
  readonly outcome: string;
}

/** rules/presets/*.json: what one market's judge works with. */
export interface Preset {
  readonly id: string;
  readonly title: Text;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly ladder: Ladder;
}
