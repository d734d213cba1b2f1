import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { built, command, emptyFolder, environment, privscan, shellStatus } from './command.js';

/** fixture.json of each says why: clean-hello passes, imei-app is rectify, policy-none warn, packed-stub incomplete. */
const PASS = 'clean-hello.apk';
const RECTIFY = 'imei-app.apk';
const WARN = 'policy-none.apk';
const PACKED = 'packed-stub.apk';
const SPLIT = 'split-required.apk';
const withPaths = (args: readonly string[]): string[] => args.map((one) => (one.endsWith('.apk') ? built(one) : one));

describe('exit code', () => {
  it.each([
    [0, [PASS]],
    [1, [RECTIFY]],
    [1, [WARN]],
    [0, [RECTIFY, '--fail-on', 'warn']],
    [1, [WARN, '--fail-on', 'warn']],
    [0, [WARN, '--fail-on', 'penalize']],
    [0, [WARN, '--fail-on', 'never']],
    [3, [PACKED]],
    [0, [PACKED, '--allow-incomplete']],
    [0, [PACKED, '--allow-incomplete=packed']],
    [3, [PACKED, '--allow-incomplete=split']],
    [0, [PACKED, '--fail-on', 'never']],
    [3, [SPLIT]],
    [0, [SPLIT, '--allow-incomplete=split']],
    // Worst first: 4 > 2 > 1 > 3 > 0.
    [1, [PASS, RECTIFY, PACKED]],
    [3, [PASS, PACKED]],
    [0, [PASS, 'sms-app.apk']],
  ])('%i: %j', (status, args) => {
    const run = privscan(withPaths(args));
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status, stderr: '' });
  });

  it('is 3 for what is no app, whatever --fail-on says', () => {
    const file = path.join(emptyFolder(), 'text.apk');
    writeFileSync(file, 'hello');
    for (const more of [[], ['--fail-on', 'never'], ['--allow-incomplete']]) {
      const { status, stdout, stderr } = privscan([file, ...more]);
      expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
      expect(stdout).toContain('not a zip archive');
    }
  });

  it('is 4 on a defect of privscan, in this thread and in others, and other results are kept', () => {
    // The defect is put in from outside: a hash function that throws what no reader throws.
    const folder = emptyFolder();
    writeFileSync(
      path.join(folder, 'defect.cjs'),
      `const crypto = require('node:crypto');
       const { createHash } = crypto;
       crypto.createHash = (name) => { if (name === 'sha256') throw new TypeError('injected defect'); return createHash(name); };
       require('node:module').syncBuiltinESMExports();`,
    );
    const env = { NODE_OPTIONS: `--require ${path.join(folder, 'defect.cjs')}` };
    const one = privscan([built(PASS)], { env });
    expect({ status: one.status, stdout: one.stdout }).toEqual({ status: 4, stdout: '' });
    expect(one.stderr).toMatch(/internal error[\s\S]*injected defect/u);
    writeFileSync(path.join(folder, 'text.apk'), 'hello');
    const many = privscan([built(PASS), path.join(folder, 'text.apk'), '-f', 'json'], { env });
    expect(many.status).toBe(4);
    expect(many.stderr).toMatch(/internal error while scanning .*clean-hello\.apk[\s\S]*injected defect/u);
    const { results } = JSON.parse(many.stdout) as { results: { reason: string }[] };
    expect(results.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('internal error'),
      expect.stringContaining('not a zip archive'),
    ]);
  });
});

/** Starts the command, interrupts it after a while, and tells how it ended and after how long. */
async function interrupt(
  args: readonly string[],
  afterMs: number,
): Promise<{ status: number; waitedMs: number; stdout: string }> {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: emptyFolder(),
    env: environment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const ended = new Promise<number>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(shellStatus(code, signal));
    });
  });
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const sent = performance.now();
  child.kill('SIGINT');
  const guard = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const status = await ended;
  clearTimeout(guard);
  return { status, waitedMs: performance.now() - sent, stdout };
}

describe('Ctrl-C', () => {
  it('ends a folder scan as 130 and prints no half result', async () => {
    const folder = emptyFolder();
    const bytes = built('imei-app.apk');
    for (let i = 0; i < 40; i++) {
      mkdirSync(path.join(folder, `${i}`));
      for (let j = 0; j < 50; j++) copyFileSync(bytes, path.join(folder, `${i}`, `${j}.apk`));
    }
    const { status, stdout } = await interrupt([folder, '--jobs', '1', '-f', 'json'], 700);
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
  }, 120_000);

  it('ends a run that waits for a file at once', async () => {
    const folder = emptyFolder();
    const fifo = path.join(folder, 'policy.txt');
    if (spawnSync('mkfifo', [fifo]).status !== 0) {
      process.stderr.write('skipped: mkfifo is not here\n');
      return;
    }
    const { status } = await interrupt([built(PASS), '--policy', fifo], 700);
    expect(status).toBe(130);
  }, 120_000);
});
