import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { batchJson, built, emptyFolder, privscan, scanJson } from './command.js';

const CLEAN = built('clean-hello.apk');
const IMEI = built('imei-app.apk');

function sampleFolder(): string {
  const folder = emptyFolder();
  mkdirSync(path.join(folder, 'deep/er'), { recursive: true });
  copyFileSync(CLEAN, path.join(folder, 'b.apk'));
  copyFileSync(IMEI, path.join(folder, 'deep/er/a.APK'));
  copyFileSync(built('split-set.apks'), path.join(folder, 'deep/set.apks'));
  copyFileSync(built('packed-stub.apk'), path.join(folder, 'p.apk'));
  writeFileSync(path.join(folder, 'broken.apk'), 'hello');
  writeFileSync(path.join(folder, 'notes.txt'), 'not an app');
  return folder;
}

describe('a folder', () => {
  it('becomes one result with a summary; a bad file loses no other', () => {
    const cwd = sampleFolder();
    const { status } = privscan(['.', '-f', 'json'], { cwd });
    expect(status).toBe(1);
    const { schemaVersion, results, summary } = batchJson(['.'], { cwd });
    expect(schemaVersion).toBe(1);
    const rows = results.map(({ input, status: read, verdict }) => [input, read, verdict?.verdict ?? null]);
    expect(rows).toEqual([
      ['b.apk', 'scanned', 'pass'],
      ['broken.apk', 'unreadable', null],
      ['deep/er/a.APK', 'scanned', 'rectify'],
      ['deep/set.apks', 'scanned', 'pass'],
      ['p.apk', 'scanned', 'pass'],
    ]);
    expect(summary).toEqual({ total: 5, pass: 3, rectify: 1, warn: 0, penalize: 0, incomplete: 1, unreadable: 1 });
  });

  it('prints a line an app and the counts', () => {
    const { stdout } = privscan(['.'], { cwd: sampleFolder() });
    for (const name of ['b.apk', 'broken.apk', 'deep/er/a.APK', 'deep/set.apks', 'p.apk'])
      expect(stdout).toContain(name);
    expect(stdout).toContain('5 apps: 3 pass, 1 rectify, 0 warn, 0 penalize; 1 incomplete, 1 unreadable');
  });

  it('follows no links, out of it or in a circle', () => {
    const folder = sampleFolder();
    symlinkSync(folder, path.join(folder, 'loop'));
    symlinkSync(path.dirname(CLEAN), path.join(folder, 'elsewhere'));
    expect(batchJson(['.'], { cwd: folder }).summary.total).toBe(5);
  });

  it('tells of a folder that cannot be listed, and goes on', () => {
    const folder = sampleFolder();
    // Nothing is closed to root, who may be running the tests, so the refusal is put in from outside.
    writeFileSync(
      path.join(folder, 'refuse.cjs'),
      `const fs = require('node:fs');
       const { readdirSync } = fs;
       fs.readdirSync = (at, ...more) => {
         if (String(at).endsWith('deep')) throw Object.assign(new Error('refused'), { code: 'EACCES' });
         return readdirSync(at, ...more);
       };`,
    );
    const env = { NODE_OPTIONS: `--require ${path.join(folder, 'refuse.cjs')}` };
    const { results } = batchJson(['.'], { cwd: folder, env });
    expect(results.map(({ input, status }) => [input, status])).toEqual([
      ['b.apk', 'scanned'],
      ['broken.apk', 'unreadable'],
      ['deep', 'unreadable'],
      ['p.apk', 'scanned'],
    ]);
  });

  it('and further inputs are one batch, in the order given', () => {
    const { results } = batchJson([IMEI, sampleFolder(), CLEAN]);
    expect(results).toHaveLength(7);
    expect([results[0]?.app?.packageName, results[6]?.app?.packageName]).toEqual([
      'com.example.imei',
      'com.example.hello',
    ]);
  });

  it('shows a file name that would move the terminal as text', () => {
    const folder = emptyFolder();
    copyFileSync(CLEAN, path.join(folder, 'a\u001b[2J\u202egpj.apk'));
    for (const format of ['text', 'json']) {
      const { stdout } = privscan([folder, '-f', format]);
      expect(stdout).toContain('a\\u001b[2J\\u202egpj.apk');

      expect(stdout).not.toMatch(/[\u001b\u202e]/u);
    }
  });
});

