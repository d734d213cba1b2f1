import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { RESULT_SCHEMA } from '../../src/report/result-schema.js';
import { batchJson, built, command, emptyFolder, environment, privscan, scanJson } from './command.js';

const APP = built('imei-app.apk');
const CLEAN = built('clean-hello.apk');

const ESCAPE = /\u001b\[/u;

describe('where reports go', () => {
  it('prints text by default and JSON with -f json: the whole of stdout is the document', () => {
    expect(privscan([APP]).stdout).toContain('RECTIFY');
    const { stdout, stderr, status } = privscan([APP, '-f', 'json']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, status: 'scanned', verdict: { verdict: 'rectify' } });
    expect(stdout.endsWith('}\n')).toBe(true);
  });

  it('writes one format to stdout and others to files', () => {
    const cwd = emptyFolder();
    const { stdout, status } = privscan([APP, '-f', 'text', '-f', 'json=out/../report.json'.replace('out/../', '')], {
      cwd,
    });
    expect(status).toBe(1);
    expect(stdout).toContain('RECTIFY');
    expect(readFileSync(path.join(cwd, 'report.json'), 'utf8')).toBe(privscan([APP, '-f', 'json']).stdout);
  });

  it('-o writes the one format to a file and leaves stdout empty', () => {
    const cwd = emptyFolder();
    const { stdout, stderr } = privscan([APP, '-f', 'json', '-o', 'report.json'], { cwd });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    expect(readFileSync(path.join(cwd, 'report.json'), 'utf8')).toBe(privscan([APP, '-f', 'json']).stdout);
    privscan([APP, '-o', 'report.txt', '--color', 'always'], { cwd });
    expect(readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toBe(privscan([APP]).stdout);
  });

  it.each([
    [['-f', 'json', '-f', 'text'], /only one format can go to stdout/u],
    [['-f', 'json', '-f', 'text', '-o', 'x'], /-o goes with exactly one format/u],
    [['-f', 'json='], /needs a path/u],
    [['-f', 'json=a', '-f', 'text=./a'], /two reports cannot be written to/u],
    [['-f', 'json=no/such/folder/x.json'], /cannot write no\/such\/folder\/x\.json/u],
  ])('%j is refused', (flags, message) => {
    const { status, stderr, stdout } = privscan([APP, ...flags]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('prints only the verdict with -q and more with -v', () => {
    const [quiet, normal, verbose] = [['-q'], [], ['-v']].map((flags) => privscan([APP, ...flags]).stdout);
    expect(quiet).toMatch(/RECTIFY/u);
    expect(quiet).not.toContain('DEV-001 ');
    expect(quiet!.split('\n').length).toBeLessThan(normal!.split('\n').length);
    expect(normal).not.toContain('READ_PHONE_STATE');
    expect(verbose).toContain('READ_PHONE_STATE');
    expect(verbose!.length).toBeGreaterThan(normal!.length);
  });
});

describe('JSON', () => {
  const valid = new Ajv({ strict: false }).compile(RESULT_SCHEMA);
  const check = (value: unknown): void => {
    expect({ valid: valid(value), errors: valid.errors ?? [] }).toEqual({ valid: true, errors: [] });
  };

  it('is as the schema says: one app, several, unreadable ones, with timing', () => {
    const text = path.join(emptyFolder(), 'text.apk');
    writeFileSync(text, 'hello');
    check(scanJson([APP]));
    check(scanJson([text]));
    check(scanJson([APP, '--timing']));
    check(batchJson([path.dirname(APP), text]));
    // The schema itself can fail.
    expect(valid({ ...scanJson([APP]), more: 1 })).toBe(false);
  });

  it('has the same bytes again, in other time zones, languages and terminals', () => {
    const first = privscan([APP, '-f', 'json']).stdout;
    const others: Record<string, string>[] = [
      {},
      { TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8' },
      { TZ: 'America/Los_Angeles', LANG: 'de_DE.UTF-8', FORCE_COLOR: '3', COLUMNS: '40' },
      { LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', NO_COLOR: '1' },
    ];
    for (const env of others) expect(privscan([APP, '-f', 'json'], { env }).stdout).toBe(first);
    expect(privscan([APP, '-f', 'json', '--lang', 'zh', '--color', 'always', '-v']).stdout).toBe(first);
    expect(first).not.toMatch(/"timing"/u);
  });

  it('has the same bytes for a folder with one thread and with four', () => {
    const folder = path.dirname(APP);
    const one = privscan([folder, '-f', 'json', '--jobs', '1']).stdout;
    expect(privscan([folder, '-f', 'json', '--jobs', '4']).stdout).toBe(one);
  });

  it('says the same of an app in a folder as alone', () => {
    const { results } = batchJson([path.dirname(APP)]);
    const inFolder = results.find(({ input }) => input.endsWith('/imei-app.apk'));
    expect(inFolder).toEqual(scanJson([APP]));
  });

  it('gives CPU time a stage with --timing', () => {
    const { timing } = scanJson([APP, '--timing']);
    expect(Object.keys(timing ?? {})).not.toEqual([]);
    for (const milliseconds of Object.values(timing ?? {})) expect(milliseconds).toBeGreaterThanOrEqual(0);
  });
});

describe('colour', () => {
  const colored = (args: readonly string[], env: Record<string, string> = {}): boolean =>
    ESCAPE.test(privscan([APP, ...args], { env }).stdout);

  it.each<[boolean, string[], Record<string, string>]>([
    [false, [], {}],
    [false, [], { TERM: 'xterm-256color', COLORTERM: 'truecolor' }],
    [true, [], { FORCE_COLOR: '1' }],
    [true, ['--color', 'always'], {}],
    [true, ['--color', 'always'], { NO_COLOR: '1' }],
    [false, ['--color', 'never'], { FORCE_COLOR: '3' }],
    [false, [], { NO_COLOR: '1', FORCE_COLOR: '1' }],
    [false, [], { FORCE_COLOR: '0' }],
    [false, [], { CI: 'true', GITHUB_ACTIONS: 'true' }],
    // Empty values count as not set (no-color.org).
    [true, [], { NO_COLOR: '', FORCE_COLOR: '1' }],
  ])('%s with flags %j and environment %j', (expected, args, env) => {
    expect(colored(args, env)).toBe(expected);
  });

  it('changes nothing but colour', () => {
    const plain = privscan([APP, '-v', '--color', 'always']).stdout.replace(/\u001b\[\d+(;\d+)*m/gu, '');
    expect(plain).toBe(privscan([APP, '-v']).stdout);
  });
});

describe('language', () => {
  const HAN = /\p{Script=Han}/u;

  it.each<[boolean, string[], Record<string, string>]>([
    [false, [], {}],
    [true, ['--lang', 'zh'], {}],
    [true, [], { LANG: 'zh_CN.UTF-8' }],
    [true, [], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }],
    [false, [], { LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }],
    [true, [], { LC_ALL: '', LC_MESSAGES: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8' }],
    [false, ['--lang', 'en'], { LC_ALL: 'zh_CN.UTF-8' }],
    [false, [], { LANG: 'zha_XX' }],
  ])('Chinese %s with flags %j and environment %j', (chinese, args, env) => {
    const { stdout } = privscan([CLEAN, ...args], { env });
    expect(HAN.test(stdout)).toBe(chinese);
    expect(stdout).toContain(chinese ? '合格' : 'PASS');
  });
});

describe('a reader that goes away', () => {
  it.each([['text'], ['json']])('ends the %s report quietly', async (format) => {
    const folder = path.dirname(APP);
    const child = spawn(process.execPath, [command, folder, '-v', '-f', format], {
      cwd: emptyFolder(),
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await ended;
    expect(stderr).toBe('');
    expect(status).toBeLessThanOrEqual(1);
  });
});

describe('what is left behind', () => {
  it('is nothing: no file in the working folder, none beside the app', () => {
    const cwd = emptyFolder();
    privscan([APP, '-v'], { cwd });
    expect(existsSync(path.join(cwd, 'privscan.json'))).toBe(false);
    const { readdirSync } = process.getBuiltinModule('node:fs');
    expect(readdirSync(cwd)).toEqual([]);
  });
});
