import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readSigning, type SigningReport } from '../../src/apk/signing/index.js';
import { openArchive, openFileSource } from '../../src/archive/index.js';
import { apksignerVerify, apksignerVersion, type ApksignerAnswer } from './apksigner.js';

/**
 * Our verdicts against apksigner's, over real files. Differences are allowed only when the committed table names them
 * with a reason, and at most 3 % of the rows.
 */
const ROOT = resolve(import.meta.dirname, '../..');
const CORPUS = process.env['PRIVSCAN_CORPUS'] ?? resolve(ROOT, '../shared/corpus');
const TABLE = join(import.meta.dirname, 'apksigner-differences.tsv');
const DROIDBENCH_STEP = 6;
const WORKERS = 2;

interface Sample {
  readonly file: string;
  readonly minSdk: number;
  readonly targetSdk: number | undefined;
}

interface Row {
  readonly key: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Each file for the releases its own manifest names, and for the two at which other schemes begin to count. */
function samples(): readonly Sample[] {
  const index = new Map(
    readFileSync(join(CORPUS, 'INDEX.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map((columns) => [columns[2] ?? '', { target: Number(columns[5] || 'NaN'), min: Number(columns[6] || '1') }]),
  );
  return files().flatMap((file) => {
    const { target, min } = index.get(file) ?? { target: NaN, min: 1 };
    const minSdk = Number.isInteger(min) && min > 0 ? min : 1;
    const targetSdk = Number.isInteger(target) ? target : undefined;
    return [...new Set([minSdk, 24, 28])].map((n) => ({ file, minSdk: n, targetSdk }));
  });
}

function files(): readonly string[] {
  const list = (folder: string): string[] => readdirSync(join(CORPUS, folder)).map((name) => `${folder}/${name}`);
  const bench = existsSync(join(CORPUS, 'droidbench'))
    ? list('droidbench')
        .filter((path) => !path.endsWith('.tsv'))
        .flatMap(list)
        .filter((path) => path.endsWith('.apk'))
    : [];
  return [...list('apks'), ...list('odd'), ...bench.filter((_, i) => i % DROIDBENCH_STEP === 0)].sort();
}

function ask({ file, minSdk, targetSdk }: Sample): SigningReport | string {
  const source = openFileSource(join(CORPUS, file));
  try {
    const archive = openArchive(source, { name: file });
    return readSigning(archive, { minSdk, verify: true, ...(targetSdk === undefined ? {} : { targetSdk }) });
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  } finally {
    source.close();
  }
}

function rows({ file, minSdk }: Sample, report: SigningReport | string, theirs: ApksignerAnswer): readonly Row[] {
  const row = (question: string, ours: string, other: string): Row => ({
    key: `${file.slice(0, file.startsWith('droidbench') ? undefined : file.indexOf('-'))}\t${minSdk}\t${question}`,
    ours,
    theirs: other,
  });
  const facts = typeof report === 'string' ? undefined : report.facts;
  const verified = row('verified', String(facts?.verified ?? false), String(theirs.outcome === 'verifies'));
  if (theirs.outcome === 'verifies') {
    const schemes = (['v1', 'v2', 'v3'] as const).map((scheme) => {
      const verifies = facts?.schemes.find((one) => one.scheme === scheme)?.verifies === true;
      return row(scheme, String(verifies), String(theirs.schemes[scheme]));
    });
    const certificates = (facts?.certificates ?? []).map((one) => one.sha256).join(' ');
    return [verified, ...schemes, row('certificates', certificates, theirs.certificates.join(' '))];
  }
  if (theirs.failed === undefined || facts === undefined) return [verified];
  const failed = /^(v[123]): /.exec(facts.problem ?? '')?.[1] ?? 'whole';
  return [verified, row('failed', failed, theirs.failed)];
}

async function compareAll(all: readonly Sample[]): Promise<readonly Row[]> {
  const result: (readonly Row[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const sample = all[i]!;
      const theirs = await apksignerVerify(join(CORPUS, sample.file), sample.minSdk);
      result[i] = rows(sample, ask(sample), theirs);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return result.flat();
}

function knownDifferences(): ReadonlyMap<string, string> {
  const lines = readFileSync(TABLE, 'utf8').split('\n').slice(1);
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const columns = line.split('\t');
        return [columns.slice(0, 3).join('\t'), columns.slice(3, 5).join(' / ')];
      }),
  );
}

describe('readSigning against apksigner', () => {
  it('gives the same booleans and certificates', async () => {
    const version = apksignerVersion();
    if (version === undefined) {
      if (process.env['CI'] !== undefined) throw new Error('apksigner is not installed');
      process.stdout.write('skipped: apksigner is not installed\n');
      return;
    }
    if (!existsSync(join(CORPUS, 'INDEX.tsv'))) {
      process.stdout.write('skipped: there is no corpus (PRIVSCAN_CORPUS)\n');
      return;
    }
    const all = samples();
    const compared = await compareAll(all);
    const different = compared.filter((row) => row.ours !== row.theirs);
    process.stdout.write(
      `apksigner ${version}: ${all.length} runs, rows compared ${compared.length}, equal ${compared.length - different.length}\n`,
    );
    const known = knownDifferences();
    const unexplained = different.filter((row) => known.get(row.key) !== `${row.ours} / ${row.theirs}`);
    expect(unexplained).toEqual([]);
    // A row of the table that no longer differs must go.
    expect([...known.keys()].filter((key) => !different.some((row) => row.key === key))).toEqual([]);
    expect(different.length).toBeLessThanOrEqual(compared.length * 0.03);
    expect(compared.length).toBeGreaterThan(300);
  }, 300_000);
});
