import type { ScanRequest, ScanResult } from './model/index.js';
import { scanRequest } from './composition.js';
import type { ScanOptions } from './composition.js';

export type * from './model/index.js';
export { FormatError, LimitError, PrivscanError, RuleError, UsageError } from './model/errors.js';
export { builtInRules, presetOf, version } from './composition.js';
export type { ScanOptions } from './composition.js';
export { resolveConfig } from './config/index.js';
export { defineRule } from './rule/index.js';
export { jsonReporter, textReporter } from './report/index.js';
export type { Reporter, ReportOptions } from './report/index.js';

/**
 * Scans one app. Resolves with a result for every input, readable or not; rejects only on a defect of privscan.
 *
 * @example
 * const result = await scan({ target: { path: 'app.apk' }, config: resolveConfig([]) });
 */
export function scan(request: ScanRequest, options: ScanOptions = {}): Promise<ScanResult> {
  return Promise.resolve().then(() => scanRequest(request, options));
}
