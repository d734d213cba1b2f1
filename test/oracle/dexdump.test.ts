import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DexFile, OPCODE_FLAGS, OpcodeFlag } from '../../src/format/dex/index.js';
import { PrivscanError } from '../../src/model/errors.js';
import { fixChecksums } from '../../fixtures/toolkit/dex.js';
import { DEX_CASES, sampleDex } from '../hostile/dex-cases.js';
import { CENSUS_FIELDS, dexEntries, dexdumpCensus, extract, filesUnder, hasTool, type DexCensus } from './dexdump.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CORPUS = path.resolve(ROOT, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const DIFFERENCES = path.join(ROOT, 'test/oracle/dexdump-differences.tsv');
const WORKERS = 2;
const MUTATIONS = 500;

/** The same census by our reader; undefined when it refuses the file. */
function ourCensus(bytes: Uint8Array, name: string): DexCensus | undefined {
  let dex: DexFile;
  try {
    dex = DexFile.open(bytes, name);
  } catch (error) {
    if (error instanceof PrivscanError) return undefined;
    throw error;
  }
  const counts = { classes: dex.counts.classes, methods: 0, methodsWithCode: 0, instructions: 0, invokes: 0 };
  const cursor = dex.cursor();
  for (let index = 0; index < dex.counts.classes; index++) {
    dex.forEachMethod(index, (_id, _flags, codeOffset) => {
      counts.methods++;
      if (!cursor.open(codeOffset)) return;
      counts.methodsWithCode++;
      while (cursor.next()) {
        counts.instructions++;
        if (!cursor.isPayload && (OPCODE_FLAGS[cursor.opcode]! & OpcodeFlag.invoke) !== 0) counts.invokes++;
      }
    });
  }
  return counts;
}

/** Known differences: `file!entry`, field, reason; one a line, tab-separated, after a header. */
function knownDifferences(): Map<string, string> {
  const lines = readFileSync(DIFFERENCES, 'utf8').trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [file, field, reason] = line.split('\t') as [string, string, string];
      return [`${file} ${field}`, reason];
    }),
  );
}

interface Row {
  readonly key: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

async function compare(archive: string, entry: string, folder: string, serial: number): Promise<Row[]> {
  const file = path.join(folder, `${serial}.dex`);
  const name = `${path.relative(CORPUS, archive)}!${entry}`;
  if (!extract(archive, entry, file)) return [];
  try {
    // Packers name archives .dex (as DexClassLoader allows); dexdump opens them, DexFile is given what is in them.
    if (readFileSync(file).toString('latin1', 0, 2) === 'PK') {
      const inner = dexEntries(file).map((one, i) =>
        compareFile(file, one, name, path.join(folder, `${serial}-${i}.dex`)),
      );
      return (await Promise.all(inner)).flat();
    }
    return await compareDex(file, name);
  } finally {
    rmSync(file, { force: true });
  }
}

async function compareFile(archive: string, entry: string, outer: string, file: string): Promise<Row[]> {
  if (!extract(archive, entry, file)) return [];
  try {
    return await compareDex(file, `${outer}!${entry}`);
  } finally {
    rmSync(file, { force: true });
  }
}

async function compareDex(file: string, name: string): Promise<Row[]> {
  const theirs = await dexdumpCensus(file);
  const ours = ourCensus(readFileSync(file), name);
  const rows: Row[] = [{ key: `${name} accepted`, ours: ours !== undefined, theirs: theirs !== undefined }];
  if (!ours || !theirs) return rows;
  for (const field of CENSUS_FIELDS) rows.push({ key: `${name} ${field}`, ours: ours[field], theirs: theirs[field] });
  return rows;
}

const missing = ['dexdump', 'unzip'].filter((tool) => !hasTool(tool, '-v'));
const corpusThere = existsSync(CORPUS);
if (!corpusThere) process.stdout.write(`dexdump oracle skipped: no corpus at ${path.relative(ROOT, CORPUS)}\n`);
else if (missing.length > 0) process.stdout.write(`dexdump oracle skipped: no ${missing.join(', ')} on this machine\n`);

describe('DexFile against dexdump -d', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-dexdump-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has its tools in CI', () => {
    if (process.env['CI']) expect(missing).toEqual([]);
  });

  (missing.length === 0 ? it : it.skip)('takes and refuses the hostile cases as recorded', async () => {
    const verdicts = await Promise.all(
      DEX_CASES.filter(({ dexdump }) => dexdump !== 'crashes').map(async ({ id, bytes, android }) => {
        const file = path.join(folder, `${id.slice(0, 3)}.dex`);
        writeFileSync(file, bytes);
        const census = await dexdumpCensus(file);
        return { id, android, dexdump: census ? 'accepts' : 'refuses' };
      }),
    );
    expect(verdicts.filter(({ android, dexdump }) => android !== dexdump)).toEqual([]);
    expect(verdicts.length).toBe(DEX_CASES.length - 1);
  });

  (missing.length === 0 ? it : it.skip)(
    'never refuses a changed file that ART takes',
    () => {
      const good = sampleDex().bytes;
      const file = path.join(folder, 'mutated.dex');
      const refused: string[] = [];
      let taken = 0;
      // A fixed generator (Numerical Recipes): the same changes on every run.
      let seed = 20;
      const random = (below: number): number => {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((seed / 2 ** 32) * below);
      };
      for (let run = 0; run < MUTATIONS; run++) {
        const copy = Uint8Array.from(good);
        const at = 12 + random(copy.length - 12);
        copy[at] = [0, 1, 0x7f, 0x80, 0xff, copy[at]! + 1, random(256)][random(7)]!;
        writeFileSync(file, fixChecksums(copy));
        // Exit status 0: verified and printed; 1: refused; a signal: verified, then fell over something odd.
        if (spawnSync('dexdump', ['-f', file], { stdio: 'ignore' }).status !== 0) continue;
        taken++;
        if (!ourCensus(copy, 'mutated.dex')) refused.push(`byte ${at} = ${copy[at]}`);
      }
      process.stdout.write(`dexdump oracle: ${MUTATIONS} changed files, ${taken} taken by ART\n`);
      expect(taken).toBeGreaterThan(MUTATIONS / 10);
      expect(refused).toEqual([]);
    },
    120_000,
  );

  (corpusThere && missing.length === 0 ? it : it.skip)(
    'counts the same classes, methods, instructions and invokes in every DEX of the corpus',
    async () => {
      const jobs = filesUnder(CORPUS).flatMap((archive) => dexEntries(archive).map((entry) => ({ archive, entry })));
      const rows: Row[] = [];
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let job = jobs[next++]; job; job = jobs[next++]) {
          rows.push(...(await compare(job.archive, job.entry, folder, next)));
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, worker));
      const known = knownDifferences();
      const different = rows.filter((row) => row.ours !== row.theirs);
      process.stdout.write(
        `dexdump oracle: ${jobs.length} dex, ${rows.length} rows compared, ${rows.length - different.length} equal, ` +
          `${known.size} known to differ\n`,
      );
      expect(rows.length).toBeGreaterThan(1000);
      expect(different.filter((row) => !known.has(row.key))).toEqual([]);
      expect(different.length / rows.length).toBeLessThanOrEqual(0.03);
      expect([...known.keys()].filter((key) => !different.some((row) => row.key === key))).toEqual([]);
    },
    1_200_000,
  );
});
