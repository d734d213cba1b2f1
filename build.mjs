// Builds dist/: data tables → src/data/generated, TypeScript → ESM library, one bundled CommonJS command.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = import.meta.dirname;
const from = (...parts) => path.join(root, ...parts);

/** Bundles a TypeScript file in memory and imports it: Node 20 cannot run TypeScript. */
async function load(entry) {
  const out = from('dist', '.build', `${path.basename(entry, '.ts')}.mjs`);
  await build({ entryPoints: [from(entry)], outfile: out, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
  return import(`${pathToFileURL(out).href}?${process.hrtime.bigint()}`);
}

async function compileTables() {
  if (!existsSync(from('src/data/compile/compile.ts'))) return;
  const { compileTables: compile } = await load('src/data/compile/compile.ts');
  mkdirSync(from('src/data/generated'), { recursive: true });
  const file = from('src/data/generated/tables.ts');
  const text = compile(from('rules'));
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

async function buildCommand() {
  const { version } = JSON.parse(readFileSync(from('package.json'), 'utf8'));
  const outfile = from('dist/privscan.cjs');
  await build({
    entryPoints: [from('bin/privscan.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    banner: { js: '#!/usr/bin/env node' },
    define: { PRIVSCAN_VERSION: JSON.stringify(version) },
  });
  chmodSync(outfile, 0o755);
}

const tablesOnly = process.argv.includes('--tables');
if (!tablesOnly) rmSync(from('dist'), { recursive: true, force: true });
mkdirSync(from('dist/.build'), { recursive: true });
await compileTables();
if (!tablesOnly) {
  execFileSync(process.execPath, [from('node_modules/typescript/bin/tsc'), '-p', from('tsconfig.json')], { stdio: 'inherit' });
  await buildCommand();
}
rmSync(from('dist/.build'), { recursive: true, force: true });
