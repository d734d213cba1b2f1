import { libraries, matchLibrary, matchSdk, sdks } from '../data/index.js';
import type { Owner, SdkRecord } from '../model/index.js';

/** What the manifest says about who the app is. Class names with dots. */
export interface AppNames {
  readonly packageName: string;
  /** Application, factory and components, fully qualified. */
  readonly declaredClasses: readonly string[];
}

/** Who wrote a class, and the SDK prefix it lies under, if any. */
export interface Claim {
  readonly owner: Owner;
  readonly sdk: ReturnType<typeof matchSdk>;
}

/** Decides who wrote a class; answers are kept. */
export interface Ownership {
  /** `className` with dots, e.g. `com.a.B$C`. */
  of(className: string): Owner;
  /** For `Lcom/a/B$C;`: what is known of its package is found without rewriting the name. */
  claimOf(descriptor: string): Claim;
}

/** First segments that many unrelated makers share: two shared segments below them prove nothing. */
const SHARED_ROOTS = new Set([
  'com.google',
  'com.android',
  'com.github',
  'io.github',
  'org.apache',
  'com.example',
  'android.support',
]);

/** Cohesion wants this many leading segments in common. */
const COHESIVE_SEGMENTS = 2;

const descriptorOf = (className: string): string => `L${className.replaceAll('.', '/')};`;

/** Stands for any class of a package. */
const ANY_CLASS = 'X';

const packageOf = (className: string): string => className.slice(0, Math.max(0, className.lastIndexOf('.')));

const below = (className: string, prefix: string): boolean =>
  className.length > prefix.length && className.startsWith(prefix) && className[prefix.length] === '.';

function root(name: string, segments: number): string | undefined {
  const parts = name.split('.');
  if (parts.length < segments) return undefined;
  const joined = parts.slice(0, segments).join('.');
  return SHARED_ROOTS.has(joined) ? undefined : joined;
}

let mixedPackages: ReadonlySet<string> | undefined;

/** Packages of which the tables claim single classes or sub-packages by name (`com.facebook.AccessToken`): there the package alone decides nothing. */
function mixed(): ReadonlySet<string> {
  return (mixedPackages ??= new Set([
    ...sdks().flatMap(({ prefixes, notPrefixes = [] }) => [...prefixes, ...notPrefixes].map(packageOf)),
    ...libraries().map(({ id }) => packageOf(id)),
  ]));
}

/** SDKs that their vendor rebuilds under a package of its own per customer, by that package. */
function renamedSdks({ packageName, declaredClasses }: AppNames): Map<string, SdkRecord> {
  const records = sdks().filter(({ renamedComponents }) => renamedComponents !== undefined);
  const declared = new Set(declaredClasses);
  const found = new Map<string, SdkRecord>();
  for (const name of new Set(declaredClasses.map(packageOf))) {
    if (name === '' || name === packageName) continue;
    const record = records.find((one) => one.renamedComponents!.every((simple) => declared.has(`${name}.${simple}`)));
    if (record !== undefined) found.set(name, record);
  }
  return found;
}

/**
 * Packages that are the app's own: the manifest's, and those of declared components that no SDK or library claims. A
 * component that a record leaves out (the stub of an adapter) does not hand the SDK's whole package to the app.
 */
function ownPackages({ packageName, declaredClasses }: AppNames, renamed: ReadonlyMap<string, SdkRecord>): string[] {
  const isFree = (name: string): boolean => matchSdk(name) === undefined && matchLibrary(name) === undefined;
  const unclaimed = declaredClasses
    .filter((name) => isFree(name) && isFree(`${packageOf(name)}.${ANY_CLASS}`) && !renamed.has(packageOf(name)))
    .map(packageOf);
  return [...new Set([packageName, ...unclaimed])].filter((name) => name !== '').sort((a, b) => b.length - a.length);
}

/**
 * Owner of a class: the longest of the app's own packages and the SDK's or library's prefix wins (so the manifest's
 * package and declared components beat a broader prefix); a class that nobody claims belongs to the app when its
 * package shares two leading segments with one of the app's own; else its owner is unknown.
 */
export function createOwnership(names: AppNames): Ownership {
  const renamed = renamedSdks(names);
  const own = ownPackages(names, renamed);
  const declared = new Set(names.declaredClasses);
  const declaredDescriptors = new Set(names.declaredClasses.map(descriptorOf));
  const alone = new Set(Array.from(mixed(), (name) => `L${name.replaceAll('.', '/')}`));
  const roots = new Set(own.map((name) => root(name, COHESIVE_SEGMENTS)).filter((name) => name !== undefined));
  const known = new Map<string, Claim>();

  const ownerOf = (className: string, sdk: Claim['sdk']): Owner => {
    const app = own.find((name) => below(className, name));
    const library = matchLibrary(className);
    const claim = Math.max(sdk?.prefix.length ?? -1, library?.id.length ?? -1);
    if (app !== undefined && app.length >= claim) return { kind: 'app' };
    if (sdk !== undefined && sdk.prefix.length >= claim) return { kind: 'sdk', id: sdk.record.id };
    if (library !== undefined) return { kind: 'library', prefix: library.id };
    if (declared.has(className)) return { kind: 'app' };
    const shared = root(className, COHESIVE_SEGMENTS);
    return shared !== undefined && roots.has(shared) ? { kind: 'app' } : { kind: 'unknown' };
  };

  const decide = (className: string): Claim => {
    const rebuilt = renamed.get(packageOf(className));
    const sdk = rebuilt === undefined ? matchSdk(className) : { record: rebuilt, prefix: packageOf(className) };
    return { owner: ownerOf(className, sdk), sdk };
  };

  /** Classes of a package share their owner, unless one of them is known by its own name. */
  const keyOf = (descriptor: string): string => {
    const name = descriptor.slice(0, Math.max(0, descriptor.lastIndexOf('/')));
    return alone.has(name) || declaredDescriptors.has(descriptor) ? descriptor : name;
  };

  const claimOf = (descriptor: string): Claim => {
    const key = keyOf(descriptor);
    let claim = known.get(key);
    if (claim === undefined) known.set(key, (claim = decide(descriptor.slice(1, -1).replaceAll('/', '.'))));
    return claim;
  };

  return { claimOf, of: (className) => claimOf(descriptorOf(className)).owner };
}
