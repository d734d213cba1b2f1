import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_RULES } from '../../rules/index.js';
import { HEAD_END, pageText, SECTIONS } from '../../src/cli/commands/rule-page.js';
import { clause } from '../../src/data/index.js';
import type { RuleMeta, Text } from '../../src/model/index.js';

const root = path.resolve(import.meta.dirname, '../..');
const metas = BUILT_IN_RULES.map((rule) => rule.meta as RuleMeta);

function pageOf({ id }: RuleMeta): string {
  const file = path.join(root, 'rules', id, 'README.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Title → text of the sections below the made head. */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.slice(page.indexOf(HEAD_END) + HEAD_END.length).split(/^## (.+)$/mu);
  const sections = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) sections.set(parts[i] ?? '', (parts[i + 1] ?? '').trim());
  return sections;
}

/** Half-width punctuation right beside a Chinese character; code and paths do not touch one. */
const HALF_WIDTH = /\p{Script=Han}[,;:!?()]|[,;!?()]\p{Script=Han}/u;

const textsOf = ({ title, rationale, remedy, messages }: RuleMeta): Text[] => [
  title,
  rationale,
  remedy,
  ...Object.values(messages),
];

describe.each(metas.map((meta) => ({ id: meta.id, meta })))('$id', ({ id, meta }) => {
  it('lives in the folder of its id and of its category', () => {
    expect(existsSync(path.join(root, 'rules', id, 'index.ts'))).toBe(true);
    expect(id.split('/')[0]).toBe(meta.category);
  });

  it('has a page whose head is made from its meta', () => {
    expect(pageText(meta, pageOf(meta))).toBe(pageOf(meta));
  });

  it('has every section in both languages, written', () => {
    const sections = sectionsOf(pageOf(meta));
    expect([...sections.keys()]).toEqual([...SECTIONS]);
    expect([...sections].filter(([, text]) => text.length < 15)).toEqual([]);
  });

  it('cites clauses the table knows, and never an article of a renumbered law', () => {
    expect(meta.legal.filter(({ id: law, clause: item }) => clause(law, item) === undefined)).toEqual([]);
    expect(meta.legal.filter(({ id: law, clause: item }) => law === 'csl' && item !== undefined)).toEqual([]);
    expect(pageOf(meta)).not.toMatch(/网络安全法》?第|Cybersecurity Law,? art/u);
  });

  it('is worded in Chinese with Chinese punctuation, and in English without a Chinese character', () => {
    const texts = textsOf(meta);
    expect(texts.map(({ zh }) => zh).filter((zh) => HALF_WIDTH.test(zh))).toEqual([]);
    expect(texts.map(({ zh }) => zh).filter((zh) => !/\p{Script=Han}/u.test(zh))).toEqual([]);
    expect(texts.map(({ en }) => en).filter((en) => /\p{Script=Han}/u.test(en))).toEqual([]);
    expect([...sectionsOf(pageOf(meta))].slice(4).filter(([, text]) => HALF_WIDTH.test(text))).toEqual([]);
  });

  it('ends sentences and leaves no full stop on titles', () => {
    const { title, messages, ...rest } = meta;
    const sentences = [rest.rationale, rest.remedy, ...Object.values(messages)];
    expect(sentences.filter(({ en, zh }) => !en.endsWith('.') || !zh.endsWith('。'))).toEqual([]);
    expect(title.en.endsWith('.') || title.zh.endsWith('。')).toBe(false);
  });
});

it('gives every rule a code of its own', () => {
  const codes = metas.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !/^[A-Z]{3}-\d{3}$/u.test(code))).toEqual([]);
});
