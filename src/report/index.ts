export { jsonReporter } from './json.js';
export { visible } from './escape.js';
export { pad, wrap } from './layout.js';
export type { Reporter, ReportOptions } from './reporter.js';
export { RESULT_SCHEMA } from './result-schema.js';
export type { JsonSchema } from './result-schema.js';
export { textReporter } from './text/text.js';
