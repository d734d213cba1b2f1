import type { ResolvedConfig } from '../model/index.js';
import { DEFAULTS } from './defaults.js';
import type { FileConfig } from './load.js';

/** Later layers win key by key; lists replace, maps merge. */
export type ConfigLayer = FileConfig;

function merge(base: ResolvedConfig, layer: ConfigLayer): ResolvedConfig {
  const { rules, thresholds, ...rest } = layer;
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...base,
    ...set,
    rules: { ...base.rules, ...rules, severity: { ...base.rules.severity, ...rules?.severity } },
    thresholds: { ...base.thresholds, ...thresholds },
  };
}

/** defaults ← preset ← file ← environment ← flags, as one frozen value. */
export function resolveConfig(layers: readonly ConfigLayer[]): ResolvedConfig {
  return Object.freeze(layers.reduce(merge, DEFAULTS));
}
