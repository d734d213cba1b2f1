import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openApp } from '../../src/apk/index.js';
import { categoryInput, inferCategory } from '../../src/artifact/category/index.js';
import type { InferredCategory } from '../../src/artifact/category/index.js';
import { PrivscanError } from '../../src/model/index.js';

/** A row of category-truth.json: an app, by the beginning of its file's SHA-256 or by its name, labelled by hand. */
export interface Truth {
  readonly set: 'corpus' | 'notices' | 'known' | 'compound';
  readonly key: string;
  /** Null: none of the 39. */
  readonly category: string | null;
  readonly why?: string;
}

export interface Answer extends Truth {
  readonly inferred: string | null;
  readonly confidence: number;
  readonly because: readonly string[];
}

/** Below this the answer is «none of the 39». */
const ANSWER = 0.5;

/** From here on a category may judge necessity (design/verdict §2). */
export const SURE = 0.8;

export const readTruth = (root: string): Truth[] =>
  JSON.parse(readFileSync(path.join(root, 'test/corpus/category-truth.json'), 'utf8')) as Truth[];

/** Rows whose wrong answers were looked at while weights were chosen; the other half was only counted. */
export const isHeldOut = ({ key }: Truth): boolean => (createHash('sha256').update(key).digest()[0] ?? 0) % 2 === 1;

/** What a file's package says, SDKs left out: finding them takes a sweep over all code. Undefined: not an app. */
function ofFile(file: string): { readonly category: InferredCategory | undefined } | undefined {
  try {
    const apk = openApp(file, []);
    try {
      return { category: inferCategory(categoryInput(apk, [])) };
    } finally {
      apk.close();
    }
  } catch (error) {
    if (error instanceof PrivscanError) return undefined;
    throw error;
  }
}

function answer(truth: Truth, category: InferredCategory | undefined): Answer {
  const inferred = category !== undefined && category.confidence >= ANSWER ? category.id : null;
  return { ...truth, inferred, confidence: category?.confidence ?? 0, because: category?.because ?? [] };
}

/** Answers to every row that can be asked: names always, files where the corpus is there. */
export function answers(root: string, corpus: string): Answer[] {
  const folder = path.join(corpus, 'apks');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return readTruth(root).flatMap((truth) => {
    if (truth.set !== 'corpus') return answer(truth, inferCategory({ labels: [truth.key] }));
    const file = files.find((name) => name.startsWith(truth.key));
    const seen = file === undefined ? undefined : ofFile(path.join(folder, file));
    return seen === undefined ? [] : answer(truth, seen.category);
  });
}

/** Apps that somebody else chose; `known` are names of our own choice, `compound` names made of words that mislead. */
const isReal = ({ set }: Truth): boolean => set === 'corpus' || set === 'notices';

export interface Score {
  readonly rows: number;
  readonly right: number;
  /** Answers of {@link SURE} and more, and how many of them are wrong. */
  readonly sure: number;
  readonly wrongSure: number;
  /** Rows that have a category, and how many of them were answered surely and rightly. */
  readonly categorised: number;
  readonly found: number;
}

export function score(rows: readonly Answer[]): Score {
  const isRight = (row: Answer): boolean => row.inferred === row.category;
  const sure = rows.filter(({ confidence }) => confidence >= SURE);
  const categorised = rows.filter(({ category }) => category !== null);
  return {
    rows: rows.length,
    right: rows.filter(isRight).length,
    sure: sure.length,
    wrongSure: sure.filter((row) => !isRight(row)).length,
    categorised: categorised.length,
    found: categorised.filter((row) => isRight(row) && row.confidence >= SURE).length,
  };
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

const line = (name: string, { rows, right, sure, wrongSure, categorised, found }: Score): string =>
  [
    name.padEnd(22),
    `${right}/${rows} right (${percent(right, rows)})`,
    `sure ${sure}, wrong among them ${wrongSure} (${percent(wrongSure, rows)} of all)`,
    `found surely ${found}/${categorised}`,
  ].join('  ');

const BINS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.5, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
];

/** How often the best category is right, by the confidence it was given with. */
function calibration(rows: readonly Answer[]): string[] {
  return BINS.map(([from, to]) => {
    const bin = rows.filter(({ confidence }) => confidence >= from && confidence < to && confidence > 0);
    const right = bin.filter((row) => row.inferred === row.category).length;
    return `  ${from.toFixed(1)}–${Math.min(1, to).toFixed(1)}  ${right}/${bin.length} right (${percent(right, bin.length)})`;
  });
}

/** The report as lines; `wrong` lists every wrong row of the halves and sets that may be looked at. */
export function report(rows: readonly Answer[], wrong: boolean): string[] {
  const groups: readonly (readonly [string, (row: Answer) => boolean])[] = [
    ['corpus+notices, tuned', (row) => isReal(row) && !isHeldOut(row)],
    ['corpus+notices, held', (row) => isReal(row) && isHeldOut(row)],
    ['corpus', (row) => row.set === 'corpus'],
    ['notices', (row) => row.set === 'notices'],
    ['known names', (row) => row.set === 'known'],
    ['compounds, tuned', (row) => row.set === 'compound' && !isHeldOut(row)],
    ['compounds, held', (row) => row.set === 'compound' && isHeldOut(row)],
    ['all', () => true],
  ];
  const mistakes = rows.filter((row) => row.inferred !== row.category && row.set !== 'known' && !isHeldOut(row));
  return [
    ...groups.map(([name, of]) => line(name, score(rows.filter(of)))),
    'calibration',
    ...calibration(rows),
    ...(wrong ? mistakes : []).map(
      (row) =>
        `  ${row.key}: ${row.inferred ?? 'none'} ${row.confidence} instead of ${row.category ?? 'none'}  ${row.because.join('; ')}`,
    ),
  ];
}
