import type { ManifestModel, SdkUse } from '../../model/index.js';
import type { Apk } from '../../apk/index.js';
import { SCREEN_TEXTS } from './screen-texts.js';

/** What a category is inferred from; what is not known is left out, and then says nothing. */
export interface CategoryInput {
  /** The app's name in every language it has one, without repetition. */
  readonly labels: readonly string[];
  readonly packageName?: string;
  readonly permissions?: readonly string[];
  /** Class names of the app's own components, with dots. */
  readonly components?: readonly string[];
  /** Intent actions and categories, and permissions that guard services, by which components play a role. */
  readonly roles?: readonly string[];
  /** Texts of `SCREEN_TEXTS` that the resources hold. Asked only in doubt: the search reads all strings of the app. */
  readonly screenTexts?: () => readonly string[];
  /** Kinds of the SDKs in use: `game`, `map`. */
  readonly sdkKinds?: readonly string[];
}

/** More components, and more languages, say nothing new. */
const MAX_COMPONENTS = 400;
const MAX_LABELS = 40;

/** The first two segments: what belongs to the same developer. */
const ownPrefix = (packageName: string): string => `${packageName.split('.').slice(0, 2).join('.')}.`;

function componentsOf({ packageName, components }: ManifestModel): string[] {
  const prefix = ownPrefix(packageName);
  const own = components.flatMap(({ name, targetActivity }) => targetActivity ?? name);
  return [...new Set(own.filter((name) => name.startsWith(prefix)))].slice(0, MAX_COMPONENTS);
}

function rolesOf({ components }: ManifestModel): string[] {
  const roles = new Set<string>();
  for (const { permission, intentFilters } of components) {
    if (permission !== undefined) roles.add(permission);
    for (const { actions, categories } of intentFilters)
      for (const name of [...actions, ...categories]) roles.add(name);
  }
  return [...roles];
}

function screenTextsOf(resources: Apk['resources']): string[] {
  const values = resources.findStrings([...SCREEN_TEXTS.keys()]).map(({ value }) => value);
  return [...SCREEN_TEXTS.keys()].filter((text) => values.some((value) => value.includes(text)));
}

const SEEN_IN_USE: ReadonlySet<SdkUse['evidence']> = new Set(['component', 'initialised', 'referenced']);

/** Everything an app's package says about what it is for. */
export function categoryInput({ manifest, resources }: Apk, sdks: readonly SdkUse[]): CategoryInput {
  const labels = [manifest.label, ...Object.values(manifest.labels)].filter((label) => label !== undefined);
  const used = sdks.filter(({ evidence, addedByPacker }) => SEEN_IN_USE.has(evidence) && addedByPacker !== true);
  return {
    labels: [...new Set(labels)].slice(0, MAX_LABELS),
    packageName: manifest.packageName,
    permissions: manifest.permissions.map(({ name }) => name),
    components: componentsOf(manifest),
    roles: rolesOf(manifest),
    screenTexts: () => screenTextsOf(resources),
    sdkKinds: [...new Set(used.map(({ kind }) => kind))],
  };
}
