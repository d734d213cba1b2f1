import type { ApiCall, PermissionUse, UsesPermission } from '../../model/index.js';
import { apis, packers, permission as permissionRecord, permissionLevel } from '../../data/index.js';
import { packerSdks } from '../counting-owner.js';
import { gatesFrom } from '../gates.js';
import { heldPermissions } from '../held-permissions.js';
import type { Provider, ProviderContext } from '../provider.js';

/** Sites listed per permission: enough to prove the use. */
const MAX_SITES = 20;

/** Every socket needs it, and no table lists what opens one. */
const BEYOND_TABLE = new Set(['android.permission.INTERNET']);

/** Permissions that some API of the table needs on a device the app runs on: only for these does silence mean «unused». */
function assessable(minSdk: number): ReadonlySet<string> {
  return new Set(apis().flatMap((api) => gatesFrom(api, minSdk)).filter((name) => !BEYOND_TABLE.has(name)));
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

function packerPermissions({ peek }: ProviderContext): ReadonlySet<string> {
  const found = new Set(peek('Coverage').packer.map((packer) => packer.id));
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
function undeclaredUses(calls: readonly ApiCall[], held: ReadonlySet<string>, scope: Scope): PermissionUse[] {
  const missing = new Map<string, ApiCall[]>();
  for (const call of calls) {
    // Only dangerous permissions: system permissions are not the app's to declare, and others just narrow the answer.
    const first = call.permissions.find((name) => permissionLevel(name, scope.targetSdk) === 'dangerous');
    if (first === undefined || call.weak || call.permissions.some((name) => held.has(name))) continue;
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

/**
 * Every permission, who needs it, and whether anybody does. Rules that judge by silence order ApiCalls beside this: its
 * gaps are theirs, while what the manifest declares is known whatever the code hides.
 */
export const permissionsProvider: Provider<'Permissions'> = (context) => {
  const { permissions, minSdk, targetSdk } = context.apk.manifest;
  // What a packer's own SDKs call says nothing of the app.
  const brought = packerSdks(context);
  const calls = context.peek('ApiCalls').calls.filter(({ site: { owner } }) => owner.kind !== 'sdk' || !brought.has(owner.id));
  // Silence over code that was not read is no proof of disuse.
  const codeIsWhole = context.peek('Coverage').incomplete.length === 0;
  const scope: Scope = { targetSdk, needed: callsByPermission(calls), assessable: codeIsWhole ? assessable(minSdk) : new Set(), packer: packerPermissions(context) };
  const once = new Map(permissions.map((use) => [use.name, use]));
  const uses = [...[...once.values()].map((use) => declaredUse(use, scope)), ...undeclaredUses(calls, heldPermissions(context.apk.manifest), scope)];
  uses.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { uses, get: (name) => uses.find((use) => use.name === name) };
};
