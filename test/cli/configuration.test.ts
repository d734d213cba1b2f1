import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { built, emptyFolder, privscan, scanJson } from './command.js';

const APP = built('imei-app.apk');
const json = (value: unknown): string => JSON.stringify(value);

/** A folder with these files, made as needed. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('looking for the configuration', () => {
  it('takes privscan.json, .yaml or .yml of the working directory', () => {
    expect(privscan([APP], { cwd: folderWith({ 'privscan.json': json({ failOn: 'warn' }) }) }).status).toBe(0);
    expect(privscan([APP], { cwd: folderWith({ 'privscan.yaml': 'failOn: warn\n' }) }).status).toBe(0);
    expect(privscan([APP], { cwd: folderWith({ 'privscan.yml': '# none\nfailOn: never\n' }) }).status).toBe(0);
  });

  it('looks upwards as far as the root of the repository', () => {
    const root = folderWith({
      'privscan.json': json({ failOn: 'warn' }),
      'a/b/x': '',
      'repo/.git/HEAD': '',
      'repo/c/x': '',
    });
    expect(privscan([APP], { cwd: path.join(root, 'a/b') }).status).toBe(0);
    expect(privscan([APP], { cwd: path.join(root, 'repo/c') }).status).toBe(1);
  });

  it('never looks into the folder that is scanned', () => {
    const scanned = folderWith({ 'privscan.json': json({ failOn: 'never', rules: { disable: ['DEV-001'] } }) });
    copyFileSync(APP, path.join(scanned, 'app.apk'));
    const { status, stdout } = privscan([scanned, '-f', 'json'], { cwd: emptyFolder() });
    expect(status).toBe(1);
    expect(stdout).toContain('DEV-001');
    expect(stdout).toContain('"customised": false');
  });

  it('--config names another one, --no-config none; flags win over the file', () => {
    const cwd = folderWith({
      'privscan.json': json({ failOn: 'never' }),
      'other.json': json({ failOn: 'rectify', lang: 'zh' }),
    });
    const other = privscan([APP, '--config', 'other.json'], { cwd });
    expect(other.status).toBe(1);
    expect(other.stdout).toContain('责令整改');
    expect(privscan([APP, '--config', 'other.json', '--lang', 'en', '--fail-on', 'warn'], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('RECTIFY'),
    });
    expect(privscan([APP, '--no-config'], { cwd }).status).toBe(1);
  });

  it.each([
    [json({ failon: 'warn' }), /unknown key "failon".*Did you mean «failOn»/u],
    [json({ rules: { disabled: [] } }), /unknown key "rules\.disabled".*Did you mean «disable»/u],
    [json({ failOn: 'warm' }), /failOn must be one of.*Did you mean «warn»/u],
    [json({ rules: { disable: ['DEV-0001'] } }), /unknown rule «DEV-0001».*Did you mean «DEV-001»/u],
    [json({ suppressions: [{ rule: 'DEV-001' }] }), /needs the key «justification»/u],
    [json({ suppressions: [{ justification: 'because' }] }), /needs one of the keys «fingerprint», «rule»/u],
    ['{ "failOn": ', /does not parse/u],
    ['[]', /must be an object/u],
    [json({ category: 'flashlite' }), /unknown category/u],
    ['{"__proto__": {"failOn": "never"}, "constructor": 1}', /unknown key/u],
  ])('%s ends as 2 with one line that names the file', (text, message) => {
    const { status, stdout, stderr } = privscan([APP], { cwd: folderWith({ 'privscan.json': text }) });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('runs nothing that stands in a YAML file', () => {
    const cwd = folderWith({ 'privscan.yaml': 'failOn: !!js/function "function () { process.exit(77) }"\n' });
    expect(privscan([APP], { cwd })).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('which rules run, and how severe they are', () => {
  const ids = (flags: string[]): string[] => scanJson([APP, ...flags]).rules.map(({ meta }) => meta.code);

  it('--enable, --disable and --severity do what they say and mark the verdict as customised', () => {
    expect(scanJson([APP]).verdict?.customised).toBe(false);
    expect(ids(['--enable', 'DEV-001'])).toEqual(['DEV-001']);
    expect(ids([])).toContain('DEV-001');
    expect(ids(['--disable', 'collection/device-identifier'])).not.toContain('DEV-001');
    for (const flags of [
      ['--enable', 'DEV-001'],
      ['--disable', 'DEV-001'],
      ['--severity', 'DEV-001=high'],
    ]) {
      expect(scanJson([APP, ...flags]).verdict?.customised).toBe(true);
      expect(privscan([APP, ...flags]).stdout).toContain('Rules or severities were changed by the configuration.');
    }
    expect(scanJson([APP, '--disable', 'DEV-001']).verdict?.verdict).toBe('pass');
    const raised = scanJson([APP, '--severity', 'DEV-001=high']).rules.find(({ meta }) => meta.code === 'DEV-001');
    expect(raised?.findings.map(({ severity }) => severity)).toContain('high');
    expect(scanJson([APP, '--severity', 'DEV-001=low']).verdict?.verdict).toBe('pass');
  });

  it('a suppression keeps the finding, takes it out of the verdict, and needs a reason; dead ones are told', () => {
    const finding = scanJson([APP]).rules.flatMap(({ findings }) => findings)[0]!;
    const suppress = (entry: object): ReturnType<typeof scanJson> =>
      scanJson([APP], { cwd: folderWith({ 'privscan.json': json({ suppressions: [entry] }) }) });
    const one = suppress({ fingerprint: finding.fingerprint, justification: 'reset by the user' });
    expect(one.verdict?.verdict).toBe('pass');
    expect(one.rules.flatMap(({ findings }) => findings)[0]?.suppressed).toEqual({
      justification: 'reset by the user',
      source: 'config',
    });
    const expired = suppress({ rule: 'DEV-001', justification: 'x', expires: '2020-01-01' });
    expect(expired.verdict?.verdict).toBe('rectify');
    expect(expired.diagnostics.map(({ code }) => code)).toContain('suppression-expired');
    const unused = suppress({ fingerprint: '0123456789abcdef', justification: 'x' });
    expect(unused.diagnostics.map(({ code }) => code)).toContain('suppression-unused');
    const baseline = scanJson([APP], {
      cwd: folderWith({ 'privscan.json': json({ baseline: [finding.fingerprint] }) }),
    });
    expect(baseline.verdict?.verdict).toBe('pass');
  });

  it('prints a schema of the file that takes good ones and refuses bad ones', async () => {
    const { Ajv } = await import('ajv');
    const valid = new Ajv({ strict: false, formats: { date: /^\d{4}-\d{2}-\d{2}$/u } }).compile(
      JSON.parse(privscan(['schema', 'config']).stdout) as object,
    );
    expect(valid({ failOn: 'warn', rules: { disable: ['DEV-001'] } })).toBe(true);
    expect(valid({ failon: 'warn' })).toBe(false);
    expect(valid({ suppressions: [{ rule: 'DEV-001' }] })).toBe(false);
  });
});

describe('what the user declares', () => {
  it('--policy counts as a policy that was read', () => {
    const none = built('policy-none.apk');
    expect(scanJson([none]).verdict).toMatchObject({ verdict: 'warn', policy: 'none', policyRead: false });
    const cwd = folderWith({ 'policy.txt': POLICY });
    const given = scanJson([none, '--policy', 'policy.txt'], { cwd });
    expect(given.verdict).toMatchObject({ policy: 'read', policyRead: true });
    expect(given.rules.find(({ meta }) => meta.code === 'POL-001')?.findings).toEqual([]);
  });

  it('--history turns a breach of the same duty into P1, and of another not', () => {
    const entry = { date: '2024-05-31', authority: 'MIIT', duty: 'K1', outcome: 'notice' };
    const cwd = folderWith({
      'k1.json': json([entry]),
      'k4.json': json([{ ...entry, duty: 'K4' }]),
      'm11.json': json([{ ...entry, duty: undefined, items: ['M1.1'] }]),
    });
    const none = built('policy-none.apk');
    const line = (file: string): unknown => {
      const { verdict } = scanJson([none, '--history', file], { cwd });
      return [verdict?.verdict, verdict?.ladderLine.id];
    };
    expect(line('k1.json')).toEqual(['penalize', 'P1']);
    // Item 1.1 of the 2019 methods: there is no privacy policy.
    expect(line('m11.json')).toEqual(['penalize', 'P1']);
    expect(line('k4.json')).toEqual(['warn', 'W1']);
  });

  it('--category, --market, --minors and --as-of reach the verdict', () => {
    const torch = built('perm-flashlight-contacts.apk');
    for (const name of ['C38', 'c38']) expect(scanJson([torch, '--category', name]).verdict?.verdict).toBe('warn');
    expect(scanJson([APP, '--market', 'other']).verdict?.market).toBe('other');
    expect(scanJson([APP, '--as-of', '2021-06-01']).verdict?.asOf).toBe('2021-06-01');
    // The PIPL is in force since 2021-11-01.
    const laws = (day: string): string[] =>
      (scanJson([built('policy-none.apk'), '--as-of', day]).verdict?.legal ?? []).map(({ id }) => id);
    expect(laws('2021-11-01')).toContain('pipl');
    expect(laws('2021-10-31')).not.toContain('pipl');
    expect(scanJson([built('policy-none.apk'), '--minors']).verdict?.aggravators).not.toEqual(
      scanJson([built('policy-none.apk')]).verdict?.aggravators,
    );
  });
});

const POLICY = `隐私政策\n\n更新日期：2024年1月1日\n\n示例公司非常重视您的个人信息保护。本隐私政策说明我们如何收集、使用、存储和共享您的个人信息，以及您享有的权利。
一、我们收集的信息：设备标识（IMEI），用于账号安全。二、我们如何使用信息。三、我们如何共享信息：我们不会向第三方提供您的个人信息。
四、您的权利：您可以查询、更正、删除个人信息，撤回同意，注销账号。五、联系我们：privacy@example.com。`;
