import type { ApiRecord } from '../model/index.js';
import { byId, table } from './tables.js';

/** Methods, fields, content URIs and strings by which personal data are read, sorted by id. */
export const apis = table('apis');
/** By descriptor, URI or string. */
export const apiById = byId(apis);

/**
 * Gates in force at one API level, each a list of which any one permission is enough: the call opens when every list is
 * satisfied. A `BIND_*` permission is satisfied by a component that requires it, not by uses-permission.
 */
export function gatesAt(api: ApiRecord, level: number): readonly (readonly string[])[] {
  return api.gates
    .filter(({ since = 1, until = Infinity }) => since <= level && level <= until)
    .map((gate) => gate.anyOf);
}
