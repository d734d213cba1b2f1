import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readSigning, type SigningReport } from '../../src/apk/signing/index.js';
import { bufferSource, openArchive, openFileSource } from '../../src/archive/index.js';
import { apksignerVerify, type ApksignerAnswer } from './apksigner.js';
import { SignedApks, withoutScheme, withoutSigningBlock } from './signed-apks.js';

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
  const source = openFileSource(resolve(CORPUS, file));
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
    key: `${/^(?:apks|odd)\//.test(file) ? file.slice(0, file.indexOf('-')) : basename(file)}\t${minSdk}\t${question}`,
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
  // Without any signature apksigner ends in JAR signing, and says that the manifest is missing.
  const problem = facts.problem === 'not signed' ? 'v1: ' : (facts.problem ?? '');
  const failed = /^(v[123]): /.exec(problem)?.[1] ?? 'whole';
  return [verified, row('failed', failed, theirs.failed)];
}

async function compareAll(all: readonly Sample[]): Promise<readonly Row[]> {
  const result: (readonly Row[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const sample = all[i]!;
      const theirs = await apksignerVerify(resolve(CORPUS, sample.file), sample.minSdk);
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

/** False when a tool is missing, which CI does not forgive. */
function toolsPresent(...needed: readonly ('apksigner' | 'openssl')[]): boolean {
  for (const tool of needed) {
    if (spawnSync(tool, ['version']).status === 0) continue;
    if (process.env['CI'] !== undefined) throw new Error(`${tool} is not installed`);
    process.stdout.write(`skipped: ${tool} is not installed\n`);
    return false;
  }
  return true;
}

function report(what: string, runs: number, compared: readonly Row[]): readonly Row[] {
  const different = compared.filter((row) => row.ours !== row.theirs);
  const yes = compared.filter((row) => row.theirs === 'true').length;
  process.stdout.write(
    `apksigner, ${what}: ${runs} runs, rows compared ${compared.length} (${yes} say true), equal ${compared.length - different.length}\n`,
  );
  return different;
}

describe('readSigning against apksigner', () => {
  it('gives the same booleans and certificates for real files', async () => {
    if (!toolsPresent('apksigner')) return;
    if (!existsSync(join(CORPUS, 'INDEX.tsv'))) {
      process.stdout.write('skipped: there is no corpus (PRIVSCAN_CORPUS)\n');
      return;
    }
    const all = samples();
    const compared = await compareAll(all);
    const different = report('corpus', all.length, compared);
    const known = knownDifferences();
    const unexplained = different.filter((row) => known.get(row.key) !== `${row.ours} / ${row.theirs}`);
    expect(unexplained).toEqual([]);
    // A row of the table that no longer differs must go.
    expect([...known.keys()].filter((key) => !different.some((row) => row.key === key))).toEqual([]);
    expect(different.length).toBeLessThanOrEqual(compared.length * 0.03);
    expect(compared.length).toBeGreaterThan(300);
  }, 300_000);

  it('gives the same for every kind of key, scheme and history', async () => {
    if (!toolsPresent('apksigner', 'openssl')) return;
    const folder = mkdtempSync(join(tmpdir(), 'privscan-signing-'));
    try {
      const all: Sample[] = signedKinds(new SignedApks(folder, BASE)).flatMap((file) =>
        [1, 18, 24, 28].map((minSdk) => ({ file, minSdk, targetSdk: undefined })),
      );
      const file = new SignedApks(folder, NEW_BASE).sign('new-v1', ['rsa2048'], schemes(true, false, false));
      all.push({ file, minSdk: 24, targetSdk: NEW_TARGET_SDK });
      expect(report('own keys', all.length, await compareAll(all))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 300_000);

  it('gives the same when bytes are changed', async () => {
    if (!toolsPresent('apksigner', 'openssl')) return;
    const folder = mkdtempSync(join(tmpdir(), 'privscan-signing-'));
    try {
      const apks = new SignedApks(folder, BASE);
      const all = mutants(apks).map((file, i) => ({
        file,
        minSdk: [21, 24, 28][Math.floor(i / 3) % 3]!,
        targetSdk: undefined,
      }));
      const compared = (await compareAll(all)).filter((row) => row.key.endsWith('\tverified'));
      expect(report('changed bytes', all.length, compared)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 300_000);
});

/** Its targetSdk lets a JAR signature alone do. */
const BASE = join(ROOT, 'fixtures/built/target-22.apk');
/** Its targetSdk does not. */
const NEW_BASE = join(ROOT, 'fixtures/built/clean-hello.apk');
const NEW_TARGET_SDK = 34;
const MUTANTS = 120;

const schemes = (v1: boolean, v2: boolean, v3: boolean): string[] =>
  [v1, v2, v3].flatMap((on, i) => [`--v${i + 1}-signing-enabled`, String(on)]);

function signedKinds(apks: SignedApks): readonly string[] {
  for (const bits of [1024, 2048, 4096]) apks.key(`rsa${bits}`, 'genrsa', String(bits));
  for (const curve of ['prime256v1', 'secp384r1', 'secp521r1']) {
    apks.key(curve, 'ecparam', '-name', curve, '-genkey', '-noout');
  }
  for (const bits of [1024, 2048]) apks.dsaKey(`dsa${bits}`, bits);
  const keys = ['rsa1024', 'rsa2048', 'rsa4096', 'prime256v1', 'secp384r1', 'secp521r1', 'dsa1024', 'dsa2048'];
  const all = keys.map((key) =>
    apks.sign(`all-${key}`, [key], ['--min-sdk-version', '21', ...schemes(true, true, true)]),
  );
  apks.keyWithExtension('not-for-signing', 'keyUsage=critical,keyEncipherment');
  apks.keyWithExtension('critical-unknown', '1.2.3.4=critical,DER:0500');
  const whole = all[1]!;
  const oldest = ['--min-sdk-version', '1', ...schemes(true, false, false)];
  const verity = ['--min-sdk-version', '28', '--verity-enabled', 'true', ...schemes(false, true, true)];
  const lineage = apks.lineage('rsa2048', 'prime256v1');
  const rotated = ['--lineage', lineage, '--min-sdk-version', '24', ...schemes(true, true, true)];
  return [
    ...all,
    apks.sign('v1-sha1', ['rsa2048'], oldest),
    apks.sign('v1-sha256', ['rsa2048'], ['--min-sdk-version', '18', ...schemes(true, false, false)]),
    apks.sign('v1-dsa', ['dsa2048'], ['--min-sdk-version', '21', ...schemes(true, false, false)]),
    apks.sign('v1-ec', ['secp384r1'], ['--min-sdk-version', '18', ...schemes(true, false, false)]),
    apks.sign('v2-only', ['rsa2048'], ['--min-sdk-version', '24', ...schemes(false, true, false)]),
    apks.sign('v3-only', ['rsa2048'], ['--min-sdk-version', '28', ...schemes(false, false, true)]),
    apks.sign('verity-rsa', ['rsa2048'], verity),
    apks.sign('verity-ec', ['prime256v1'], verity),
    apks.sign('two-signers', ['rsa2048', 'prime256v1'], ['--min-sdk-version', '21', ...schemes(true, true, false)]),
    apks.sign('rotated', ['rsa2048', 'prime256v1'], rotated),
    apks.sign('not-for-signing', ['not-for-signing'], ['--min-sdk-version', '21', ...schemes(true, true, true)]),
    apks.sign('critical-unknown', ['critical-unknown'], ['--min-sdk-version', '21', ...schemes(true, true, true)]),
    apks.change('stripped-block', whole, withoutSigningBlock),
    apks.change('stripped-v3', whole, (bytes) => withoutScheme(bytes, 0xf05368c0)),
    apks.change('stripped-v2', whole, (bytes) => withoutScheme(bytes, 0x7109871a)),
    apks.change('trailing-byte', whole, (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
  ];
}

/** One byte of a signed APK changed, at places drawn with a fixed seed: half of them in the signing block. */
function mutants(apks: SignedApks): readonly string[] {
  apks.key('rsa2048', 'genrsa', '2048');
  const signed = [
    apks.sign('whole', ['rsa2048'], ['--min-sdk-version', '21', ...schemes(true, true, true)]),
    apks.sign('v2', ['rsa2048'], ['--min-sdk-version', '21', ...schemes(true, true, false)]),
    apks.sign('v1', ['rsa2048'], ['--min-sdk-version', '21', ...schemes(true, false, false)]),
  ];
  let seed = 20260101;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * below);
  };
  return Array.from({ length: MUTANTS }, (_, i) => {
    const from = signed[i % 3]!;
    return apks.change(`mutant-${i}`, from, (bytes) => {
      const result = Buffer.from(bytes);
      const block = openArchive(bufferSource(bytes)).signingBlock;
      const at = block !== undefined && i % 2 === 0 ? block.offset + random(block.size) : random(bytes.length);
      result[at] = result[at]! ^ (1 << random(8));
      return result;
    });
  });
}
