import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BatchResult, ScanResult } from '../../src/index.js';
import { cleanApps } from './clean-apps.js';
import { cleanLines, corpusLines, replayLines } from './report.js';
import type { ReplayOutcome } from './report.js';
import { replayFixtures } from './replay.js';
import type { ReplayFixture } from './replay.js';

/** What the figures are not. Printed with them, so that nobody quotes one without the other. */
const WORDS = [
  'These figures describe the ladder, not the market. The 48 apps come from code hosts; most were made for Android 9 or',
  'older, before the methods of November 2019 asked for a policy inside the app; many are samples, lessons or debug builds.',
  'odd/ holds broken files and test inputs, droidbench/ small apps that leak on purpose. The replay apps are our own and',
  'hold only what a notice published, and where it is vague what we chose: agreement says that the ladder weighs these',
  'facts as the authority did, not that the tool finds them in the real app.',
];

/** Runs the built command with no configuration of the machine's. */
function privscan(root: string, cwd: string, args: readonly string[]): string {
  const command = [
    path.join(root, 'dist/privscan.cjs'),
    ...args,
    '--no-config',
    '--fail-on',
    'never',
    '--allow-incomplete',
  ];
  try {
    return execFileSync(process.execPath, command, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  } catch (error) {
    // 3: some file of the corpus is unreadable, as it is meant to be.
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status === 3 && stdout !== undefined) return stdout;
    throw error;
  }
}

function scanCorpus(root: string, corpus: string, scratch: string): BatchResult {
  const output = path.join(scratch, 'corpus.json');
  privscan(root, corpus, ['apks', 'odd', 'droidbench', '-q', '-f', `json=${output}`]);
  return JSON.parse(readFileSync(output, 'utf8')) as BatchResult;
}

function replay(root: string, scratch: string, fixture: ReplayFixture): ReplayOutcome {
  const { category, minors, history } = fixture.declared;
  const historyFile = path.join(scratch, 'history.json');
  if (history !== undefined) writeFileSync(historyFile, JSON.stringify(history));
  const declared = [
    ...(category === undefined ? [] : ['--category', category]),
    ...(minors === true ? ['--minors'] : []),
    ...(history === undefined ? [] : ['--history', historyFile]),
  ];
  const { verdict } = JSON.parse(privscan(root, root, [fixture.file, '-f', 'json', ...declared])) as ScanResult;
  if (verdict === null) throw new Error(`${fixture.name} was not judged`);
  return { fixture, verdict: verdict.verdict, line: verdict.ladderLine.id };
}

/** The whole report, as lines. Needs the built command; says so where the corpus is absent. */
export function calibrate(root: string, corpus: string): string[] {
  const scratch = mkdtempSync(path.join(tmpdir(), 'calibrate-'));
  try {
    const outcomes = replayFixtures(root).map((fixture) => replay(root, scratch, fixture));
    const replayed = ['Published cases, replayed', ...replayLines(outcomes)];
    if (!existsSync(path.join(corpus, 'INDEX.tsv'))) {
      return [...replayed, '', 'The corpus of real apps is not there (PRIVSCAN_CORPUS): nothing said of it.'];
    }
    const scanned = scanCorpus(root, corpus, scratch);
    return [
      'Verdicts over the corpus (no category declared)',
      ...corpusLines(scanned),
      '',
      ...replayed,
      '',
      'Clean open-source apps (test/corpus/clean-apps.tsv)',
      ...cleanLines(cleanApps(root), scanned),
      '',
      ...WORDS,
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
