export type { ClassHierarchy } from './class-hierarchy.js';
export { descriptorOf, SYSTEM_CREATED } from './framework-types.js';
export { IntColumn } from './int-column.js';
export type { Lambda } from './lambdas.js';
export { MethodSet } from './method-set.js';
export { Program } from './program.js';
