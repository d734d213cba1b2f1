import { byId, table } from './tables.js';

/** Kinds of personal data, sorted by id. */
export const dataTypes = table('data-types');
export const dataType = byId(dataTypes);

/** Whether asking for `group` asks for `id`: itself, a dotted parent (`device-id`), or the group of its record. */
export const dataTypeCovers = (group: string, id: string): boolean =>
  id === group || id.startsWith(`${group}.`) || dataType(id)?.group === group;
