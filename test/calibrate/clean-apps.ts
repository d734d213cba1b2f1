import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ScanResult, Verdict } from '../../src/index.js';

/** A row of test/corpus/clean-apps.tsv: an open-source app of the corpus a person would call clean, and why. */
export interface CleanApp {
  readonly sha256: string;
  readonly name: string;
  /** `pass`, or the verdict of a named exception. */
  readonly expected: Verdict;
  /** Codes of the rules an exception rests on; empty for a pass. */
  readonly rules: readonly string[];
  readonly why: string;
}

/** The committed list, in its order. */
export function cleanApps(root: string): CleanApp[] {
  const text = readFileSync(path.join(root, 'test/corpus/clean-apps.tsv'), 'utf8');
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
    const [sha256 = '', name = '', expected = '', rules = '', why = ''] = line.split('\t');
    return { sha256, name, expected: expected as Verdict, rules: rules.split(',').filter((code) => code !== ''), why };
  });
}

/** Codes of the rules whose findings the verdict rests on, sorted. */
export function restsOn({ rules, verdict }: ScanResult): string[] {
  const because = new Set(verdict?.because);
  const codes = rules.filter(({ findings }) => findings.some(({ fingerprint }) => because.has(fingerprint)));
  return codes.map(({ meta }) => meta.code).sort();
}
