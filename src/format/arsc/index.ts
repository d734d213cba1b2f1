/** Resource tables (`resources.arsc`). */
export type { ConfigFields } from './resource-config.js';
export type { Labels, StringEntry } from './resources.js';
export { Resources } from './resources.js';
export type { ResourceBag, ResourceEntry, ResourceName } from './resource-table.js';
export { ResourceTable } from './resource-table.js';
