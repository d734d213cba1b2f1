import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { HistoryEntry, Verdict } from '../../src/index.js';

/** Mildest first. */
export const RUNGS: readonly Verdict[] = ['pass', 'rectify', 'warn', 'penalize'];

/**
 * What the published outcome is worth. Only the first is an outcome of this very app; a notice says «rectify or worse»;
 * a reason given for a group says the same of its apps; `own-mapping` is this project's reading of the reasons, and
 * agreeing with it proves nothing but that nothing changed.
 */
export type Basis = 'agency-outcome' | 'notice-floor' | 'group-reason' | 'own-mapping';

/** `replay` of a fixture.json: the published case whose facts the app reproduces. */
export interface Replay {
  /** Notice, as replay-notices.json names it. */
  readonly notice: string;
  /** Apps of the notice with these facts; empty where a group was named with one reason. */
  readonly apps: readonly string[];
  /** Items of the 2019 methods the notice names. */
  readonly methods: readonly string[];
  readonly expected: Verdict;
  readonly basis: Basis;
  /** Rules that see the facts: at least one of them must be what the verdict rests on. */
  readonly shownBy: readonly string[];
  /** What the notice leaves open and the fixture's author chose. */
  readonly chosen?: string;
  /** Published facts that no rule can see yet. */
  readonly missing?: string;
}

/** `scan` of a fixture.json: what the user declares about the app. */
export interface Declared {
  readonly category?: string;
  readonly minors?: boolean;
  readonly history?: readonly HistoryEntry[];
}

export interface ReplayFixture {
  readonly name: string;
  readonly file: string;
  readonly replay: Replay;
  readonly declared: Declared;
}

interface Description {
  readonly replay?: Replay;
  readonly scan?: Declared;
}

/** Every fixture app with a `replay`, sorted by name. */
export function replayFixtures(root: string): ReplayFixture[] {
  const apps = path.join(root, 'fixtures/apps');
  return readdirSync(apps)
    .sort()
    .flatMap((name) => {
      const file = path.join(apps, name, 'fixture.json');
      if (!existsSync(file)) return [];
      const { replay, scan = {} } = JSON.parse(readFileSync(file, 'utf8')) as Description;
      const built = path.join(root, 'fixtures/built', `${name}.apk`);
      return replay === undefined ? [] : [{ name, file: built, replay, declared: scan }];
    });
}

/** Items that need no policy text and no first screen: what the rules of today must see (K1, K4, cancelling). */
const SEEN_TODAY = ['M1.1', 'M4.1', 'M6.1'];

export const isSeenToday = ({ methods }: Replay): boolean => methods.some((item) => SEEN_TODAY.includes(item));

export type Agreement = 'exact' | 'one rung off' | 'floor kept' | 'off' | 'pass';

/** How the verdict stands to what was published. A pass is its own answer: the app was found at fault by somebody. */
export function agreement({ expected, basis }: Replay, got: Verdict): Agreement {
  if (got === 'pass') return 'pass';
  const distance = RUNGS.indexOf(got) - RUNGS.indexOf(expected);
  if (basis === 'notice-floor' || basis === 'group-reason') return distance >= 0 ? 'floor kept' : 'off';
  if (distance === 0) return 'exact';
  return Math.abs(distance) === 1 ? 'one rung off' : 'off';
}
