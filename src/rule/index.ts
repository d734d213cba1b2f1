/** The kit a rule author reads in ten minutes: types, `defineRule`, and builders of evidence. */
export type * from '../model/index.js';
export { hasCategory } from './category.js';
export { defineRule } from './define-rule.js';
export { applicationEvidence, componentEvidence, permissionEvidence } from './evidence.js';
export { groupCalls } from './group-calls.js';
export type { CallGroup } from './group-calls.js';
