// Figures against the physical floor and against peers: `npm run bench [-- --quick] [-- --verbose]`. See README.md here.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { median, pairs, peakMib, processCpu, processPairs } from './measure.mjs';
import { planOf } from './plan.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.env.PRIVSCAN_CORPUS ?? '../shared/corpus');
const command = path.join(root, 'dist/privscan.cjs');
const quick = process.argv.includes('--quick');
const verbose = process.argv.includes('--verbose');
const MIB = 1 << 20;
const DEX = /^classes\d*\.dex$/;
const FRAMEWORK = '/usr/share/android-framework-res/framework-res.apk';
const UIA2 = '8ff760a2a86b';
const SCAN = ['--no-config', '--fail-on', 'never', '--allow-incomplete'];

const work = mkdtempSync(path.join(os.tmpdir(), 'privscan-bench-'));
const floorScript = path.join(import.meta.dirname, 'floor.cjs');
const rows = [];
const details = [];

/** One line of the table; `limit` is what `measured` must not pass (or, `atLeast`, must reach). */
function row(figure, measured, limit, { unit = '×', atLeast = false, note = '' } = {}) {
  const ok = limit === undefined ? '' : (atLeast ? measured >= limit : measured <= limit) ? 'met' : 'MISSED';
  const target = limit === undefined ? '' : `${atLeast ? '≥' : '≤'} ${limit}`;
  rows.push([figure, target, `${measured.toFixed(2)} ${unit}`, ok, note]);
}

const skipped = (figure, reason) => rows.push([figure, '', 'skipped', '', reason]);
const detail = (...columns) => details.push(columns);

async function loadSubject() {
  const outfile = path.join(work, 'subject.cjs');
  const define = { 'import.meta.filename': '__filename', 'import.meta.url': '__filename' };
  await build({
    entryPoints: [path.join(import.meta.dirname, 'subject.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define,
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile);
}

const { run: runFloor, hashBytes } = createRequire(import.meta.url)('./floor.cjs');

function corpusApps(subject) {
  const folder = path.join(corpus, 'apks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.apk'))
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      try {
        const entries = subject.places(file);
        const dex = entries.filter((entry) => DEX.test(entry.name)).map((entry) => entry.size);
        const arsc = entries.find((entry) => entry.name === 'resources.arsc')?.size ?? 0;
        return [{ name, file, dexBytes: dex.reduce((a, b) => a + b, 0), largestDex: Math.max(0, ...dex), arsc }];
      } catch {
        return []; // not an archive Android opens: other tests' matter
      }
    });
}

const mib = (bytes) => `${(bytes / MIB).toFixed(1)} MiB`;

function writePlan(name, plan) {
  const file = path.join(work, `${name}.json`);
  writeFileSync(file, JSON.stringify(plan));
  return file;
}

/** Every figure of one app of the corpus. */
function measureApp(subject, app) {
  const { file, name } = app;
  // V8 compiles the last of it after some twelve scans: before that, compiling is what one measures.
  const repeat = { runs: quick ? 5 : 11, warmUp: quick ? 12 : 15 };
  const dexPlan = { ...planOf(subject, file, () => subject.walkAllCode(file)), hashes: [] };
  const plan = planOf(subject, file, () => subject.scanEverything(file));
  const barePlan = { ...plan, hashes: [] };
  const readers = pairs(
    () => subject.walkAllCode(file),
    () => runFloor(dexPlan),
    repeat,
  );
  const everything = pairs(
    () => subject.scanEverything(file),
    () => runFloor(plan),
    repeat,
  );
  const runs = quick ? 3 : 7;
  const scan = [process.execPath, command, file, ...SCAN];
  const bare = processPairs(scan, [process.execPath, floorScript, writePlan(`${name}.bare`, barePlan)], runs);
  const hashed = processPairs(scan, [process.execPath, floorScript, writePlan(name, plan)], runs);
  const peak = peakMib(path.join(import.meta.dirname, 'peak-rss.cjs'), command, [file, ...SCAN]);
  const allowed = 64 + (8 * app.largestDex + 2 * app.arsc) / MIB;
  detail(name.slice(0, 44), mib(app.dexBytes), readers, everything, bare, hashed, peak, allowed, plan);
  return { readers, everything, bare, hashed, peak: peak / allowed };
}

