import type { BatchResult, ScanResult, Verdict } from '../../src/index.js';
import type { CleanApp } from './clean-apps.js';
import { restsOn } from './clean-apps.js';
import type { ReplayFixture } from './replay.js';
import { RUNGS, agreement, isSeenToday } from './replay.js';

const count = (part: number, whole: number): string =>
  `${String(part).padStart(4)} ${whole === 0 ? '   – ' : `${((100 * part) / whole).toFixed(0).padStart(3)} %`}`;

/** `apks`, `odd` or `droidbench`: the folder below the corpus a file lies in. */
const setOf = ({ input }: ScanResult): string => input.split('/')[0] ?? '';

function distributionLine(name: string, results: readonly ScanResult[]): string {
  const judged = results.filter(({ verdict }) => verdict !== null);
  const cells = RUNGS.map((rung) => {
    const with_ = judged.filter(({ verdict }) => verdict?.verdict === rung);
    return count(with_.length, judged.length);
  });
  const partial = judged.filter(({ verdict }) => verdict?.complete === false).length;
  return [
    name.padEnd(11),
    String(results.length).padStart(5),
    ...cells,
    String(partial).padStart(10),
    String(results.length - judged.length).padStart(10),
  ].join('  ');
}

/** Which ladder line decided how often; a spread that rests on one line says more about the line than about the apps. */
function decidingLines(results: readonly ScanResult[]): string {
  const counts = new Map<string, number>();
  for (const { verdict } of results) {
    if (verdict !== null) counts.set(verdict.ladderLine.id, (counts.get(verdict.ladderLine.id) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([id, times]) => `${id} ${times}`).join(', ');
}

/** Verdicts over the corpus, each set apart. */
export function corpusLines({ results }: BatchResult): string[] {
  const sets = ['apks', 'odd', 'droidbench'];
  const inSet = (name: string): ScanResult[] => results.filter((result) => setOf(result) === name);
  const header = ['set'.padEnd(11), 'files', ...RUNGS.map((rung) => rung.padStart(10)), 'incomplete', 'unreadable'];
  return [
    header.join('  '),
    ...sets.map((name) => distributionLine(name, inSet(name))),
    `deciding lines, apks: ${decidingLines(inSet('apks'))}`,
  ];
}

/** What came out for a fixture. */
export interface ReplayOutcome {
  readonly fixture: ReplayFixture;
  readonly verdict: Verdict;
  readonly line: string;
}

function replayLine({ fixture, verdict, line }: ReplayOutcome): string {
  const { replay, name } = fixture;
  return [
    name.padEnd(32),
    replay.basis.padEnd(14),
    replay.expected.padEnd(8),
    `${verdict} ${line}`.padEnd(11),
    agreement(replay, verdict).padEnd(12),
    replay.methods.join(' '),
  ].join('  ');
}

const tally = (name: string, outcomes: readonly ReplayOutcome[]): string => {
  const kinds = outcomes.map(({ fixture, verdict }) => agreement(fixture.replay, verdict));
  const said = [...new Set(kinds)].sort().map((kind) => `${kinds.filter((one) => one === kind).length} ${kind}`);
  return `${name}: ${outcomes.length} apps, ${said.join(', ')}`;
};

/** Published cases against what the tool says of apps with the same facts. */
export function replayLines(outcomes: readonly ReplayOutcome[]): string[] {
  const of = (basis: string): ReplayOutcome[] => outcomes.filter(({ fixture }) => fixture.replay.basis === basis);
  const header = [
    'fixture'.padEnd(32),
    'basis'.padEnd(14),
    'expected',
    'got'.padEnd(11),
    'agreement'.padEnd(12),
    'items',
  ];
  return [
    header.join('  '),
    ...outcomes.map(replayLine),
    '',
    tally('outcomes of an authority', of('agency-outcome')),
    tally('notices (rectify or worse)', [...of('notice-floor'), ...of('group-reason')]),
    tally('our own mapping (regression only)', of('own-mapping')),
    tally(
      'facts of M1.1, M4.1 or M6.1',
      outcomes.filter(({ fixture }) => isSeenToday(fixture.replay)),
    ),
  ];
}

/** The committed list of clean apps against the corpus results. */
export function cleanLines(list: readonly CleanApp[], { results }: BatchResult): string[] {
  const bySum = new Map(results.map((result) => [result.app?.sha256, result]));
  const rows = list.map((app) => ({ app, result: bySum.get(app.sha256) }));
  const asSaid = rows.filter(({ app, result }) => result?.verdict?.verdict === app.expected);
  const passed = rows.filter(({ result }) => result?.verdict?.verdict === 'pass');
  const different = rows.filter((row) => !asSaid.includes(row));
  const said = (result: ScanResult | undefined): string =>
    result === undefined
      ? 'not in the corpus'
      : `${result.verdict?.verdict ?? result.status} ${restsOn(result).join(' ')}`;
  return [
    `${passed.length} of ${list.length} pass; ${asSaid.length} are what the list says`,
    ...rows
      .filter(({ app }) => app.expected !== 'pass')
      .map(({ app, result }) => `  exception  ${app.name}: ${said(result)} (${app.why})`),
    ...different.map(({ app, result }) => `  DIFFERENT  ${app.name}: expected ${app.expected}, got ${said(result)}`),
  ];
}
