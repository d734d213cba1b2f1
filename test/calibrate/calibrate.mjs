// Where the ladder puts known apps: `npm run calibrate`, after a build. The corpus: PRIVSCAN_CORPUS, default ../shared/corpus.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
if (!existsSync(path.join(root, 'dist/privscan.cjs'))) {
  process.stderr.write('dist/privscan.cjs is not there: build it first (node build.mjs)\n');
  process.exit(2);
}
const outfile = path.join(root, 'dist/.build/calibrate.mjs');
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, 'test/calibrate/calibrate.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { calibrate } = await import(pathToFileURL(outfile).href);
const corpus = path.resolve(root, process.env.PRIVSCAN_CORPUS ?? '../shared/corpus');
process.stdout.write(`${calibrate(root, corpus).join('\n')}\n`);
