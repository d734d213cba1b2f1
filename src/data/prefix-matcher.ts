/** What a class name was recognised by. */
export interface PrefixMatch<T> {
  readonly record: T;
  /** The dotted prefix that matched. */
  readonly prefix: string;
}

interface Claim {
  readonly prefixes: readonly string[];
  readonly notPrefixes?: readonly string[];
}

/** `com/a/B`, `Lcom/a/B;` and `com.a.B` are the same class. */
function dotted(name: string): string {
  const bare = name.startsWith('L') && name.endsWith(';') ? name.slice(1, -1) : name;
  return bare.includes('/') ? bare.replaceAll('/', '.') : bare;
}

/** Last place where a name may be cut: `$` ends a class name as `.` ends a package. */
const cut = (name: string): number => Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));

const covers = (prefix: string, name: string): boolean =>
  name.startsWith(prefix) &&
  (name.length === prefix.length || name[prefix.length] === '.' || name[prefix.length] === '$');

/**
 * Longest-prefix look-up of class names at segment boundaries, one map look-up a segment. A prefix may be a package or a
 * whole class. A record's `notPrefixes` beat its own prefixes and leave others alone: the walk goes on to shorter prefixes.
 */
export function prefixMatcher<T>(
  records: readonly T[],
  claimOf: (record: T) => Claim,
): (className: string) => PrefixMatch<T> | undefined {
  const owners = new Map<string, { readonly match: PrefixMatch<T>; readonly not: readonly string[] }>();
  for (const record of records) {
    const { prefixes, notPrefixes = [] } = claimOf(record);
    for (const prefix of prefixes) owners.set(prefix, { match: { record, prefix }, not: notPrefixes });
  }
  return (className) => {
    const name = dotted(className);
    for (let prefix = name; prefix !== ''; prefix = prefix.slice(0, Math.max(0, cut(prefix)))) {
      const owner = owners.get(prefix);
      if (owner !== undefined && !owner.not.some((excluded) => covers(excluded, name))) return owner.match;
    }
    return undefined;
  };
}
