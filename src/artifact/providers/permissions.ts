import type { ApiCall, PermissionUse, UsesPermission } from '../../model/index.js';
import { apis, gatesAt, packers, permission as permissionRecord, permissionLevel } from '../../data/index.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

/** Sites listed per permission: enough to prove the use. */
const MAX_SITES = 20;

/** Permissions that some API of the table needs at this target level: only for these does silence mean «unused». */
function assessable(targetSdk: number): ReadonlySet<string> {
  return new Set(apis().flatMap((api) => gatesAt(api, targetSdk)));
}

/** Permission → calls that any of them opens. */
function callsByPermission(calls: readonly ApiCall[]): Map<string, ApiCall[]> {
  const needed = new Map<string, ApiCall[]>();
  for (const call of calls) {
    for (const name of call.permissions) {
      const list = needed.get(name);
      if (list) list.push(call);
      else needed.set(name, [call]);
    }
  }
  return needed;
}

function packerPermissions({ get }: ProviderContext): ReadonlySet<string> {
  const found = new Set(get('Coverage').packer.map((packer) => packer.id));
  return new Set(packers().flatMap((packer) => (found.has(packer.id) ? packer.addsPermissions : [])));
}

interface Scope {
  readonly targetSdk: number;
  readonly needed: ReadonlyMap<string, readonly ApiCall[]>;
  readonly assessable: ReadonlySet<string>;
  readonly packer: ReadonlySet<string>;
}

function declaredUse(use: UsesPermission, scope: Scope): PermissionUse {
  const record = permissionRecord(use.name);
  const calls = scope.needed.get(use.name) ?? [];
  const state = calls.length > 0 ? 'used' : scope.packer.has(use.name) ? 'packer' : scope.assessable.has(use.name) ? 'unused' : 'notAssessed';
  return {
    name: use.name,
    label: record?.name ?? { en: use.name, zh: use.name },
    level: permissionLevel(use.name, scope.targetSdk) ?? (use.name.startsWith('android.permission.') ? 'unknown' : 'custom'),
    declaredBy: state === 'packer' ? { kind: 'unknown' } : { kind: 'app' },
    ...(use.maxSdkVersion === undefined ? {} : { maxSdk: use.maxSdkVersion }),
    neededBy: calls.slice(0, MAX_SITES).map((call) => call.site),
    state,
    dataTypes: record?.dataTypes ?? [],
    xpath: use.xpath,
  };
}

/** Calls that no declared permission opens, under the first permission that would. */
function undeclaredUses(calls: readonly ApiCall[], declared: ReadonlySet<string>, scope: Scope): PermissionUse[] {
  const missing = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const [first] = call.permissions;
    if (first === undefined || call.weak || call.permissions.some((name) => declared.has(name))) continue;
    const list = missing.get(first);
    if (list) list.push(call);
    else missing.set(first, [call]);
  }
  return [...missing].map(([name, list]) => ({
    name,
    label: permissionRecord(name)?.name ?? { en: name, zh: name },
    level: permissionLevel(name, scope.targetSdk) ?? 'unknown',
    declaredBy: { kind: 'unknown' },
    neededBy: list.slice(0, MAX_SITES).map((call) => call.site),
    state: 'undeclared',
    dataTypes: permissionRecord(name)?.dataTypes ?? [],
  }));
}

/** Every permission, who needs it, and whether anybody does. */
export const permissionsProvider: Provider<'Permissions'> = (context) => {
  noteIncompleteCode(context);
  const { permissions, targetSdk } = context.apk.manifest;
  const { calls } = context.get('ApiCalls');
  const scope: Scope = { targetSdk, needed: callsByPermission(calls), assessable: assessable(targetSdk), packer: packerPermissions(context) };
  const declared = new Set(permissions.map((use) => use.name));
  const once = new Map(permissions.map((use) => [use.name, use]));
  const uses = [...[...once.values()].map((use) => declaredUse(use, scope)), ...undeclaredUses(calls, declared, scope)];
  uses.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { uses, get: (name) => uses.find((use) => use.name === name) };
};
