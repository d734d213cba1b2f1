import { matchLibrary, matchSdk } from '../data/index.js';
import type { Owner } from '../model/index.js';

/** What the manifest says about who the app is. Class names with dots. */
export interface AppNames {
  readonly packageName: string;
  /** Application, factory and components, fully qualified. */
  readonly declaredClasses: readonly string[];
}

/** Decides who wrote a class; answers are kept. */
export interface Ownership {
  /** `className` with dots, e.g. `com.a.B$C`. */
  of(className: string): Owner;
}

/** First segments that many unrelated makers share: two shared segments below them prove nothing. */
const SHARED_ROOTS = new Set(['com.google', 'com.android', 'com.github', 'io.github', 'org.apache', 'com.example', 'android.support']);

/** Cohesion wants this many leading segments in common. */
const COHESIVE_SEGMENTS = 2;

const packageOf = (className: string): string => className.slice(0, Math.max(0, className.lastIndexOf('.')));

const below = (className: string, prefix: string): boolean =>
  className.length > prefix.length && className.startsWith(prefix) && className[prefix.length] === '.';

function root(name: string, segments: number): string | undefined {
  const parts = name.split('.');
  if (parts.length < segments) return undefined;
  const joined = parts.slice(0, segments).join('.');
  return SHARED_ROOTS.has(joined) ? undefined : joined;
}

/** Packages that are the app's own: the manifest's, and those of declared components that no SDK or library claims. */
function ownPackages({ packageName, declaredClasses }: AppNames): string[] {
  const unclaimed = declaredClasses.filter((name) => matchSdk(name) === undefined && matchLibrary(name) === undefined).map(packageOf);
  return [...new Set([packageName, ...unclaimed])].filter((name) => name !== '').sort((a, b) => b.length - a.length);
}

/**
 * Owner of a class: the longest of the app's own packages and the SDK's or library's prefix wins (so the manifest's
 * package and declared components beat a broader prefix); a class that nobody claims belongs to the app when its
 * package shares two leading segments with one of the app's own; else its owner is unknown.
 */
export function createOwnership(names: AppNames): Ownership {
  const own = ownPackages(names);
  const declared = new Set(names.declaredClasses);
  const roots = new Set(own.map((name) => root(name, COHESIVE_SEGMENTS)).filter((name) => name !== undefined));
  const known = new Map<string, Owner>();

  const decide = (className: string): Owner => {
    const app = own.find((name) => below(className, name));
    const sdk = matchSdk(className);
    const library = matchLibrary(className);
    const claim = Math.max(sdk?.prefix.length ?? -1, library?.id.length ?? -1);
    if (app !== undefined && app.length >= claim) return { kind: 'app' };
    if (sdk !== undefined && sdk.prefix.length >= claim) return { kind: 'sdk', id: sdk.record.id };
    if (library !== undefined) return { kind: 'library', prefix: library.id };
    if (declared.has(className)) return { kind: 'app' };
    const shared = root(className, COHESIVE_SEGMENTS);
    return shared !== undefined && roots.has(shared) ? { kind: 'app' } : { kind: 'unknown' };
  };

  return {
    of(className) {
      // Inner classes share the owner of their package: remember by package unless the class itself is declared.
      const key = declared.has(className) ? className : packageOf(className);
      let owner = known.get(key);
      if (owner === undefined) known.set(key, (owner = decide(className)));
      return owner;
    },
  };
}
