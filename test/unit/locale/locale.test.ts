import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { chooseLocale, phrase } from '../../../src/locale/index.js';
import { PHRASES } from '../../../src/locale/phrases.js';

describe('chooseLocale', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh-Hant' }, 'zh'],
    [{ LANG: 'zh' }, 'zh'],
    [{ LANG: 'ZH_cn' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'zhx' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'zh_CN', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US', LC_MESSAGES: 'zh_CN' }, 'zh'],
    [{ LC_MESSAGES: 'en_US', LC_ALL: 'zh_TW' }, 'zh'],
    [{ LC_ALL: '', LANG: 'zh_CN' }, 'zh'],
  ] as const)('%j is %s', (env, expected) => {
    expect(chooseLocale(env)).toBe(expected);
  });
});

describe('phrase', () => {
  it('fills placeholders once and leaves unknown ones', () => {
    expect(phrase('line.packer', 'en', { name: '{by}', by: 'x' })).toBe('packed with {by} (x)');
    expect(phrase('line.more', 'en', {})).toContain('{count}');
  });
});

const entries = Object.entries(PHRASES);
const placeholders = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).sort();

describe('wording', () => {
  it.each(entries)('%s has the same placeholders in both languages', (_, { en, zh }) => {
    expect(placeholders(zh)).toEqual(placeholders(en));
  });

  /** Chinese text takes full-width punctuation; a half-width mark beside a Han character is a typing slip. */
  const slip = /\p{Script=Han}[,:;!?()]|[,:;!?()]\p{Script=Han}/u;

  it.each(entries)('%s: Chinese punctuation is full-width', (_, { zh }) => {
    expect(zh).not.toMatch(slip);
  });

  it('so it is in the preset', () => {
    const preset = readFileSync(new URL('../../../rules/presets/cn.json', import.meta.url), 'utf8');
    const chinese = [...preset.matchAll(/"zh": "([^"]*)"/gu)].map((match) => match[1] ?? '');
    expect(chinese.length).toBeGreaterThan(20);
    for (const text of chinese) expect(text).not.toMatch(slip);
  });

  it('the rungs bear the product’s names', () => {
    const rungs = (['pass', 'rectify', 'warn', 'penalize'] as const).map((rung) => phrase(`verdict.${rung}`, 'zh'));
    expect(rungs).toEqual(['合格', '责令整改', '警告', '处罚']);
  });

  it('no phrase is left that nobody says', () => {
    // Keys built from a value (`verdict.${…}`) are said by their prefix.
    const built = [
      'verdict.',
      'severity.',
      'confidence.',
      'permission.',
      'sdk.',
      'banner.market.',
      'banner.policy.',
      'banner.category.',
      'unread.',
      'owner.',
    ];
    const files = ['banner', 'detail-lines', 'finding-lines', 'text'].map((name) =>
      readFileSync(new URL(`../../../src/report/text/${name}.ts`, import.meta.url), 'utf8'),
    );
    const said = files.join('\n');
    const dead = entries
      .map(([key]) => key)
      .filter((key) => !built.some((prefix) => key.startsWith(prefix)) && !said.includes(`'${key}'`));
    expect(dead).toEqual([]);
  });
});
