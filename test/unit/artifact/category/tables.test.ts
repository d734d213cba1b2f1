import { describe, expect, it } from '@jest/globals';
import { NETWORK_SERVICES, ROLES, SDK_KINDS } from '../../../../src/artifact/category/roles.js';
import { SCREEN_TEXTS } from '../../../../src/artifact/category/screen-texts.js';
import { lexicon, STRENGTH_WORDS } from '../../../../src/artifact/category/lexicon.js';
import { categories, sdks } from '../../../../src/data/index.js';

const hints = categories().flatMap(({ id, hints: { zh, en } }) => [...zh, ...en].map((word) => ({ id, word })));

describe('words of categories', () => {
  it('are each of one category', () => {
    const byWord = new Map<string, string[]>();
    for (const { id, word } of hints) byWord.set(word.toLowerCase(), [...(byWord.get(word.toLowerCase()) ?? []), id]);
    expect([...byWord].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });

  it('are all looked up, and strengths name only words there are', () => {
    const { zh, en } = lexicon();
    expect([...zh.values()].flat().length + en.size).toBe(hints.length);
    const known = new Set(hints.map(({ word }) => word));
    expect(STRENGTH_WORDS.filter((word) => !known.has(word))).toEqual([]);
    expect(new Set(STRENGTH_WORDS).size).toBe(STRENGTH_WORDS.length);
  });
});

describe('evidence besides words', () => {
  it('speaks for categories and SDK kinds there are', () => {
    const ids = new Set(categories().map(({ id }) => id));
    const spoken = [
      ...SCREEN_TEXTS.values(),
      ...[...ROLES.values(), ...SDK_KINDS.values()].map(([id]) => id),
      ...NETWORK_SERVICES,
    ];
    expect(spoken.filter((id) => !ids.has(id))).toEqual([]);
    const kinds = new Set(sdks().map(({ kind }) => kind));
    expect([...SDK_KINDS.keys()].filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
