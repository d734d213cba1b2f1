import { BUILT_IN_RULES } from '../rules/index.js';
import { PRESETS } from '../rules/presets/generated.js';
import { UsageError } from './model/index.js';
import type { AnyRule, Preset, Progress, ScanRequest, ScanResult } from './model/index.js';
import { RULES_DIGEST, VERSION } from './data/generated/build-info.js';
import { DATA_DATE } from './data/index.js';
import { scan, unreadable } from './engine/index.js';
import type { ScanDependencies } from './engine/index.js';

/** The place where rules, presets and engine meet; everything else receives them. */
export const builtInRules: readonly AnyRule[] = BUILT_IN_RULES;
export const version: string = VERSION;

export function presetOf(id: string): Preset {
  const preset = PRESETS.find((one) => one.id === id);
  if (preset === undefined) throw new UsageError(`unknown preset «${id}»`);
  return preset;
}

export interface ScanOptions {
  /** Adds CPU milliseconds a stage to the result; the result is then no longer the same from run to run. */
  readonly timing?: boolean;
  /** Rules besides or instead of the built-in ones. */
  readonly rules?: readonly AnyRule[];
  readonly onProgress?: (event: Progress) => void;
}

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

function dependencies(preset: string, options: ScanOptions): ScanDependencies {
  return {
    rules: options.rules ?? builtInRules,
    preset: presetOf(preset),
    version,
    rulesDigest: RULES_DIGEST,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.timing === true ? { clock: cpuMicroseconds } : {}),
  };
}

/** Scans one app with the built-in rules, in this thread. */
export function scanRequest(request: ScanRequest, options: ScanOptions = {}): ScanResult {
  return scan(request, dependencies(request.config.preset, options));
}

/** The result for an input that never reached a scan. */
export function unreadableResult(input: string, reason: string): ScanResult {
  return unreadable(input, reason, { name: 'privscan', version, rulesDigest: RULES_DIGEST, dataDate: DATA_DATE });
}
