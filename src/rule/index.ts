/** The kit a rule author reads in ten minutes: types, `defineRule`, and builders of evidence. */
export type * from '../model/index.js';
export { apiName } from './api-name.js';
export { hasCategory, standingOf } from './category.js';
export type { Standing } from './category.js';
export { defineRule } from './define-rule.js';
export { applicationEvidence, componentEvidence, permissionEvidence } from './evidence.js';
export { groupCalls } from './group-calls.js';
export type { CallGroup } from './group-calls.js';
export { nameWords } from './name-words.js';
export { permissionLines } from './permission-lines.js';
export { typeNames } from './type-names.js';
