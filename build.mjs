// Builds dist/: data tables → src/data/generated, TypeScript → ESM library, one bundled CommonJS command.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
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

/** Presets are JSON for people and a typed module for the program: importing JSON still warns on Node 20. */
function compilePresets() {
  const folder = from('rules/presets');
  const presets = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  const text = `// Made by build.mjs from rules/presets/*.json.\nimport type { Preset } from '../../src/model/index.js';\n\nexport const PRESETS: readonly Preset[] = ${JSON.stringify(presets, null, 2)};\n`;
  const file = path.join(folder, 'generated.ts');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** Every file under rules/ that can change a result, in a fixed order. */
function* ruleSources(folder) {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* ruleSources(file);
    else if (/\.(ts|json)$/.test(name) && !/^generated\.ts$|\.schema\.json$/.test(name)) yield file;
  }
}

/** Version and digest of rules and tables: both are part of a result's identity. */
function compileBuildInfo() {
  const { version } = JSON.parse(readFileSync(from('package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const file of ruleSources(from('rules'))) hash.update(path.relative(root, file).split(path.sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
  const text = `// Made by build.mjs.\nexport const VERSION = ${JSON.stringify(version)};\nexport const RULES_DIGEST = ${JSON.stringify(hash.digest('hex').slice(0, 16))};\n`;
  mkdirSync(from('src/data/generated'), { recursive: true });
  const file = from('src/data/generated/build-info.ts');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

async function buildCommand() {
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
    banner: { js: "#!/usr/bin/env node\nconst __privscanUrl = require('node:url').pathToFileURL(__filename).href;" },
    // A CommonJS file has no import.meta; the one use (the worker's file) gets the bundle itself.
    define: { 'import.meta.url': '__privscanUrl' },
  });
  chmodSync(outfile, 0o755);
}

const tablesOnly = process.argv.includes('--tables');
if (!tablesOnly) rmSync(from('dist'), { recursive: true, force: true });
mkdirSync(from('dist/.build'), { recursive: true });
await compileTables();
compilePresets();
compileBuildInfo();
if (!tablesOnly) {
  await buildCommand();
  execFileSync(process.execPath, [from('node_modules/typescript/bin/tsc'), '-p', from('tsconfig.json')], { stdio: 'inherit' });
}
rmSync(from('dist/.build'), { recursive: true, force: true });
