import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { BatchResult, ScanResult } from '../model/index.js';
import { didYouMean } from '../config/index.js';
import { jsonReporter, textReporter } from '../report/index.js';
import type { Reporter, ReportOptions } from '../report/index.js';
import type { Io } from './io.js';

const REPORTERS: Readonly<Record<string, Reporter>> = { text: textReporter, json: jsonReporter };

export interface OutputTarget {
  readonly reporter: Reporter;
  /** A file; undefined: stdout. */
  readonly file?: string;
}

function parseOne(spec: string): OutputTarget {
  const at = spec.indexOf('=');
  const id = at < 0 ? spec : spec.slice(0, at);
  const reporter = Object.hasOwn(REPORTERS, id) ? REPORTERS[id] : undefined;
  if (reporter === undefined) {
    const known = Object.keys(REPORTERS);
    throw new UsageError(`--format: unknown format «${id}»; there are ${known.join(', ')}.${didYouMean(id, known)}`);
  }
  if (at >= 0 && at === spec.length - 1) throw new UsageError(`--format ${id}= needs a path`);
  return at < 0 ? { reporter } : { reporter, file: spec.slice(at + 1) };
}

/** A second report to the same file would overwrite the first. */
function checkFiles(targets: readonly OutputTarget[]): void {
  const seen = new Set<string>();
  for (const { file } of targets) {
    if (file === undefined) continue;
    const normal = path.normalize(file);
    if (seen.has(normal)) throw new UsageError(`--format: two reports cannot be written to ${file}`);
    seen.add(normal);
  }
}

/** `-f FORMAT[=PATH]…` and `-o PATH` (which needs exactly one format without a path). */
export function parseOutputs(formats: readonly string[], output: string | undefined): OutputTarget[] {
  const targets = (formats.length === 0 ? ['text'] : formats).map(parseOne);
  const toStdout = targets.filter((target) => target.file === undefined);
  if (output !== undefined) {
    const [only] = targets;
    if (targets.length !== 1 || only === undefined || only.file !== undefined) {
      throw new UsageError('-o goes with exactly one format; give several as -f FORMAT=PATH');
    }
    return [{ reporter: only.reporter, file: output }];
  }
  checkFiles(targets);
  if (toStdout.length > 1)
    throw new UsageError('only one format can go to stdout; give the others a path: -f FORMAT=PATH');
  return targets;
}

/** Width of text for people: the terminal's, capped for reading; 80 when piped or in a file. */
export function textWidth({ stdout }: Pick<Io, 'stdout'>): number {
  const columns = stdout.isTTY ? (stdout.columns ?? 80) : 80;
  return Math.min(Math.max(columns, 40), 120);
}

/** Writes every report; a file that cannot be written is a usage error with its path. */
export function writeOutputs(
  targets: readonly OutputTarget[],
  result: ScanResult | BatchResult,
  options: ReportOptions,
  io: Io,
): void {
  for (const { reporter, file } of targets) {
    if (file === undefined) {
      for (const chunk of reporter.render(result, options)) io.stdout.write(chunk);
      continue;
    }
    const text = [...reporter.render(result, { ...options, color: 0, width: 80 })].join('');
    try {
      writeFileSync(path.resolve(io.cwd, file), text);
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
}
