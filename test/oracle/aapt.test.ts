import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openApk } from '../../src/apk/index.js';
import { openFileSource } from '../../src/archive/index.js';
import type { ManifestModel } from '../../src/model/index.js';
import { aaptVersion, dumpBadging, parseBadging, type Badging } from './aapt.js';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.env['PRIVSCAN_CORPUS'] ?? '../shared/corpus');
const DIFFERENCES = path.join(import.meta.dirname, 'aapt-differences.tsv');
/** Share of rows that may differ, each with a reason in the list. */
const ALLOWED_SHARE = 0.03;

type Fields = Readonly<Record<keyof Badging, unknown>>;

/** The model in the words of aapt; what aapt leaves out for a default is left out here. */
function inWordsOfAapt(manifest: ManifestModel): Fields {
  const versionCode = (manifest.versionCode % 2 ** 32) | 0;
  return {
    package: manifest.packageName,
    versionCode: versionCode > 0 ? String(versionCode) : undefined,
    versionName: manifest.versionName ?? '',
    permissions: manifest.permissions
      .map(({ name, element, maxSdkVersion }) => {
        const sdk23 = element === 'uses-permission' ? '' : 'sdk-23 ';
        return `${sdk23}${name}${maxSdkVersion === undefined ? '' : ` maxSdkVersion=${maxSdkVersion}`}`;
      })
      .sort(),
    label: manifest.label,
    labels: manifest.labels,
    sdkVersion: manifest.minSdkCodename ?? String(manifest.minSdk),
    targetSdkVersion: manifest.targetSdkDeclared
      ? (manifest.targetSdkCodename ?? String(manifest.targetSdk))
      : undefined,
  };
}

/** aapt prints no `sdkVersion:` for the default, 1. */
function ofAapt(badging: Badging): Fields {
  return { ...badging, sdkVersion: badging.sdkVersion ?? '1' };
}

function apksBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.apk'))
    .map((name) => path.join(directory, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** `file<TAB>field<TAB>reason`, a difference a line. */
function listedDifferences(): Map<string, string> {
  const lines = readFileSync(DIFFERENCES, 'utf8').split('\n').slice(1);
  return new Map(lines.filter((line) => line !== '').map((line) => [line.split('\t', 2).join('\t'), line]));
}

interface Comparison {
  readonly rows: number;
  /** `file<TAB>field` → both values. */
  readonly different: ReadonlyMap<string, string>;
}

function compare(files: readonly (readonly [name: string, file: string])[]): Comparison {
  const different = new Map<string, string>();
  let rows = 0;
  for (const [name, file] of files) {
    const badging = dumpBadging(file);
    if (badging === undefined) continue;
    const expected = ofAapt(badging);
    let actual: Partial<Fields>;
    try {
      const apk = openApk([{ name: path.basename(file), source: openFileSource(file) }]);
      actual = inWordsOfAapt(apk.manifest);
      apk.close();
    } catch (error) {
      actual = { package: `unreadable: ${error instanceof Error ? error.message : 'unknown error'}` };
    }
    for (const field of Object.keys(expected) as (keyof Badging)[]) {
      rows++;
      const [ours, theirs] = [JSON.stringify(actual[field]), JSON.stringify(expected[field])];
      if (ours !== theirs) different.set(`${name}\t${field}`, `privscan ${ours}, aapt ${theirs}`);
    }
  }
  return { rows, different };
}

const version = aaptVersion();
if (version === undefined && process.env['CI'] !== undefined) throw new Error('aapt is not installed');
if (version === undefined) process.stdout.write('skipped: aapt is not installed\n');
const withAapt = version === undefined ? describe.skip : describe;

withAapt('manifest against aapt dump badging', () => {
  it('says what aapt says, but for the differences listed with a reason', () => {
    const files = apksBelow(path.join(root, 'fixtures/built')).map((file) => [path.basename(file), file] as const);
    if (existsSync(corpus)) {
      for (const file of apksBelow(corpus)) files.push([`corpus/${path.relative(corpus, file)}`, file]);
    } else {
      process.stdout.write('corpus skipped: not here (set PRIVSCAN_CORPUS)\n');
    }
    const { rows, different } = compare(files);
    process.stdout.write(`${version}: rows compared ${rows}, equal ${rows - different.size}\n`);
    const listed = listedDifferences();
    const unlisted = [...different].filter(([key]) => !listed.has(key)).map((row) => row.join(': '));
    expect(unlisted).toEqual([]);
    const names = new Set(files.map(([name]) => name));
    const gone = [...listed.keys()].filter((key) => names.has(key.split('\t')[0] ?? '') && !different.has(key));
    expect(gone).toEqual([]);
    expect(rows).toBeGreaterThan(0);
    expect(different.size / rows).toBeLessThanOrEqual(ALLOWED_SHARE);
  }, 300_000);
});

describe('reading of badging', () => {
  it('knows implied permissions from declared ones, and unescapes', () => {
    const badging = parseBadging(
      [
        String.raw`package: name='a.b' versionCode='' versionName='it's \"1\"' platformBuildVersionName=''`,
        "sdkVersion:'8'",
        "uses-permission: name='p.A' maxSdkVersion='18'",
        "uses-permission-sdk-23: name='p.B'",
        String.raw`application-label:'it's\n\\two'`,
        "application-label-zh-CN:'二'",
        "uses-permission: name='p.Implied'",
        "uses-implied-permission: name='p.Implied' reason='requested p.A'",
      ].join('\n'),
    );
    expect(badging).toEqual({
      package: 'a.b',
      versionCode: undefined,
      versionName: 'it\'s "1"',
      permissions: ['p.A maxSdkVersion=18', 'sdk-23 p.B'],
      label: "it's\n\\two",
      labels: { 'zh-CN': '二' },
      sdkVersion: '8',
      targetSdkVersion: undefined,
    });
  });
});
