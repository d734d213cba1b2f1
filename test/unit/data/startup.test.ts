import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-startup-'));
const bundle = path.join(folder, 'data.cjs');
const nothing = path.join(folder, 'nothing.cjs');

/** Milliseconds to load a module in a fresh process: the smallest of several, the others being other people's noise. */
function load(file: string): number {
  const script = `const t = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - t);`;
  const runs = Array.from({ length: 7 }, () =>
    Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })),
  );
  return Math.min(...runs);
}

describe('start-up', () => {
  beforeAll(async () => {
    writeFileSync(nothing, 'module.exports = 1;');
    await build({
      entryPoints: [path.join(root, 'src/data/index.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('costs a few milliseconds for all tables together', () => {
    const cost = load(bundle) - load(nothing);
    process.stdout.write(`tables at start-up: ${cost.toFixed(1)} ms (aim: 5 ms)\n`);
    // Five times the aim: a guard against parsing at start-up, not a benchmark.
    expect(cost).toBeLessThan(25);
  }, 60_000);

  it('parses nothing before the first look-up', () => {
    const script = `const parse = JSON.parse; let n = 0; JSON.parse = (text) => { n++; return parse(text); };
      const data = require(${JSON.stringify(bundle)}); const before = n; data.permission('x'); const after = n; data.permission('y'); console.log([before, after, n].join());`;
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('0,1,1');
  });
});
