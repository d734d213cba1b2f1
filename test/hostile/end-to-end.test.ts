import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchResult, ScanResult } from '../../src/index.js';
import { APK_CASES, type RefusedApk, type ScannedApk } from './apk-cases.js';

/**
 * Hostile apps through the built product in a process of its own: each ends as Android would end it, within 5 s of CPU
 * and, all together, 512 MiB of memory. CPU and not the clock: the machine that runs the tests is shared.
 */
const LIMITS = { cpuMs: 5000, peakMib: 512 };
/** Of the whole table; a hang ends here, and the last case that started is named. */
const TIMEOUT_MS = 300_000;

const root = path.resolve(import.meta.dirname, '../..');
const library = path.join(root, 'dist/src/index.js');
const command = path.join(root, 'dist/privscan.cjs');
const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.apk`;

interface Line {
  readonly name: string;
  readonly started?: true;
  readonly result?: ScanResult;
  readonly thrown?: string;
  readonly cpuMs?: number;
  readonly peakMib?: number;
}

let folder = '';
const lines = new Map<string, Line>();
let lastStarted = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'privscan-hostile-'));
  for (const { name, build } of APK_CASES) writeFileSync(path.join(folder, fileOf(name)), build());
  const { stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'scan-each.mjs'), library, folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: TIMEOUT_MS,
  });
  for (const text of stdout.split('\n').filter((one) => one.endsWith('}'))) {
    const line = JSON.parse(text) as Line;
    if (line.started === true) lastStarted = line.name;
    else lines.set(line.name, line);
  }
}, TIMEOUT_MS + 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lineOf(name: string): Line {
  const line = lines.get(fileOf(name));
  if (line === undefined) throw new Error(`the process ended before ${name}; the last that started: ${lastStarted}`);
  return line;
}

function checkRefused(result: ScanResult, { unreadable }: RefusedApk): void {
  expect(result).toMatchObject({ status: 'unreadable', verdict: null, app: null, rules: [] });
  expect(result.reason).toMatch(unreadable);
  // One line, without anything that could move a terminal.
   
  expect(result.reason).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
}

function checkScanned(result: ScanResult, expected: ScannedApk): void {
  const { app, verdict, permissions, diagnostics, coverage } = result;
  expect({ status: result.status, reason: result.reason }).toEqual({ status: 'scanned', reason: undefined });
  expect(app?.packageName).toBe('com.example.hostile');
  const wanted = expected.permissions ?? ['android.permission.READ_CONTACTS'];
  expect(permissions.filter(({ state }) => state !== 'undeclared').map(({ name }) => name)).toEqual([...wanted].sort());
  const codes = diagnostics.map(({ code }) => code);
  expect((expected.diagnostics ?? []).filter((code) => !codes.includes(code))).toEqual([]);
  const unread = verdict?.incompleteReasons.filter(({ kind }) => kind === 'dex-unreadable') ?? [];
  if (expected.unreadDex === undefined) {
    expect({ complete: verdict?.complete, unread }).toEqual({ complete: true, unread: [] });
  } else {
    expect(verdict?.complete).toBe(false);
    expect(unread.map(({ text }) => text.en).join('\n')).toContain(expected.unreadDex);
    // A dex that was not read is told where oddities are told, too.
    const unreadDex = coverage?.notRead.filter(({ kind }) => kind === 'dex') ?? [];
    expect(codes.filter((code) => code === 'dex-unreadable')).toHaveLength(unreadDex.length);
  }
  if (expected.dex !== undefined) expect(coverage?.dex.map(({ entry }) => entry).sort()).toEqual(expected.dex);
  if (expected.label !== undefined) expect(app?.label).toBe(expected.label);
}

describe('hostile apps end as Android ends them', () => {
  it.each(APK_CASES)('$name', ({ name, expected }) => {
    const { result, thrown, cpuMs } = lineOf(name);
    expect(thrown).toBeUndefined();
    expect(cpuMs).toBeLessThan(LIMITS.cpuMs);
    if (result === undefined) throw new Error('no result');
    if ('unreadable' in expected) checkRefused(result, expected);
    else checkScanned(result, expected);
  });

  it('holds all cases of the knowledge base', () => {
    const count = (letter: string): number =>
      new Set(APK_CASES.map(({ name }) => /^[a-z]\d+/.exec(name)?.[0] ?? '').filter((id) => id.startsWith(letter)))
        .size;
    expect({ z: count('z'), x: count('x'), d: count('d'), a: count('a') }).toEqual({ z: 43, x: 50, d: 33, a: 6 });
  });

  it('needs no more than 512 MiB for all of them', () => {
    const peak = Math.max(...[...lines.values()].map(({ peakMib = Infinity }) => peakMib));
    expect(peak).toBeLessThan(LIMITS.peakMib);
  });

  it(
    'gives the same through the command, as one folder',
    () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [command, folder, '-f', 'json', '--no-config'], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        timeout: TIMEOUT_MS,
      });
      expect({ stderr, known: status === 1 || status === 3 }).toEqual({ stderr: '', known: true });
      const { results, summary } = JSON.parse(stdout) as BatchResult;
      const shape = ({ status: read, verdict }: ScanResult): unknown => [read, verdict?.verdict, verdict?.complete];
      const ours = [...lines.values()].map(({ name, result }) => [
        name,
        result === undefined ? undefined : shape(result),
      ]);
      expect(results.map((result) => [path.basename(result.input), shape(result)])).toEqual(ours);
      expect(summary.total).toBe(APK_CASES.length);
       
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    },
    TIMEOUT_MS + 1000,
  );
});
