import path from 'node:path';
import { UsageError } from '../model/index.js';
import type { ResolvedConfig } from '../model/index.js';
import { didYouMean, findConfig, loadConfig, resolveConfig } from '../config/index.js';
import type { FileConfig } from '../config/index.js';
import { chooseLocale } from '../locale/index.js';
import { categories, category } from '../data/index.js';
import { builtInRules } from '../composition.js';
import type { Io } from './io.js';

function checkRuleNames(config: ResolvedConfig): void {
  const known = builtInRules.flatMap(({ meta }) => [meta.id, meta.code]);
  const { enable, disable, severity } = config.rules;
  const suppressed = config.suppressions.flatMap((entry) => entry.rule ?? []);
  for (const name of [...enable, ...disable, ...Object.keys(severity), ...suppressed]) {
    if (!known.includes(name)) throw new UsageError(`unknown rule «${name}».${didYouMean(name, known)} privscan rules list shows all`);
  }
}

function canonicalCategory(config: ResolvedConfig): ResolvedConfig {
  if (config.category === undefined) return config;
  const found = category(config.category);
  if (found === undefined) {
    const choices = categories().flatMap(({ id, slug, name }) => [id, slug, name.en, name.zh]);
    throw new UsageError(`unknown category «${config.category}».${didYouMean(config.category, choices)} Give an id (C01 … C39), a slug, or a name`);
  }
  return { ...config, category: found.id };
}

async function fileLayer(given: string | false | undefined, io: Io): Promise<FileConfig> {
  if (given === false) return {};
  const file = given === undefined ? findConfig(io.cwd) : path.resolve(io.cwd, given);
  return file === undefined ? {} : loadConfig(file);
}

/** defaults ← file ← environment ← flags; names of rules and categories are checked here, where both are known. */
export async function configuration(flags: { readonly config?: string | false }, layer: FileConfig, io: Io): Promise<ResolvedConfig> {
  const file = await fileLayer(flags.config, io);
  const environment: FileConfig = file.lang === undefined ? { lang: chooseLocale(io.env) } : {};
  const config = resolveConfig([file, environment, layer]);
  checkRuleNames(config);
  return Object.freeze(canonicalCategory(config));
}
