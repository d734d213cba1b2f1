/** The kit a rule author reads in ten minutes: types, `defineRule`, and nothing else. */
export type * from '../model/index.js';
export { defineRule } from './define-rule.js';
