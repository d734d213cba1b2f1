export { effectiveSeverity } from './effective-severity.js';
export { isCounted } from './counted.js';
export { judge } from './judge.js';
