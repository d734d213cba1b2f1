// What the program model and the call graph cost: CPU milliseconds of all threads per MB of dex, and peak memory. One
// process an app, nothing warm: `node test/bench/callgraph.mjs [prefix of a corpus file …]`. Targets: link + build
// ≤ 40 ms per MB (goal 25), peak RSS ≤ 128 MiB + 9 × dex.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.env.PRIVSCAN_CORPUS ?? '../shared/corpus', 'apks');
const DEFAULT = ['8ff760a2a86b', 'f4ee5c733035', '84ed7a0ab696', '72193f490657', '853a9cc92cf1', '09ca7138baab'];
const RUNS = 3;

const SUBJECT = `
import { openApp } from './src/apk/index.js';
import { Program } from './src/analysis/program/index.js';
import { CallGraph } from './src/analysis/callgraph/index.js';
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const app = openApp(process.argv[2], []);
const dex = app.dexEntries().map((entry) => entry.open());
const bytes = dex.reduce((sum, one) => sum + one.bytes.length, 0);
const times = [cpu()];
const program = Program.link(dex);
times.push(cpu());
const graph = CallGraph.build(program);
times.push(cpu());
// Everything a component of the manifest's kinds may run: far more than any cold start.
const bases = ['Landroid/app/Activity;', 'Landroid/app/Application;', 'Landroid/app/Service;', 'Landroid/content/ContentProvider;', 'Landroid/content/BroadcastReceiver;'].map((name) => program.findType(name));
const roots = [];
for (let type = 0; type < program.typeCount; type++) {
  if (program.isDefinedType(type) && bases.some((base) => base >= 0 && program.hierarchy.isSubtype(type, base))) roots.push(...program.methodsOf(type));
}
const reach = graph.reachableFrom(roots);
times.push(cpu());
const built = process.resourceUsage().maxRSS / 1024;
if (roots.length > 0) graph.callers(roots[0]);
times.push(cpu());
const steps = times.slice(1).map((time, i) => time - times[i]);
console.log(JSON.stringify({ bytes, methods: program.methodCount, roots: roots.length, reached: reach.size, built, peak: process.resourceUsage().maxRSS / 1024, steps }));
`;

const folder = mkdtempSync(path.join(os.tmpdir(), 'privscan-bench-'));
try {
  if (!existsSync(corpus)) {
    console.log('skipped: the corpus is not there');
  } else {
    const subject = path.join(folder, 'subject.cjs');
    await build({
      stdin: { contents: SUBJECT, resolveDir: root, loader: 'ts' },
      outfile: subject,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const wanted = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT;
    print([
      'app',
      'dex MB',
      'methods',
      'link',
      'build',
      'both/MB',
      'reach all/MB',
      'callers all/MB',
      'reached',
      'RSS MiB',
      'limit',
    ]);
    for (const name of readdirSync(corpus).filter((file) => wanted.some((prefix) => file.startsWith(prefix))))
      report(subject, name);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report(subject, name) {
  const runs = Array.from({ length: RUNS }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [subject, path.join(corpus, name)], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    return JSON.parse(stdout);
  });
  const [first] = runs;
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  const [link, graph, reach, callers] = first.steps.map((_, i) => median(runs.map(({ steps }) => steps[i])));
  const mb = first.bytes / 1e6;
  const per = (ms) => (ms / mb).toFixed(1);
  const limit = 128 + (9 * first.bytes) / 2 ** 20;
  print([
    name.slice(0, 12),
    mb.toFixed(1),
    first.methods,
    link.toFixed(0),
    graph.toFixed(0),
    per(link + graph),
    per(reach),
    per(callers),
    first.reached,
    median(runs.map(({ peak }) => peak)).toFixed(0),
    limit.toFixed(0),
  ]);
}

function print(columns) {
  console.log(columns.map((column) => String(column).padStart(14)).join(''));
}
