// How well categories are inferred: `node test/bench/score-category.mjs [--wrong]`. Labels: test/corpus/category-truth.json.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const outfile = path.join(root, 'dist/.build/category-score.mjs');
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, 'test/corpus/category-score.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
const { answers, report } = await import(pathToFileURL(outfile).href);
const corpus = path.resolve(root, process.env.PRIVSCAN_CORPUS ?? '../shared/corpus');
for (const text of report(answers(root, corpus), process.argv.includes('--wrong'))) process.stdout.write(`${text}\n`);
