export { findConfig, loadConfig } from './load.js';
export type { FileConfig } from './load.js';
export { readBounded } from './read-bounded.js';
export { resolveConfig } from './resolve.js';
export { CONFIG_SCHEMA, toJsonSchema } from './schema.js';
export { didYouMean, suggest } from './suggest.js';
export { isIsoDate } from './validate.js';
