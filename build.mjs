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
  await build({
    entryPoints: [from(entry)],
    outfile: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
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

/** Verification of DEX files: AssemblyScript in src/format/dex/wasm → WebAssembly, kept as text so that bundles carry it. */
async function compileKernel() {
  const sources = readdirSync(from('src/format/dex/wasm')).sort();
  const hash = createHash('sha256').update(readFileSync(from('node_modules/assemblyscript/package.json')));
  for (const name of sources) hash.update(name).update(readFileSync(from('src/format/dex/wasm', name)));
  const head = `// Made by build.mjs from src/format/dex/wasm (${hash.digest('hex').slice(0, 16)}).\n`;
  const file = from('src/format/dex/generated/kernel.ts');
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(head)) return;
  const { default: asc } = await import('assemblyscript/asc');
  let wasm;
  const { error, stderr } = await asc.main(['index.ts', '--baseDir', from('src/format/dex/wasm'), '--outFile', 'kernel.wasm'], {
    writeFile: (_, bytes) => (wasm = bytes),
  });
  if (error) throw new Error(`kernel: ${stderr}`, { cause: error });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${head}export const KERNEL =\n  '${Buffer.from(wasm).toString('base64')}';\n`);
}

/** Presets are JSON for people and a typed module for the program: importing JSON still warns on Node 20. */
function compilePresets() {
  const folder = from('rules/presets');
  const presets = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
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
  for (const file of ruleSources(from('rules')))
    hash
      .update(path.relative(root, file).split(path.sep).join('/'))
      .update('\0')
      .update(readFileSync(file))
      .update('\0');
  const text = `// Made by build.mjs.\nexport const VERSION = ${JSON.stringify(version)};\nexport const RULES_DIGEST = ${JSON.stringify(hash.digest('hex').slice(0, 16))};\n`;
  mkdirSync(from('src/data/generated'), { recursive: true });
  const file = from('src/data/generated/build-info.ts');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** JSON or JavaScript in which every character is one byte, so that it is read without decoding UTF-8. */
const inAscii = (text) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Keeps the tables' texts out of the code: a file each beside the command, read when its table is first asked for. */
const tablesBeside = {
  name: 'tables-beside',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]src[\\/]data[\\/]generated[\\/]tables\.ts$/ }, async () => {
      const { TABLE_TEXTS, ...constants } = await load('src/data/generated/tables.ts');
      mkdirSync(from('dist/tables'), { recursive: true });
      for (const [name, text] of Object.entries(TABLE_TEXTS))
        writeFileSync(from(`dist/tables/${name}.json`), inAscii(text));
      const getters = Object.keys(TABLE_TEXTS).map(
        (name) => `get ${JSON.stringify(name)}() { return read(${JSON.stringify(name)}); },`,
      );
      const exports = Object.entries(constants).map(
        ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
      );
      const read = "const read = (name) => readFileSync(`${__dirname}/tables/${name}.json`, 'latin1');";
      return {
        contents: [
          "import { readFileSync } from 'node:fs';",
          read,
          ...exports,
          `export const TABLE_TEXTS = { ${getters.join(' ')} };`,
        ].join('\n'),
        loader: 'js',
      };
    });
  },
};

/** Built-in modules few runs need, each loaded at the first use of something it exports: child_process (commander, for sub-commands that are programs), worker_threads (folders). */
const LAZY_BUILTINS = {
  'node:child_process': ['spawn'],
  'node:worker_threads': ['Worker', 'isMainThread', 'parentPort'],
};

const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(bundle) {
    bundle.onResolve({ filter: /^node:(child_process|worker_threads)$/ }, ({ path: name, namespace }) =>
      namespace === 'lazy-builtin' ? undefined : { path: name, namespace: 'lazy-builtin' },
    );
    bundle.onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path: name }) => ({
      contents: `module.exports = { ${LAZY_BUILTINS[name].map((key) => `get ${key}() { return require('${name}').${key}; }`).join(', ')} };`,
      loader: 'js',
    }));
  },
};

