import { escapeJson } from './escape.js';
import type { Reporter } from './reporter.js';

/** The result as it is: both languages, deterministic bytes, invisible characters as `\u` escapes. */
export const jsonReporter: Reporter = {
  id: 'json',
  mediaType: 'application/json',
  *render(result) {
    yield `${escapeJson(JSON.stringify(result, null, 2))}\n`;
  },
};
