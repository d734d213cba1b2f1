import { PrivscanError } from '../model/index.js';
import type { DexCoverage } from '../model/index.js';
import type { DexFile } from '../format/dex/index.js';
import { Budget } from './budget.js';
import { ClassGraph } from './class-graph.js';
import type { CodeFacts, UnreadDex } from './code-facts.js';
import { needles } from './needles.js';
import { trustHoles } from './security/trust-checks.js';
import type { TrustHole } from './security/trust-checks.js';
import { webViewUses } from './security/web-view-uses.js';
import type { WebViewUse } from './security/web-view-uses.js';
import { defineClasses, linkClasses } from './sweep/link-classes.js';
import { rawHits } from './sweep/raw-hits.js';
import type { RawHit } from './sweep/raw-hits.js';
import { resolveHits } from './sweep/resolve.js';
import { tagDex } from './sweep/tags.js';
import { walkDex } from './sweep/walk.js';

/** A dex of the app that is opened when its turn comes, so that one at a time is in memory. */
export interface SweepInput {
  readonly entry: string;
  /** Inflated bytes. */
  readonly size: number;
  readonly loaded: DexCoverage['loaded'];
  /** @throws FormatError, LimitError */
  open(): DexFile;
}

/** Code units an app may have in all its dex files: 2 GiB of instructions, far above any real app. */
const MAX_STEPS = 1 << 30;

/** What the dex files seen so far gave. */
interface Found {
  readonly graph: ClassGraph;
  readonly hits: RawHit[];
  readonly trustHoles: TrustHole[];
  readonly webViews: WebViewUse[];
}

function sweepDex(dex: DexFile, loaded: DexCoverage['loaded'], found: Found): DexCoverage {
  const { graph } = found;
  const ids = defineClasses(dex, graph);
  const tags = tagDex(dex, needles(), graph);
  const walk = walkDex(dex, tags);
  linkClasses(dex, graph, ids, walk);
  for (const hit of rawHits(dex, tags, walk)) found.hits.push(hit);
  for (const hole of trustHoles(dex)) found.trustHoles.push(hole);
  for (const use of webViewUses(dex, walk)) found.webViews.push(use);
  return {
    entry: dex.entry,
    version: dex.version,
    classes: dex.counts.classes,
    methods: walk.methods,
    methodsWithCode: walk.methodsWithCode,
    instructions: walk.instructions,
    invokes: walk.invokes,
    loaded,
    complete: walk.badMethods === 0,
  };
}

/** One pass over all instructions of all dex files, in Android's load order. */
export function sweepApp(inputs: readonly SweepInput[]): CodeFacts {
  const found: Found = { graph: new ClassGraph(), hits: [], trustHoles: [], webViews: [] };
  const dex: DexCoverage[] = [];
  const unread: UnreadDex[] = [];
  const budget = new Budget(MAX_STEPS);
  for (const input of inputs) {
    if (budget.exhausted) {
      unread.push({ entry: input.entry, reason: 'the step budget of the code analysis ran out', bytes: input.size });
      continue;
    }
    try {
      const file = input.open();
      budget.spend(file.units.length);
      dex.push(sweepDex(file, input.loaded, found));
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error;
      unread.push({ entry: input.entry, reason: error.message, bytes: input.size });
    }
  }
  const { hits, ...kept } = found;
  return { dex, unread, budgetHit: budget.exhausted, ...kept, ...resolveHits(hits, found.graph) };
}
