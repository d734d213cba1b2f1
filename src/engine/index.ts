export { scan, unreadable } from './scan.js';
export type { ScanDependencies } from './scan.js';
