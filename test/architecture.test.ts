import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_RULES } from '../rules/index.js';
import { PRESETS } from '../rules/presets/generated.js';
import { clause } from '../src/data/index.js';
import type { RuleCategory, Text } from '../src/index.js';
import { privscan } from './cli/command.js';

/** What holds of the repository as a whole and no compiler sees. Who may import whom is held by dependency-cruiser. */
const root = path.resolve(import.meta.dirname, '..');
const from = (...parts: readonly string[]): string => path.join(root, ...parts);
const folders = (at: string): string[] =>
  readdirSync(from(at), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const metas = BUILT_IN_RULES.map(({ meta }) => meta);
const HAN = /\p{Script=Han}/u;

/** Prefix of a rule's code → its category. */
const CATEGORY_OF: Readonly<Record<string, RuleCategory>> = {
  POL: 'disclosure',
  VAG: 'disclosure',
  CMP: 'disclosure',
  CON: 'consent',
  SDK: 'sdk',
  PRM: 'permission',
  NEC: 'necessity',
  DEV: 'collection',
  LOC: 'collection',
  SEN: 'collection',
  NET: 'transmission',
  FLW: 'transmission',
  IPC: 'transmission',
  WEB: 'transmission',
  STO: 'storage',
  KEY: 'storage',
  RGT: 'rights',
  MIN: 'rights',
  ADS: 'rights',
  BKG: 'manifest',
  MET: 'manifest',
  MAN: 'manifest',
};

/** Codes the legal research gave before there were folders, and why the rule stands elsewhere. */
const CODE_EXCEPTIONS: Readonly<Record<string, RuleCategory>> = {
  // The research counts the lists of installed and of used apps to necessity; the rules are about code that reads them.
  'NEC-005': 'collection',
  'NEC-008': 'collection',
};

describe('rules', () => {
  it('are all in rules/index.ts, and their pages have the head their metadata make', () => {
    expect(privscan(['rules', 'index', '--check'], { cwd: root })).toMatchObject({ status: 0, stderr: '' });
    expect(privscan(['rules', 'docs', '--check'], { cwd: root })).toMatchObject({ status: 0, stderr: '' });
    const onDisk = folders('rules').flatMap((category) =>
      folders(`rules/${category}`)
        .map((name) => `${category}/${name}`)
        .filter((id) => existsSync(from('rules', id, 'index.ts'))),
    );
    expect(metas.map(({ id }) => id).sort()).toEqual(onDisk.sort());
  });

  it.each(metas.map((meta) => [meta.id, meta] as const))('%s', async (id, meta) => {
    const [category = '', name = ''] = id.split('/');
    const module = (await import(from('rules', id, 'index.ts'))) as { default: { meta: { id: string } } };
    expect(module.default.meta.id).toBe(id);
    expect(meta.category).toBe(category);
    expect(meta.code).toMatch(/^[A-Z]{3}-\d{3}$/u);
    expect(CODE_EXCEPTIONS[meta.code] ?? CATEGORY_OF[meta.code.slice(0, 3)]).toBe(category);
    expect(meta.since).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(existsSync(from('test/rules', `${category}-${name}.ts`))).toBe(true);
    expect(readFileSync(from('rules', id, 'README.md'), 'utf8')).toContain(meta.code);
  });

  it.each(metas.map((meta) => [meta.id, meta] as const))('%s speaks both languages', (_, meta) => {
    const messages = Object.values(meta.messages as Readonly<Record<string, Text>>);
    expect(messages.length).toBeGreaterThan(0);
    for (const text of [meta.title, meta.rationale, meta.remedy, ...messages]) {
      expect(text.en).toMatch(/[a-z]{2}/u);
      expect(text.zh).toMatch(HAN);
    }
    // A placeholder of one language is one of the other.
    const names = (text: string): string[] => [...text.matchAll(/\{\w+\}/gu)].map(([found]) => found).sort();
    for (const text of messages) expect(names(text.zh)).toEqual(names(text.en));
  });

  it('have codes of their own', () => {
    const codes = metas.map(({ code }) => code);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  it('cite clauses that exist', () => {
    const cited = metas.flatMap(({ code, legal }) =>
      legal.map((one: { id: string; clause?: string }) => ({ code, ...one })),
    );
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((one) => clause(one.id, one.clause) === undefined)).toEqual([]);
    // A rule that only tells may rest on no clause.
    expect(
      metas
        .filter(({ legal, severity }) => legal.length === 0 && severity !== 'info' && severity !== 'low')
        .map(({ id }) => id),
    ).toEqual(
      metas
        .filter(
          ({ legal, severity, review }) =>
            legal.length === 0 && severity !== 'info' && severity !== 'low' && review === true,
        )
        .map(({ id }) => id),
    );
  });

  it('find their thresholds in every preset, and presets hold no dead ones', () => {
    const source = metas.map(({ id }) => readFileSync(from('rules', id, 'index.ts'), 'utf8')).join('\n');
    const asked = [...source.matchAll(/\.threshold\('(\w+)'\)/gu)].map((match) => match[1] ?? '');
    for (const { thresholds } of PRESETS) {
      expect(asked.filter((name) => !Object.hasOwn(thresholds, name))).toEqual([]);
      expect(Object.keys(thresholds).filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(source))).toEqual([]);
    }
  });
});

describe('the repository', () => {
  const ROOMS = [
    'analysis',
    'apk',
    'archive',
    'artifact',
    'batch',
    'cli',
    'config',
    'data',
    'engine',
    'format',
    'locale',
    'model',
    'policy',
    'report',
    'rule',
    'verdict',
  ];

  it('has the rooms of the design and no others, and none without a name', () => {
    expect(folders('src').sort()).toEqual(ROOMS);
    const all = readdirSync(from('src'), { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep));
    const nameless = all.filter((parts) =>
      parts.some((part) => /^(?:utils?|helpers?|common|misc|shared|lib)(?:\.ts)?$/u.test(part)),
    );
    expect(nameless.map((parts) => parts.join('/'))).toEqual([]);
    expect(folders('.').filter((name) => name === 'docs' || name === 'scripts')).toEqual([]);
  });

  it('has a rule of direction for every room', () => {
    const text = readFileSync(from('.dependency-cruiser.cjs'), 'utf8');
    // The edge may import anything.
    expect(
      ROOMS.filter((room) => room !== 'cli' && !text.includes(`may('${room}'`) && !text.includes(`'${room}-imports'`)),
    ).toEqual([]);
  });

  it('names no machine, registry or token in a tracked file', () => {
    const { status, stdout } = spawnSync('git', ['ls-files', '-z'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (status !== 0) {
      if (process.env['CI'] !== undefined) throw new Error('git is missing in CI, or this is no clone');
      process.stderr.write('skipped: no git, so it is not known which files are tracked\n');
      return;
    }
    const files = stdout
      .split('\0')
      .filter((file) => file !== '' && !/\.(?:apks?|p12)$/u.test(file) && existsSync(from(file)));
    expect(files.length).toBeGreaterThan(300);
    // Written so that this file does not hold what it looks for.
    const machine = new RegExp(
      ['(?<![\\w$])/work/', '(?<![\\w$])/root/', '/home/\\w+/', '\\bregistry\\.[a-z]', '"resolved":', '_auth' + 'Token']
        .map((one) => `(?:${one})`)
        .join('|'),
      'u',
    );
    // Addresses of vendors' pages stand in the tables.
    const withoutUrls = (text: string): string =>
      text.replace(/https?:\/\/\S+/gu, (url) => (/npm|registry/u.test(url) ? url : ''));
    const hits = files.flatMap((file) => {
      const found = machine.exec(withoutUrls(readFileSync(from(file), 'utf8')));
      return found === null || file === 'test/architecture.test.ts' ? [] : [`${file}: ${found[0]}`];
    });
    expect(hits).toEqual([]);
  });
});

describe('what stable rules and the shipped command rest on', () => {
  it.each(BUILT_IN_RULES.filter((rule) => rule.meta.stage === 'stable').map((rule) => [rule.meta.id, rule] as const))(
    '%s cites only clauses that a second source confirms',
    (_, rule) => {
      const unconfirmed = rule.meta.legal.filter((one) => clause(one.id, one.clause)?.confirmed !== true);
      expect(unconfirmed).toEqual([]);
    },
  );

  it('the command is ASCII: its launcher reads it byte by byte', () => {
    const bytes = readFileSync(from('dist', 'command.cjs'));
    expect(bytes.findIndex((byte) => byte > 0x7f)).toBe(-1);
  });
});