/** The level of colours is privscan's own decision (src/cli/color.ts); chalk's look at the terminal would load tty and net. */
const noSupportsColor = {
  name: 'no-supports-color',
  setup(bundle) {
    bundle.onResolve({ filter: /^#supports-color$/ }, () => ({ path: 'supports-color', namespace: 'no-color' }));
    bundle.onLoad({ filter: /.*/, namespace: 'no-color' }, () => ({
      contents: 'export default { stdout: false, stderr: false };',
      loader: 'js',
    }));
  },
};

/** string-width loads the rules of Unicode at once; most reports hold no text that needs them. */
const lazyStringWidth = {
  name: 'lazy-string-width',
  setup(bundle) {
    bundle.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer.endsWith('.ts') ? { path: 'string-width', namespace: 'lazy-width' } : undefined,
    );
    bundle.onLoad({ filter: /.*/, namespace: 'lazy-width' }, () => ({
      contents: "let width; export default (text) => (width ??= require('string-width').default)(text);",
      resolveDir: root,
      loader: 'js',
    }));
  },
};

/** Starts the command from V8's code cache, which saves compiling it; V8 refuses a cache of another version, and compiles. */
const LAUNCHER = `#!/usr/bin/env node
'use strict';
const { readFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { Script, constants } = require('node:vm');
// V8 optimises functions long before that pays for itself in a run of a second: later is a quarter less CPU for one app
// and a fifth less for a folder of fifty (Node 20, 22 and 24 know the flag).
setFlagsFromString('--interrupt-budget=1000000');
const filename = __dirname + '/command.cjs';
let cachedData;
try {
  cachedData = readFileSync(__dirname + '/command.cache');
} catch {}
const script = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData,
  importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
module.exports = { script };
script.runInThisContext()(require, __filename, __dirname);
`;

/** Scans a few apps with the command and writes what V8 compiled for that as its code cache. */
const WARM_UP = `
const { writeFileSync } = require('node:fs');
const [, , launcher, cache] = process.argv;
process.argv.splice(2, 2);
process.stdout.write = () => true;
const { script } = require(launcher);
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
`;

function cacheCode() {
  const folder = from('fixtures/built');
  if (!existsSync(folder)) return;
  writeFileSync(from('dist/.build/warm-up.cjs'), WARM_UP);
  const apps = ['imei-app.apk', 'clean-hello.apk']
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file));
  for (const app of apps.slice(0, 1)) {
    execFileSync(process.execPath, [
      from('dist/.build/warm-up.cjs'),
      from('dist/privscan.cjs'),
      from('dist/command.cache'),
      app,
      '--no-config',
      '--fail-on',
      'never',
      '--allow-incomplete',
    ]);
  }
}

async function buildCommand() {
  await build({
    entryPoints: [from('bin/privscan.ts')],
    outfile: from('dist/command.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    charset: 'ascii',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [tablesBeside, lazyBuiltins, lazyStringWidth, noSupportsColor],
    // The launcher calls this function; it has no module of its own.
    banner: { js: '(function (require, __filename, __dirname) { const module = { exports: {} };' },
    footer: { js: '})' },
    // A CommonJS file has no import.meta; the one use (the worker's file) gets the launcher's name.
    define: { 'import.meta.filename': '__filename' },
  });
  // esbuild's ascii charset leaves regular expressions as they are.
  const command = from('dist/command.cjs');
  writeFileSync(command, inAscii(readFileSync(command, 'utf8')));
  writeFileSync(from('dist/privscan.cjs'), LAUNCHER);
  chmodSync(from('dist/privscan.cjs'), 0o755);
  cacheCode();
}

const tablesOnly = process.argv.includes('--tables');
// The command alone: what benchmarks and their author rebuild, without the seconds of tsc.
const commandOnly = process.argv.includes('--command');
if (!tablesOnly && !commandOnly) rmSync(from('dist'), { recursive: true, force: true });
mkdirSync(from('dist/.build'), { recursive: true });
await compileTables();
await compileKernel();
compilePresets();
compileBuildInfo();
if (!tablesOnly) await buildCommand();
if (!tablesOnly && !commandOnly) {
  execFileSync(process.execPath, [from('node_modules/typescript/bin/tsc'), '-p', from('tsconfig.json')], {
    stdio: 'inherit',
  });
}
rmSync(from('dist/.build'), { recursive: true, force: true });
