export { apiById, apis, gatesAt } from './apis.js';
export { categories, category } from './categories.js';
export { dataType, dataTypeCovers, dataTypes } from './data-types.js';
export { DATA_DATE, TABLE_SIZES } from './generated/tables.js';
export { clause, clauses, itemDuty } from './legal.js';
export { libraries, matchLibrary, matchSdk, packers, sdk, sdks } from './owners.js';
export { permission, permissionLevel, permissions } from './permissions.js';
