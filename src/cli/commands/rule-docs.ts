import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../model/index.js';
import type { RuleMeta } from '../../model/index.js';
import { builtInRules } from '../../composition.js';
import type { Io } from '../io.js';
import { pageText } from './rule-page.js';

/** The folder `rules/` of the repository the command runs in. */
export function rulesFolder({ cwd }: Io): string {
  const rules = path.resolve(cwd, 'rules');
  if (!existsSync(path.join(rules, 'index.ts')))
    throw new UsageError('run this in the root of the privscan repository');
  return rules;
}

/**
 * `privscan rules docs`: makes the head of every rule's page from its meta and keeps what is written below it. With
 * `--check`, names the pages that are stale or missing and writes nothing.
 */
export function rulesDocs(flags: { readonly check?: boolean }, io: Io): void {
  const rules = rulesFolder(io);
  const stale: string[] = [];
  for (const { meta } of builtInRules as readonly { readonly meta: RuleMeta }[]) {
    const file = path.join(rules, meta.id, 'README.md');
    const old = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const text = pageText(meta, old);
    if (text === old) continue;
    stale.push(`rules/${meta.id}/README.md`);
    if (flags.check !== true) writeFileSync(file, text);
  }
  if (flags.check === true && stale.length > 0) {
    throw new UsageError(`stale or missing: ${stale.join(', ')}. Run privscan rules docs`);
  }
  io.stdout.write(
    stale.length === 0 ? 'every page is up to date\n' : stale.map((file) => `${file} written\n`).join(''),
  );
}