describe('--timeout', () => {
  it('ends an app that takes too long as unreadable, alone or among others', () => {
    // No thread starts within a tenth of a millisecond.
    const one = privscan([IMEI, '--timeout', '0.0001', '-f', 'json']);
    expect(one.status).toBe(3);
    expect(JSON.parse(one.stdout)).toMatchObject({
      status: 'unreadable',
      reason: expect.stringContaining('timeout'),
      verdict: null,
    });
    const many = batchJson([IMEI, CLEAN, '--timeout', '0.0001']);
    expect(many.summary).toMatchObject({ total: 2, unreadable: 2 });
  });

  it('changes nothing for an app that is done in time', () => {
    expect(scanJson([IMEI, '--timeout', '100'])).toEqual(scanJson([IMEI]));
  });

  it('stops work that holds its thread, and goes on with the next app', () => {
    // Opening the slow app never returns: the thread cannot look at a clock meanwhile.
    const folder = emptyFolder();
    writeFileSync(
      path.join(folder, 'stuck.cjs'),
      `const fs = require('node:fs');
       const { openSync } = fs;
       fs.openSync = (file, ...more) => { while (String(file).includes('a-slow')); return openSync(file, ...more); };`,
    );
    for (const name of ['a-slow.apk', 'b0.apk', 'b1.apk']) copyFileSync(CLEAN, path.join(folder, name));
    const env = { NODE_OPTIONS: `--require ${path.join(folder, 'stuck.cjs')}` };
    const { results } = batchJson(['.', '--jobs', '1', '--timeout', '5'], { cwd: folder, env });
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['unreadable', 'timeout: not finished after 5 s'],
      ['scanned', undefined],
      ['scanned', undefined],
    ]);
  }, 60_000);
});

describe('splits', () => {
  const BASE = built('split-set.apk');
  const SPLITS = [built('split-set.config.zh-rCN.apk'), built('split-set.config.xxhdpi-v4.apk')];
  const splitFlags = SPLITS.flatMap((split) => ['--split', split]);

  it('are one app with the base, as files or as a container', () => {
    const files = scanJson([BASE, ...splitFlags]);
    expect(files.app?.splits.map(({ name }) => name).sort()).toEqual(SPLITS.map((file) => path.basename(file)).sort());
    expect(files.app?.labels).toEqual({ 'zh-CN': '示例' });
    // The policy text is only in the Chinese split.
    expect(files.verdict?.policy).toBe('read');
    expect(scanJson([BASE]).verdict?.policy).not.toBe('read');
    const container = scanJson([built('split-set.apks')]);
    expect({ app: container.app?.labels, verdict: container.verdict?.policy }).toEqual({
      app: files.app?.labels,
      verdict: 'read',
    });
  });

  it('go with one base only, and must be of the same app', () => {
    expect(privscan([BASE, CLEAN, ...splitFlags])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--split goes with exactly one base'),
    });
    expect(privscan([BASE, '--split', path.dirname(BASE)])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('folder'),
    });
    const mixed = scanJson([CLEAN, '--split', SPLITS[0]!]);
    expect(mixed).toMatchObject({ status: 'unreadable', reason: expect.stringContaining('same package') });
  });
});

describe('the table of a batch', () => {
  it('stands in columns, in Chinese too', () => {
    for (const lang of ['en', 'zh']) {
      const { stdout } = privscan(['.', '--lang', lang], { cwd: sampleFolder() });
      const rows = stdout.split('\n').filter((line) => /^ {2}\S.*\.(?:apk|APK|apks)\b/u.test(line));
      expect(rows.length).toBe(5);
      const columns = rows.map((line) =>
        stringWidth(line.slice(0, line.search(/(?:b|broken|deep\/er\/a|deep\/set|p)\.(?:apk|APK)/u))),
      );
      expect(new Set(columns).size).toBe(1);
    }
  });
});
