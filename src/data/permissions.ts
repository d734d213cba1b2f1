import type { PermissionLevel } from '../model/index.js';
import { byId, table } from './tables.js';

/** Android permissions and special accesses, sorted by name. */
export const permissions = table('permissions');
/** By full name, e.g. `android.permission.CAMERA`. */
export const permission = byId(permissions);

/**
 * How the system guards a permission for an app of target API `targetSdk`; undefined for a permission without a record
 * or older than the permission. Levels move: GET_TASKS was dangerous before 21, INTERNET before 23.
 */
export function permissionLevel(name: string, targetSdk: number): PermissionLevel['level'] | undefined {
  return permission(name)?.levels.find(({ since, until = Infinity }) => since <= targetSdk && targetSdk <= until)
    ?.level;
}
