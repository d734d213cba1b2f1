import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import type { BatchResult, ScanResult } from '../../src/index.js';

const root = path.resolve(import.meta.dirname, '../..');

/** The command as it is built and shipped; `npm test` builds it first. */
export const command = path.join(root, 'dist/privscan.cjs');

/** A committed fixture package. */
export const built = (file: string): string => path.join(root, 'fixtures/built', file);

const folders: string[] = [];

/** A new empty folder outside the repository, removed when the test file is done. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'privscan-cli-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Run {
  /** As a shell sees it: 128 + n for a process that a signal ended. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Beside the few variables that are always there; nothing of the environment of the tests gets through. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export const environment = (extra: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...extra,
});

/** Exit code of a process that ended either way. */
export const shellStatus = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/** Runs the built command in a process of its own, with pipes for both streams. */
export function privscan(args: readonly string[], { cwd, env, timeoutMs = 120_000 }: RunOptions = {}): Run {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: cwd ?? emptyFolder(),
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: timeoutMs,
  });
  return { status: shellStatus(status, signal), stdout, stderr };
}

/** The result of one app as JSON; also checks that stderr stayed empty. */
export function scanJson(args: readonly string[], options?: RunOptions): ScanResult {
  return JSON.parse(stdoutOf([...args, '-f', 'json'], options)) as ScanResult;
}

export function batchJson(args: readonly string[], options?: RunOptions): BatchResult {
  return JSON.parse(stdoutOf([...args, '-f', 'json'], options)) as BatchResult;
}

function stdoutOf(args: readonly string[], options?: RunOptions): string {
  const { stdout, stderr } = privscan(args, options);
  if (stderr !== '') throw new Error(`stderr: ${stderr}`);
  return stdout;
}
