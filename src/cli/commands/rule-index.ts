import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../model/index.js';
import type { Io } from '../io.js';

const folders = (at: string): string[] =>
  readdirSync(at, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** `storage/backup-allowed` → `backupAllowed`, made unique by its category when two rules share a name. */
function identifier(id: string): string {
  return id.replace(/[/-](\w)/gu, (_, letter: string) => letter.toUpperCase());
}

/** Ids of the rules below a folder: every `<category>/<name>/index.ts`, sorted. */
function ruleIds(rules: string): string[] {
  return folders(rules)
    .flatMap((category) => folders(path.join(rules, category)).map((name) => `${category}/${name}`))
    .filter((id) => existsSync(path.join(rules, id, 'index.ts')));
}

function indexText(ids: readonly string[]): string {
  const imports = ids.map((id) => `import ${identifier(id)} from './${id}/index.js';`);
  return [
    '// Made by `privscan rules index`; checked in CI.',
    "import type { AnyRule } from '../src/model/index.js';",
    ...imports,
    '',
    'export const BUILT_IN_RULES: readonly AnyRule[] = [',
    ...ids.map((id) => `  ${identifier(id)},`),
    '];',
    '',
  ].join('\n');
}

/** `privscan rules index`: rewrites rules/index.ts from the folders, or with `--check` says whether it is up to date. */
export function rulesIndex(flags: { readonly check?: boolean }, io: Io): void {
  const rules = path.resolve(io.cwd, 'rules');
  const file = path.join(rules, 'index.ts');
  if (!existsSync(file)) throw new UsageError('run this in the root of the privscan repository');
  const text = indexText(ruleIds(rules));
  const same = readFileSync(file, 'utf8') === text;
  if (flags.check === true && !same) throw new UsageError('rules/index.ts is out of date: run privscan rules index');
  if (!same) writeFileSync(file, text);
  io.stdout.write(`rules/index.ts ${same ? 'is up to date' : 'written'}\n`);
}
