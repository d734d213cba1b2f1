import { builtInRules } from '../../../src/composition.js';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rulesDocs } from '../../../src/cli/commands/rule-docs.js';
import { rulesNew } from '../../../src/cli/commands/rule-new.js';
import { HEAD_END, SECTIONS } from '../../../src/cli/commands/rule-page.js';
import type { Io } from '../../../src/cli/io.js';

const root = path.resolve(import.meta.dirname, '../../..');
let cwd: string;
let told: string;

function io(): Io {
  const output = { write: (text: string) => void (told += text), isTTY: false, columns: 80 };
  return { env: {}, cwd, stdout: output, stderr: output, workerEntry: 'none', exitOnInterrupt: () => undefined };
}

beforeEach(() => {
  told = '';
  cwd = mkdtempSync(path.join(tmpdir(), 'privscan-rules-'));
  cpSync(path.join(root, 'rules'), path.join(cwd, 'rules'), {
    recursive: true,
    filter: (file) => !file.includes(`${path.sep}data`) && !file.includes(`${path.sep}presets`),
  });
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const page = (): string => path.join(cwd, 'rules', 'manifest', 'debuggable', 'README.md');

describe('rules docs', () => {
  it('finds the committed pages up to date', () => {
    rulesDocs({ check: true }, io());
    expect(told).toBe('every page is up to date\n');
  });

  it('names a stale page and writes nothing with --check', () => {
    const stale = readFileSync(page(), 'utf8').replace('MAN-001 · Debuggable build', 'MAN-001 · Something else');
    writeFileSync(page(), stale);
    expect(() => rulesDocs({ check: true }, io())).toThrow('rules/manifest/debuggable/README.md');
    expect(readFileSync(page(), 'utf8')).toBe(stale);
  });

  it('makes the head anew and keeps what is written below it', () => {
    const text = readFileSync(page(), 'utf8');
    writeFileSync(page(), `${text.replace('MAN-001 · Debuggable build', 'old')}\nA note by hand.\n`);
    rulesDocs({}, io());
    expect(readFileSync(page(), 'utf8')).toBe(`${text}\nA note by hand.\n`);
    expect(told).toBe('rules/manifest/debuggable/README.md written\n');
  });

  it('puts a head above a page that has none, and sections into one that is missing', () => {
    writeFileSync(page(), '## What it means\n\nOnly this.\n');
    rulesDocs({}, io());
    expect(readFileSync(page(), 'utf8')).toMatch(/^<!-- Made[\s\S]+## What it means\n\nOnly this\.\n$/u);
    rmSync(page());
    expect(() => rulesDocs({ check: true }, io())).toThrow('stale or missing');
    rulesDocs({}, io());
    const body = readFileSync(page(), 'utf8').split(HEAD_END)[1] ?? '';
    expect(body.match(/^## .+$/gmu)).toEqual(SECTIONS.map((title) => `## ${title}`));
  });

  it('works in the repository only', () => {
    rmSync(path.join(cwd, 'rules'), { recursive: true });
    expect(() => rulesDocs({}, io())).toThrow('root of the privscan repository');
  });
});

describe('rules new', () => {
  const read = (...parts: string[]): string => readFileSync(path.join(cwd, ...parts), 'utf8');

  it('writes a rule, its page and its cases, with the next code of the category', () => {
    rulesNew('manifest/made-in-a-test', {}, io());
    const code = /code: '(MAN-\d{3})'/u.exec(read('rules', 'manifest', 'made-in-a-test', 'index.ts'))?.[1] ?? '';
    const taken = builtInRules.map((rule) => rule.meta.code).filter((one) => one.startsWith('MAN-'));
    expect([...taken, code].sort().at(-1)).toBe(code);
    expect(taken).not.toContain(code);
    expect(read('rules', 'manifest', 'made-in-a-test', 'README.md')).toContain(`# ${code}`);
    expect(read('test', 'rules', 'manifest-made-in-a-test.ts')).toContain('export const cases: RuleCases');
    expect(told).toContain('privscan rules index');
  });

  it('takes another code', () => {
    rulesNew('collection/made-in-a-test', { code: 'LOC-999' }, io());
    expect(read('rules', 'collection', 'made-in-a-test', 'index.ts')).toContain("code: 'LOC-999'");
  });

  it.each([
    ['nothing/new', {}, 'categories:'],
    ['manifest', {}, 'categories:'],
    ['manifest/Test_Only', {}, 'categories:'],
    ['manifest/../../evil', {}, 'categories:'],
    ['constructor/new', {}, 'categories:'],
    ['manifest/new', { code: 'man-2' }, 'not a code'],
    ['manifest/new', { code: 'POL-001' }, 'disclosure/no-privacy-policy'],
    ['manifest/debuggable', {}, 'is there already'],
  ])('refuses %s %j', (id, flags, message) => {
    expect(() => rulesNew(id, flags, io())).toThrow(message);
  });

  it('writes nothing when one of the files is there', () => {
    mkdirSync(path.join(cwd, 'test', 'rules'), { recursive: true });
    writeFileSync(path.join(cwd, 'test', 'rules', 'manifest-new.ts'), 'mine');
    expect(() => rulesNew('manifest/new', {}, io())).toThrow('is there already');
    expect(() => read('rules', 'manifest', 'new', 'index.ts')).toThrow('ENOENT');
    expect(read('test', 'rules', 'manifest-new.ts')).toBe('mine');
  });
});