const worst = (values) => values.reduce((a, b) => Math.max(a, b), 0);

function corpusFigures(subject, apps) {
  const large = apps.filter(({ dexBytes }) => dexBytes >= 2 * MIB);
  const chosen = quick ? large.filter((_, i) => i % Math.ceil(large.length / 3) === 0) : large;
  if (chosen.length === 0) return skipped('corpus apps with dex ≥ 2 MiB', `no corpus in ${corpus}`);
  const all = chosen.map((app) => measureApp(subject, app));
  const note = `${chosen.length} apps`;
  const of = (key) => all.map((one) => one[key].ratio);
  row('A warm: read + open + walk / read + inflate, median', median(of('readers')), 1.5, { note });
  row('A warm: the same, worst', worst(of('readers')), 2, { note });
  row('A one-shot: privscan / process that reads + inflates, median', median(of('bare')), 2.2, {
    note: 'hashes on one side only',
  });
  row('A one-shot: the same, worst', worst(of('bare')), 2.2, { note: 'hashes on one side only' });
  row('B warm: everything / read + inflate + hash, median', median(of('everything')), 1.8, { note });
  row('B warm: the same, worst', worst(of('everything')), undefined, { note });
  row('B one-shot: everything / process that reads + inflates + hashes, median', median(of('hashed')), 2.5, { note });
  row('B one-shot: the same, worst', worst(of('hashed')), undefined, { note });
  row('Peak RSS / (64 MiB + 8 × largest dex + 2 × resources.arsc), worst', worst(all.map((one) => one.peak)), 1, {
    note,
  });
}

function startFigure() {
  const app = path.join(root, 'fixtures/built/clean-hello.apk');
  const { ratio, subject, floor } = processPairs(
    [process.execPath, command, app, ...SCAN],
    [process.execPath, '-e', '0'],
    quick ? 5 : 15,
  );
  row('A one-shot: privscan clean-hello.apk / node -e 0', ratio, 1.6, {
    note: `${subject.toFixed(0)} / ${floor.toFixed(0)} ms`,
  });
}

function frameworkFigure(subject) {
  const figure = 'A warm: framework-res table + all manifest references';
  if (!existsSync(FRAMEWORK)) return skipped(figure, 'no Debian package android-framework-res');
  const { bytes, values } = subject.tableOf(FRAMEWORK);
  let resolved = 0;
  const { subject: ms } = pairs(
    () => (resolved = subject.resolveAll(bytes, values)),
    () => undefined,
    { runs: 21, warmUp: 3 },
  );
  row(figure, ms, 10, { unit: 'ms', note: `${resolved} of ${values.length} references lead somewhere` });
}

