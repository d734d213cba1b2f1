import { VERDICTS } from '../model/index.js';
import type { ResolvedConfig, ScanResult, VerdictRecord } from '../model/index.js';

/** The exit codes, in one place. Scripts rely on them. */
export const EXIT = {
  /** Every verdict is below `--fail-on`. */
  ok: 0,
  /** A verdict is at or above `--fail-on`. */
  verdict: 1,
  /** Usage or configuration. */
  usage: 2,
  /** An input could not be read, or was read in part and is otherwise 0. */
  incomplete: 3,
  /** A defect of privscan. */
  internal: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Worst first: 4 > 2 > 1 > 3 > 0. */
const PRECEDENCE: readonly ExitCode[] = [EXIT.internal, EXIT.usage, EXIT.verdict, EXIT.incomplete, EXIT.ok];

type Judgement = Pick<ResolvedConfig, 'failOn' | 'allowIncomplete'>;

function incomplete({ complete, incompleteReasons }: VerdictRecord, { allowIncomplete }: Judgement): boolean {
  if (complete || allowIncomplete.includes('all')) return false;
  // A damaged DEX is never an expected gap: only the bare flag lets it pass.
  const allowed = incompleteReasons.filter(({ kind }) => kind !== 'dex-unreadable' && allowIncomplete.includes(kind));
  return incompleteReasons.length === 0 || allowed.length < incompleteReasons.length;
}

function codeOf(result: ScanResult, config: Judgement): ExitCode {
  if (result.verdict === null) return EXIT.incomplete;
  if (config.failOn === 'never') return EXIT.ok;
  if (VERDICTS.indexOf(result.verdict.verdict) >= VERDICTS.indexOf(config.failOn)) return EXIT.verdict;
  return incomplete(result.verdict, config) ? EXIT.incomplete : EXIT.ok;
}

/** One code for one app or many. */
export function exitCode(results: readonly ScanResult[], config: Judgement): ExitCode {
  const codes = new Set(results.map((result) => codeOf(result, config)));
  return PRECEDENCE.find((code) => codes.has(code)) ?? EXIT.ok;
}
