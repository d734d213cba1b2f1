import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { built, emptyFolder, privscan } from './command.js';

const APP = built('imei-app.apk');

describe('usage errors', () => {
  it.each<[string[], RegExp]>([
    [['--formt', 'json'], /unknown option '--formt'[\s\S]*Did you mean[\s\S]*--format/u],
    [['-f', 'jsn'], /unknown format «jsn».*Did you mean «json»/u],
    [['-f', '__proto__'], /unknown format/u],
    [['--disable', 'DEV-00l'], /unknown rule «DEV-00l».*Did you mean «DEV-00\d»/u],
    [['--enable', 'collection/device-identifer'], /Did you mean «collection\/device-identifier»/u],
    [['--severity', 'DEV-001=hihg'], /write RULE=SEVERITY/u],
    [['--severity', 'NOPE-1=high'], /unknown rule «NOPE-1»/u],
    [['--category', 'flashlite'], /unknown category «flashlite»/u],
    [['--fail-on', 'warm'], /--fail-on/u],
    [['--market', 'us'], /--market/u],
    [['--lang', 'fr'], /--lang/u],
    [['--as-of', '2026-02-30'], /--as-of/u],
    [['--timeout', 'soon'], /--timeout/u],
    [['--timeout', '-1'], /--timeout/u],
    [['--jobs', '0'], /--jobs/u],
    [['--allow-incomplete=pakced'], /unknown reason «pakced».*Did you mean «packed»/u],
    [['--policy', 'no-such-policy.txt'], /policy .*no-such-policy\.txt cannot be read/u],
    [['--history', 'no-such.json'], /history .*no-such\.json cannot be read/u],
    [['--split', 'no-such.apk'], /no-such\.apk/u],
    [['--config', 'no-such.json'], /no-such\.json/u],
  ])('%j', (flags, message) => {
    const { status, stdout, stderr } = privscan([APP, ...flags]);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /u);
  });

  it('names an input that is not there, and a folder without apps', () => {
    const cwd = emptyFolder();
    expect(privscan(['no-such.apk'], { cwd })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('no-such.apk'),
    });
    expect(privscan(['.'], { cwd })).toMatchObject({ status: 2, stderr: expect.stringContaining('no .apk') });
  });

  it('asks for an input, and shows help and version on stdout', () => {
    expect(privscan([])).toMatchObject({ status: 2, stdout: '' });
    expect(privscan(['--help'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('Exit codes:'),
    });
    expect(privscan(['scan', '--help']).stdout).toContain('--fail-on');
    expect(privscan(['--version'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u) });
  });

  it('says what to do with an app bundle', () => {
    // Only names tell: a bundle has base/manifest/AndroidManifest.xml and BundleConfig.pb.
    const file = path.join(emptyFolder(), 'app.aab');
    writeFileSync(file, bundle());
    const { status, stdout } = privscan([file]);
    expect(status).toBe(3);
    expect(stdout.replace(/\s+/gu, ' ')).toContain('Android App Bundle');
    expect(stdout).toContain('bundletool');
  });
});

const { writeZip } = await import('../../fixtures/toolkit/zip.js');

function bundle(): Uint8Array {
  const data = Buffer.from('x');
  return writeZip([
    { name: 'BundleConfig.pb', data },
    { name: 'base/manifest/AndroidManifest.xml', data },
  ]);
}

describe('escaping', () => {
  it('shows hostile arguments as text', () => {
    const evil = '\u001b]0;pwn\u0007\u202e';
    for (const args of [
      [`${evil}.apk`],
      [APP, '--disable', evil],
      [APP, `--${evil}`],
      [APP, '-f', evil],
      [APP, '--category', evil],
    ]) {
      const { status, stderr, stdout } = privscan(args);
      expect(status).toBe(2);

      expect(stderr + stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }
  });
});

describe('privscan rules', () => {
  it('lists every rule once, by code, in both languages', () => {
    const list = (...flags: string[]): string[] =>
      privscan(['rules', 'list', ...flags])
        .stdout.split('\n')
        .filter((line) => /^\S/u.test(line));
    const codes = list().map((line) => line.split(' ')[0]);
    expect(codes).toContain('DEV-001');
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(list('--lang', 'zh')).toHaveLength(codes.length);
    expect(list('--category', 'collection').length).toBeLessThan(codes.length);
    expect(list('--stage', 'deprecated')).toEqual([]);
    const { stdout } = privscan(['rules', 'list', '-f', 'json']);
    expect((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code)).toEqual(codes);
  });

  it('explains a rule by code or id: why, fix, law and ladder', () => {
    const byCode = privscan(['rules', 'explain', 'DEV-001']);
    expect(byCode).toMatchObject({ status: 0, stderr: '' });
    for (const part of ['Severity', 'Why', 'Fix', 'Law', 'P1', 'W1', 'R1']) expect(byCode.stdout).toContain(part);
    expect(privscan(['rules', 'explain', 'collection/device-identifier']).stdout).toBe(byCode.stdout);
    expect(privscan(['rules', 'explain', 'dev-001']).stdout).toBe(byCode.stdout);
    expect(privscan(['rules', 'explain', 'DEV-01'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/Did you mean «DEV-0/u),
    });
  });
});
