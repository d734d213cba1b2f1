import type { ResolvedConfig } from '../model/index.js';
import { DEFAULTS } from './defaults.js';
import type { FileConfig } from './load.js';

/** Later layers win key by key; lists replace, maps merge. */
export type ConfigLayer = FileConfig;

function merge(base: ResolvedConfig, layer: ConfigLayer): ResolvedConfig {
  const { rules, thresholds, ...rest } = layer;
  return {
    ...base,
    ...rest,
    rules: { ...base.rules, ...rules, severity: { ...base.rules.severity, ...rules?.severity } },
    thresholds: { ...base.thresholds, ...thresholds },
  };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}

/** defaults ← preset ← file ← environment ← flags, as one value frozen through and through. */
export function resolveConfig(layers: readonly ConfigLayer[]): ResolvedConfig {
  const config = structuredClone(layers.reduce(merge, DEFAULTS));
  deepFreeze(config);
  return config;
}