/** The dex files of an archive as files, so that the peer need not inflate. */
function extractDex(file, folder) {
  execFileSync('unzip', ['-q', '-o', file, 'classes*.dex', '-d', folder]);
  return readdirSync(folder)
    .filter((name) => DEX.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

function dexdumpFigure(label, file) {
  const figure = `B one-shot: dexdump -d / privscan, ${label}`;
  if (spawnSync('dexdump', ['-h']).error) return skipped(figure, 'no dexdump');
  const dex = extractDex(file, mkdtempSync(path.join(work, 'dex-')));
  const { subject, floor, ratio } = processPairs(
    ['dexdump', '-d', ...dex],
    [process.execPath, command, file, ...SCAN],
    quick ? 1 : 5,
  );
  const bytes = dex.reduce((sum, one) => sum + statSync(one).size, 0);
  row(figure, ratio, 2, {
    atLeast: true,
    note: `${mib(bytes)} dex; ${subject.toFixed(0)} / ${floor.toFixed(0)} ms; unzipping not counted for dexdump`,
  });
}

function dexdumpFigures(subject, apps) {
  const uia2 = apps.find(({ name }) => name.startsWith(UIA2));
  if (uia2 === undefined) return skipped('B one-shot: dexdump -d / privscan', 'no corpus');
  dexdumpFigure('appium-uiautomator2-server', uia2.file);
  const joined = path.join(work, 'joined.apk');
  const others = apps.filter(({ name }) => !name.startsWith(UIA2)).sort((a, b) => b.largestDex - a.largestDex);
  writeFileSync(
    joined,
    subject.joinDex(
      uia2.file,
      others.map(({ file }) => file),
      32 * MIB,
    ),
  );
  dexdumpFigure('distinct dex of the corpus together', joined);
}

const ANDROGUARD = `
import logging, sys
logging.disable(logging.CRITICAL)
from androguard.misc import AnalyzeAPK
AnalyzeAPK(sys.argv[1])
`;

function androguardFigure(apps) {
  const figure = 'B one-shot: androguard AnalyzeAPK / privscan, dex 4 to 15 MB, lowest';
  if (quick) return skipped(figure, '--quick');
  // Debian's package serves Debian's Python, which need not be the first in PATH.
  const python = ['python3', '/usr/bin/python3'].find(
    (one) => spawnSync(one, ['-c', 'from androguard.misc import AnalyzeAPK']).status === 0,
  );
  if (python === undefined) return skipped(figure, 'no androguard');
  const fitting = apps
    .filter(({ dexBytes }) => dexBytes >= 4e6 && dexBytes <= 15e6)
    .sort((a, b) => a.dexBytes - b.dexBytes);
  const chosen = [fitting[0], fitting[fitting.length >> 1], fitting.at(-1)].filter(
    (app, i, list) => app !== undefined && list.indexOf(app) === i,
  );
  const script = path.join(work, 'androguard.py');
  writeFileSync(script, ANDROGUARD);
  const measured = chosen.map((app) => {
    const own = median(Array.from({ length: 3 }, () => processCpu([process.execPath, command, app.file, ...SCAN])));
    return { app, ratio: processCpu([python, script, app.file]) / own };
  });
  const note = measured.map(({ app, ratio }) => `${mib(app.dexBytes)}: ${ratio.toFixed(0)}×`).join(', ');
  row(figure, Math.min(...measured.map(({ ratio }) => ratio)), 40, { atLeast: true, note: `${note}; one run each` });
}

/** The part of the floor that is hashing, apart. */
function hashFigure(apps) {
  const uia2 = apps.find(({ name }) => name.startsWith(UIA2));
  const detailOf = details.find(([name]) => name.startsWith(UIA2));
  if (uia2 === undefined || detailOf === undefined) return;
  for (const { algorithm, bytes } of detailOf.at(-1).hashes) {
    const fs = createRequire(import.meta.url)('node:fs');
    const fd = fs.openSync(uia2.file, 'r');
    const { subject: ms } = pairs(
      () => hashBytes(fd, algorithm, bytes, statSync(uia2.file).size),
      () => undefined,
      { runs: 5, warmUp: 1 },
    );
    fs.closeSync(fd);
    row(`Hashing in the floor: ${algorithm} over ${mib(bytes)} (file and signature digests), uia2`, ms, undefined, {
      unit: 'ms',
    });
  }
}

const width = (text) => [...text].length;
const padded = (text, columns) => text + ' '.repeat(Math.max(0, columns - width(text)));

function print() {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((one) => width(one[column]))));
  for (const one of rows)
    console.log(
      one
        .map((text, column) => padded(text, widths[column]))
        .join('  ')
        .trimEnd(),
    );
  if (!verbose) return;
  console.log(
    '\napp  dex  A warm  B warm  A one-shot  B one-shot (ratio: privscan / floor in ms)  peak / allowed MiB  entries read',
  );
  const figure = ({ ratio, subject, floor }) => `${ratio.toFixed(2)}: ${subject.toFixed(0)}/${floor.toFixed(0)}`;
  for (const [name, dex, readers, everything, bare, hashed, peak, allowed, { entries }] of details) {
    console.log(
      [
        padded(name, 46),
        padded(dex, 9),
        ...[readers, everything, bare, hashed].map((one) => padded(figure(one), 16)),
        `${peak.toFixed(0)}/${allowed.toFixed(0)}`,
        entries.length,
      ].join(' '),
    );
  }
}

try {
  if (!existsSync(command)) throw new Error('dist/privscan.cjs is not there: npm run build');
  rows.push([
    'figure',
    'target',
    'measured',
    '',
    `node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, load ${os.loadavg()[0].toFixed(1)}`,
  ]);
  const subject = await loadSubject();
  const apps = corpusApps(subject);
  startFigure();
  frameworkFigure(subject);
  corpusFigures(subject, apps);
  hashFigure(apps);
  dexdumpFigures(subject, apps);
  androguardFigure(apps);
  print();
} finally {
  rmSync(work, { recursive: true, force: true });
}
