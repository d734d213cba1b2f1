import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Io } from '../../../src/cli/io.js';
import { parseOutputs, textWidth, writeOutputs } from '../../../src/cli/outputs.js';
import { UsageError } from '../../../src/model/index.js';
import type { ScanResult } from '../../../src/model/index.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-outputs-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const parse = (formats: readonly string[], output?: string): [string, string | undefined][] =>
  parseOutputs(formats, output).map(({ reporter, file }) => [reporter.id, file]);

describe('parseOutputs', () => {
  it.each<[string[], string | undefined, [string, string | undefined][]]>([
    [[], undefined, [['text', undefined]]],
    [['json'], undefined, [['json', undefined]]],
    [
      ['json=out.json', 'text'],
      undefined,
      [
        ['json', 'out.json'],
        ['text', undefined],
      ],
    ],
    [
      ['json=a.json', 'text=b.txt'],
      undefined,
      [
        ['json', 'a.json'],
        ['text', 'b.txt'],
      ],
    ],
    [['json=a=b.json'], undefined, [['json', 'a=b.json']]],
    [['json'], 'out.json', [['json', 'out.json']]],
    [[], 'out.txt', [['text', 'out.txt']]],
  ])('%j -o %s', (formats, output, expected) => {
    expect(parse(formats, output)).toEqual(expected);
  });

  it.each<[string[], string | undefined, string]>([
    [['jsno'], undefined, 'Did you mean «json»?'],
    [['constructor'], undefined, 'unknown format «constructor»'],
    [['json='], undefined, 'needs a path'],
    [['json', 'text'], undefined, 'only one format can go to stdout'],
    [['json', 'text'], 'x', '-o goes with exactly one format'],
    [['json=a', 'text'], 'x', '-o goes with exactly one format'],
    [['json=a'], 'x', '-o goes with exactly one format'],
    [['json=a', 'text=./a'], undefined, 'two reports cannot be written to ./a'],
  ])('%j -o %s is a usage error', (formats, output, message) => {
    expect(() => parse(formats, output)).toThrow(UsageError);
    expect(() => parse(formats, output)).toThrow(message);
  });
});

const unreadable: ScanResult = {
  schemaVersion: 1,
  status: 'unreadable',
  reason: 'not a zip',
  input: 'a.apk',
  tool: { name: 'privscan', version: '0', rulesDigest: 'x', dataDate: '2026-01-01' },
  app: null,
  verdict: null,
  rules: [],
  sdks: [],
  permissions: [],
  diagnostics: [],
  coverage: null,
};

function fakeIo(isTTY: boolean, columns?: number): { io: Io; written: () => string } {
  let text = '';
  const stdout = { isTTY, columns, write: (chunk: string) => void (text += chunk) };
  return {
    io: { env: {}, cwd: folder, stdout, stderr: stdout, workerEntry: '', exitOnInterrupt: () => undefined },
    written: () => text,
  };
}

describe('writeOutputs', () => {
  const options = { locale: 'en', color: 1, width: 60, verbosity: 0 } as const;

  it('writes files without colour and stdout as asked', () => {
    const { io, written } = fakeIo(true, 60);
    writeOutputs(parseOutputs(['json=r.json', 'text=r.txt', 'text'], undefined), unreadable, options, io);
    expect(JSON.parse(readFileSync(path.join(folder, 'r.json'), 'utf8'))).toEqual(unreadable);
    expect(readFileSync(path.join(folder, 'r.txt'), 'utf8')).toContain('UNREADABLE');
    expect(readFileSync(path.join(folder, 'r.txt'), 'utf8')).not.toContain('\u001b');
    expect(written()).toContain('\u001b[');
  });

  it('a path that cannot be written is a usage error that names it', () => {
    const { io } = fakeIo(false);
    const targets = parseOutputs(['json=none/r.json'], undefined);
    expect(() => {
      writeOutputs(targets, unreadable, options, io);
    }).toThrow(/^cannot write none\/r\.json: /u);
  });
});

describe('textWidth', () => {
  it.each([
    [true, 100, 100],
    [true, 500, 120],
    [true, 10, 40],
    [true, undefined, 80],
    [false, 200, 80],
  ])('terminal %s of %s columns: %i', (isTTY, columns, expected) => {
    expect(textWidth(fakeIo(isTTY, columns).io)).toBe(expected);
  });
});
