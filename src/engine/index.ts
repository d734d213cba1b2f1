export { selectRules } from './check-rules.js';
export { scan, unreadable } from './scan.js';
export type { ScanDependencies } from './scan.js';
