/**
 * SDKs found against the hand-made list `test/corpus/sdk-truth.json` (sha256 prefix → ids): precision and recall per app
 * and in total. Run after a build: `node test/bench/score-sdks.mjs [CORPUS]`. Ends with 1 below precision 95 % or recall 90 %.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const corpus = path.resolve(root, process.argv[2] ?? process.env.PRIVSCAN_CORPUS ?? '../shared/corpus', 'apks');
const MIN_PRECISION = 0.95;
const MIN_RECALL = 0.9;

if (!existsSync(corpus)) {
  process.stderr.write('skipped: the corpus of real apps is not there (PRIVSCAN_CORPUS)\n');
  process.exit(0);
}
const truth = JSON.parse(readFileSync(path.join(root, 'test/corpus/sdk-truth.json'), 'utf8'));
const files = readdirSync(corpus);

function found(prefix) {
  const name = files.find((file) => file.startsWith(prefix));
  if (name === undefined) throw new Error(`${prefix} is not in the corpus`);
  const args = [path.join(root, 'dist/privscan.cjs'), path.join(corpus, name), '-f', 'json', '-q', '--no-config'];
  const text = execFileSync(process.execPath, [...args, '--fail-on', 'never', '--allow-incomplete'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const { app, sdks } = JSON.parse(text);
  return { packageName: app.packageName, ids: new Set(sdks.map(({ id }) => id)) };
}

const percent = (part, whole) => (whole === 0 ? '   –' : `${((100 * part) / whole).toFixed(1).padStart(5)} %`);
const row = (name, right, claimed, there) =>
  `${name.padEnd(36)} ${String(right).padStart(3)} of ${String(claimed).padStart(3)} found, ${String(there).padStart(3)} there   precision ${percent(right, claimed)}   recall ${percent(right, there)}\n`;

let [right, claimed, there] = [0, 0, 0];
for (const [prefix, ids] of Object.entries(truth)) {
  const { packageName, ids: seen } = found(prefix);
  const wanted = new Set(ids);
  const hits = [...seen].filter((id) => wanted.has(id)).length;
  process.stdout.write(row(`${prefix} ${packageName}`.slice(0, 36), hits, seen.size, wanted.size));
  const extra = [...seen].filter((id) => !wanted.has(id));
  const missing = [...wanted].filter((id) => !seen.has(id));
  if (extra.length > 0) process.stdout.write(`  not there: ${extra.join(', ')}\n`);
  if (missing.length > 0) process.stdout.write(`  missed: ${missing.join(', ')}\n`);
  [right, claimed, there] = [right + hits, claimed + seen.size, there + wanted.size];
}
process.stdout.write(row('total', right, claimed, there));
process.exitCode = right / claimed >= MIN_PRECISION && right / there >= MIN_RECALL ? 0 : 1;
