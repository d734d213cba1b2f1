import type { Component, ComponentKind, IntentFilter } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { completeClassName, completeProcessName } from './class-name.js';
import { foregroundServiceTypeText } from './flags.js';
import { readIntentFilter } from './intent-filter.js';
import { readMetaData } from './meta-data.js';
import { splitList } from './split-list.js';

/** What a component inherits from `<manifest>` and `<application>`. */
export interface ComponentContext {
  readonly packageName: string;
  readonly targetSdk: number;
  /** `android:permission` of `<application>`. */
  readonly permission: string | undefined;
  /** `android:process` of `<application>`, completed. */
  readonly process: string | undefined;
  /** Archive of the element: empty for the base. */
  readonly split: string;
}

/** Tags that become components, by kind. */
export const COMPONENT_KINDS: readonly ComponentKind[] = [
  'activity',
  'activity-alias',
  'service',
  'receiver',
  'provider',
];

/** Providers are exported by default below this target level (AOSP ParsedProviderUtils). */
const PROVIDERS_PRIVATE_SINCE = 17;

/** One component; undefined when it has no name, which Android refuses. */
export function readComponent(
  kind: ComponentKind,
  element: AttributeReader,
  context: ComponentContext,
): Component | undefined {
  const name = completeClassName(context.packageName, element.string(ATTR.name));
  if (name === undefined) return undefined;
  const intentFilters = readFilters(kind, element);
  const exported = element.boolean(ATTR.exported);
  const process = completeProcessName(context.packageName, element.string(ATTR.process)) ?? context.process;
  const targetActivity = completeClassName(context.packageName, element.string(ATTR.targetActivity));
  return {
    kind,
    name,
    ...(kind === 'activity-alias' && targetActivity !== undefined ? { targetActivity } : {}),
    exported,
    effectivelyExported: exported ?? exportedByDefault(kind, intentFilters, context.targetSdk),
    enabled: element.boolean(ATTR.enabled) ?? true,
    ...permissionsOf(kind, element, context),
    ...(process === undefined ? {} : { process }),
    authorities: kind === 'provider' ? splitList(element.string(ATTR.authorities), ';') : [],
    ...(kind === 'provider' ? providerFacts(element) : {}),
    ...(kind === 'service' ? serviceFacts(element) : {}),
    intentFilters,
    metaData: readMetaData(element, context.split),
    xpath: element.element.path,
    // bundletool copies the components of feature modules into the base and marks them with android:splitName.
    split: context.split === '' ? (element.string(ATTR.splitName) ?? '') : context.split,
  };
}

/** Filters without an action do not exist for activities and receivers (ParsedMainComponentUtils, failOnNoActions). */
function readFilters(kind: ComponentKind, element: AttributeReader): IntentFilter[] {
  const filters = element.children('intent-filter').map(readIntentFilter);
  return kind === 'service' || kind === 'provider' ? filters : filters.filter((filter) => filter.actions.length > 0);
}

/**
 * `android:exported` when it is absent. From target level 31 on, Android 12 refuses an app that leaves it out beside a
 * filter; older devices still install it and export the component, so the old default stands.
 */
function exportedByDefault(kind: ComponentKind, filters: readonly IntentFilter[], targetSdk: number): boolean {
  return kind === 'provider' ? targetSdk < PROVIDERS_PRIVATE_SINCE : filters.length > 0;
}

/** Permissions that guard the component: its own, else the application's; an empty string takes the guard away. */
function permissionsOf(
  kind: ComponentKind,
  element: AttributeReader,
  context: ComponentContext,
): Pick<Component, 'permission' | 'readPermission' | 'writePermission'> {
  const own = element.string(ATTR.permission);
  const permission = (own ?? context.permission) || undefined;
  if (kind !== 'provider') return permission === undefined ? {} : { permission };
  const readPermission = (element.string(ATTR.readPermission) ?? own ?? context.permission) || undefined;
  const writePermission = (element.string(ATTR.writePermission) ?? own ?? context.permission) || undefined;
  return {
    ...(permission === undefined ? {} : { permission }),
    ...(readPermission === undefined ? {} : { readPermission }),
    ...(writePermission === undefined ? {} : { writePermission }),
  };
}

function providerFacts(element: AttributeReader): Pick<Component, 'grantUriPermissions' | 'initOrder'> {
  return {
    // <grant-uri-permission> children grant parts of the provider and set the flag too (ParsedProviderUtils).
    grantUriPermissions: (element.boolean(ATTR.grantUriPermissions) ?? false) || grantsSomePath(element),
    initOrder: element.integer(ATTR.initOrder) ?? 0,
  };
}

function grantsSomePath(element: AttributeReader): boolean {
  return element
    .children('grant-uri-permission')
    .some((grant) => grant.has(ATTR.path) || grant.has(ATTR.pathPrefix) || grant.has(ATTR.pathPattern));
}

function serviceFacts(element: AttributeReader): Pick<Component, 'foregroundServiceType'> {
  const type = element.integer(ATTR.foregroundServiceType);
  return type === undefined ? {} : { foregroundServiceType: foregroundServiceTypeText(type) };
}
