export { jsonReporter } from './json.js';
export { visible } from './escape.js';
export { pad, wrap } from './layout.js';
export type { Reporter, ReportOptions } from './reporter.js';
export { textReporter } from './text/text.js';
