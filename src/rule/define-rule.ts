import type { ArtifactName, Rule } from '../model/index.js';

/**
 * Types a rule: reading an artifact that is not in `requires`, misspelling a message id, or leaving out a language are
 * compile errors. Returns the rule frozen.
 */
export function defineRule<const K extends ArtifactName, const M extends string>(rule: Rule<K, M>): Rule<K, M> {
  return Object.freeze(rule);
}
