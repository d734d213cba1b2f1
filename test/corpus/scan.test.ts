import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { BatchResult, ScanResult } from '../../src/index.js';
import { RESULT_SCHEMA } from '../../src/report/result-schema.js';
import { privscan } from '../cli/command.js';

/** Real apps nobody here made, through the built command. They stay outside the repository. */
const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const present = existsSync(path.join(corpus, 'INDEX.tsv'));
if (!present) process.stderr.write('skipped: the corpus of real apps is not there (PRIVSCAN_CORPUS)\n');

/** One line of INDEX.tsv, made with other tools. */
interface Row {
  readonly sha256: string;
  readonly bytes: number;
  readonly file: string;
  readonly packageName: string;
}

function rows(): Row[] {
  const [header = '', ...lines] = readFileSync(path.join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    return { sha256: cell('sha256'), bytes: Number(cell('bytes')), file: cell('file'), packageName: cell('package') };
  });
}

const valid = new Ajv({ strict: false }).compile(RESULT_SCHEMA);

(present ? describe : describe.skip)('the corpus of real apps', () => {
  let batch: BatchResult;
  let status = -1;
  let stderr = '';

  beforeAll(() => {
    const run = privscan(['.', '-f', 'json', '--no-config'], { cwd: corpus, timeoutMs: 1_200_000 });
    ({ status, stderr } = run);
    batch = JSON.parse(run.stdout) as BatchResult;
    const unreadable = batch.results.filter(({ verdict }) => verdict === null);
    const lines = unreadable.map(({ input, reason }) => `  unreadable ${input}: ${reason}\n`);
    process.stderr.write(`corpus: ${JSON.stringify(batch.summary)}\n${lines.join('')}`);
  }, 1_260_000);

  it('is scanned without an uncaught error', () => {
    expect(stderr).toBe('');
    expect([0, 1, 3]).toContain(status);
    expect(
      batch.results.filter(({ reason }) => /internal error|timeout|memory|ended with code/u.test(reason ?? '')),
    ).toEqual([]);
    expect(batch.results.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === 'rule-error'))).toEqual(
      [],
    );
  });

  it('gives a result for every file, as the schema says', () => {
    const there = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(?:apks?|aab)$/iu.test(file),
    );
    expect(batch.results.map(({ input }) => input).sort()).toEqual(there.sort());
    expect(batch.summary.total).toBe(there.length);
    expect(there).toEqual(expect.arrayContaining(rows().map(({ file }) => file)));
    expect({ valid: valid(batch), errors: valid.errors ?? [] }).toEqual({ valid: true, errors: [] });
  });

  it('knows each app by hash, size and package as other tools do', () => {
    const byFile = new Map(rows().map((row) => [row.file, row]));
    const scanned = batch.results.filter(({ app, input }) => app !== null && byFile.has(input));
    expect(scanned.length).toBeGreaterThan(90);
    const different = scanned.flatMap(({ input, app }) => {
      const row = byFile.get(input);
      // The index has no package where the tools that made it could not read the manifest.
      const packageName = row?.packageName === '' ? app?.packageName : row?.packageName;
      const ours = { input, sha256: app?.sha256, bytes: app?.size, packageName: app?.packageName };
      const theirs = { input, sha256: row?.sha256, bytes: row?.bytes, packageName };
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ ours, theirs }];
    });
    expect(different).toEqual([]);
  });

  it('never says more than a pass of a packed app, nor less than incomplete', () => {
    const packed = batch.results.filter(({ coverage }) => (coverage?.packer.length ?? 0) > 0);
    expect(packed.length).toBeGreaterThan(0);
    expect(packed.filter(({ verdict }) => verdict?.complete !== false)).toEqual([]);
  });

  it('says the same of an app alone, as JSON and as text', () => {
    const sample = batch.results.filter((_, i) => i % 20 === 3);
    for (const inFolder of sample) {
      const {
        stdout,
        stderr: told,
        status: alone,
      } = privscan([inFolder.input, '-f', 'json', '--no-config'], { cwd: corpus });
      expect({ told, known: [0, 1, 3].includes(alone) }).toEqual({ told: '', known: true });
      expect(JSON.parse(stdout) as ScanResult).toEqual(inFolder);
      const text = privscan([inFolder.input, '-v', '--no-config'], { cwd: corpus });
      expect({ stderr: text.stderr, status: text.status }).toEqual({ stderr: '', status: alone });
    }
  }, 300_000);
});
