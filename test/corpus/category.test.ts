import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { categories } from '../../src/data/index.js';
import { answers, isHeldOut, readTruth, score, SURE } from './category-score.js';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
if (!existsSync(corpus)) process.stderr.write('skipped in part: the corpus is not there\n');

/** Wrong answers of 0.8 and more, of all rows. */
const WRONG_SURE_SHARE = 0.02;

const rows = answers(root, corpus);

describe('the labels', () => {
  it('are of categories there are, one a row', () => {
    const ids = new Set(categories().map(({ id }) => id));
    const truth = readTruth(root);
    expect(truth.filter(({ category }) => category !== null && !ids.has(category))).toEqual([]);
    expect(new Set(truth.map(({ set, key }) => `${set} ${key}`)).size).toBe(truth.length);
  });

  it('are held out in about half', () => {
    const share = rows.filter(isHeldOut).length / rows.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });
});

describe('inferred categories', () => {
  it.each([
    ['all', rows],
    ['corpus', rows.filter(({ set }) => set === 'corpus')],
    ['names of published notices', rows.filter(({ set }) => set === 'notices')],
    ['known names', rows.filter(({ set }) => set === 'known')],
    [
      'held out of corpus and notices',
      rows.filter((row) => (row.set === 'corpus' || row.set === 'notices') && isHeldOut(row)),
    ],
  ])('are hardly ever wrong where they may judge: %s', (_, part) => {
    const { wrongSure, rows: all } = score(part);
    expect(wrongSure).toBeLessThanOrEqual(all * WRONG_SURE_SHARE);
  });

  it('are right as often as they say, or more', () => {
    for (const from of [SURE, 0.9]) {
      const bin = rows.filter(({ confidence }) => confidence >= from);
      expect(bin.length).toBeGreaterThan(10);
      expect(bin.filter((row) => row.inferred === row.category).length / bin.length).toBeGreaterThanOrEqual(from);
    }
  });

  it('are found for two in five known names', () => {
    const { found, categorised } = score(rows.filter(({ set }) => set === 'known'));
    expect(found / categorised).toBeGreaterThan(0.4);
  });
});
