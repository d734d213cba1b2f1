/**
 * Precision per rule after the judgements in `test/corpus/by-hand.tsv`, and how many of today's findings they cover.
 * Run after a build: `node test/bench/score-by-hand.mjs [CORPUS] [--keys]`; `--keys` prints findings not judged yet as
 * lines to fill in. Ends with 1 when fewer than 95 % are judged.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const given = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const corpus = path.resolve(root, given ?? process.env.PRIVSCAN_CORPUS ?? '../shared/corpus', 'apks');
const table = path.join(root, 'test/corpus/by-hand.tsv');
const MIN_JUDGED = 0.95;

if (!existsSync(corpus)) {
  process.stderr.write('skipped: the corpus of real apps is not there (PRIVSCAN_CORPUS)\n');
  process.exit(0);
}
const [, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
const judged = new Map(lines.map((line) => [line.split('\t').slice(0, 3).join('\t'), line.split('\t')[3]]));
const apps = [...new Set(lines.map((line) => line.split('\t')[0]))];

/** What names a finding whatever the program says about it: the place and what stands there. */
function keyOf({ evidence: [first], messageId }) {
  switch (first.kind) {
    case 'code':
      return `${first.site.method} ${first.text}`;
    case 'manifest':
      return `${first.entry}${first.xpath.replaceAll(/\[\d+\]/gu, '')} ${first.text} ${messageId}`;
    case 'resource':
      return `${first.name} ${first.value}`;
    case 'sdk':
      return first.sdkId;
    default:
      return first.entry;
  }
}

function scan(prefix) {
  const name = readdirSync(corpus).find((file) => file.startsWith(prefix));
  if (name === undefined) throw new Error(`${prefix} is not in the corpus`);
  const command = [path.join(root, 'dist/privscan.cjs'), path.join(corpus, name), '-f', 'json', '-q', '--no-config'];
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 };
  const { rules } = JSON.parse(
    execFileSync(process.execPath, [...command, '--fail-on', 'never', '--allow-incomplete'], options),
  );
  return rules.flatMap(({ meta, findings }) =>
    findings.map((finding) => [prefix, meta.code, keyOf(finding).replaceAll(/\s+/gu, ' ')].join('\t')),
  );
}

const byRule = new Map();
let [all, known] = [0, 0];
for (const key of apps.flatMap(scan)) {
  const code = key.split('\t')[1];
  const count = byRule.get(code) ?? { right: 0, wrong: 0, unjudged: 0 };
  byRule.set(code, count);
  const verdict = judged.get(key) ?? 'unjudged';
  count[verdict]++;
  all++;
  if (verdict !== 'unjudged') known++;
  else if (process.argv.includes('--keys')) process.stdout.write(`${key}\t\t\n`);
}
for (const [code, { right, wrong, unjudged }] of [...byRule].sort()) {
  const share = right + wrong === 0 ? '–' : `${((100 * right) / (right + wrong)).toFixed(0)} %`;
  process.stdout.write(
    `${code}  ${String(right).padStart(3)} right ${String(wrong).padStart(3)} wrong ${String(unjudged).padStart(3)} not judged  ${share}\n`,
  );
}
process.stdout.write(`${known} of ${all} findings judged (${((100 * known) / all).toFixed(1)} %)\n`);
process.exitCode = known / all >= MIN_JUDGED ? 0 : 1;
