import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { resolveConfig, scan } from '../../src/index.js';
import { cleanApps, restsOn } from './clean-apps.js';
import { RUNGS } from './replay.js';

/** Open-source apps of the corpus that a person would call clean: all pass but those the list names, with the reason. */
const root = path.resolve(import.meta.dirname, '../..');
const list = cleanApps(root);
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const index = path.join(corpus, 'INDEX.tsv');
if (!existsSync(index)) process.stderr.write('skipped: the corpus of real apps is not there (PRIVSCAN_CORPUS)\n');

describe('clean-apps.tsv', () => {
  it('names each app once, with a reason, and what an exception rests on', () => {
    expect(new Set(list.map(({ sha256 }) => sha256)).size).toBe(list.length);
    for (const { sha256, name, expected, rules, why } of list) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect([name, why].every((text) => text.length > 2)).toBe(true);
      expect(RUNGS).toContain(expected);
      expect({ name, exception: expected !== 'pass' }).toEqual({ name, exception: rules.length > 0 });
    }
  });

  it('is mostly passes', () => {
    expect(list.filter(({ expected }) => expected === 'pass').length / list.length).toBeGreaterThan(0.75);
  });
});

(existsSync(index) ? describe : describe.skip)('clean apps', () => {
  const rows = existsSync(index) ? readFileSync(index, 'utf8').split('\n') : [];
  const fileOf = new Map(rows.map((row) => [row.split('\t')[0] ?? '', row.split('\t')[2] ?? '']));

  it.each(list)(
    '$name: $expected',
    async ({ sha256, name, expected, rules }) => {
      const file = fileOf.get(sha256) ?? '';
      const target = { path: path.join(corpus, file), displayName: name };
      const result = await scan({ target, config: resolveConfig([]) });
      expect(result.app?.sha256).toBe(sha256);
      expect({ verdict: result.verdict?.verdict, complete: result.verdict?.complete }).toEqual({
        verdict: expected,
        complete: true,
      });
      if (expected !== 'pass') expect(restsOn(result)).toEqual(expect.arrayContaining([...rules]));
    },
    60_000,
  );
});
