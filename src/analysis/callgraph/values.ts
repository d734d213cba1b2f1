/** Where a value came from that the method itself does not show. */
export type Origin =
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'field'; readonly field: number }
  | { readonly kind: 'result'; readonly ref: number; readonly isVirtual: boolean };

/** What is known of an object beside its class; filled in as the walk passes the calls that set it. */
export interface Facts {
  /** Characters of a StringBuilder; undefined when not known. */
  text?: string | undefined;
  /** Basic block the text was last built in: across blocks it is not followed. */
  block?: number;
  /** Explicit targets of an Intent or ComponentName. */
  targets?: Set<number>;
  /** Parameters of the method (`this` counted) that hold the class of a target. */
  targetParameters?: Set<number>;
  /** An explicit target was set that could not be found out. */
  isTargetUnknown?: boolean;
  /** Elements stored in an array. */
  elements?: Value;
}

/** One thing a register may hold. */
export type Atom =
  | { readonly kind: 'unknown'; readonly origin?: Origin }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'class'; readonly type: number }
  /** An object of exactly this class, or of it and its subclasses. */
  | { readonly kind: 'object'; readonly type: number; readonly exact: boolean; facts?: Facts; readonly origin?: Origin }
  /** A reflected method or method handle: all overloads of the name. */
  | { readonly kind: 'method'; readonly type: number; readonly name: string }
  | { readonly kind: 'constructor'; readonly type: number };

/** Everything a register may hold; empty: nothing was put there. */
export type Value = readonly Atom[];

export const UNKNOWN: Value = [{ kind: 'unknown' }];
export const NOTHING: Value = [];

/** More than this and the value is unknown: precision is of no use to anyone then. */
const MAX_ATOMS = 8;

function isSame(a: Atom, b: Atom): boolean {
  if (a === b) return true;
  if (a.kind === 'int') return b.kind === 'int' && a.value === b.value;
  if (a.kind === 'string') return b.kind === 'string' && a.value === b.value;
  if (a.kind === 'class') return b.kind === 'class' && a.type === b.type;
  if (a.kind === 'method') return b.kind === 'method' && a.type === b.type && a.name === b.name;
  if (a.kind === 'constructor') return b.kind === 'constructor' && a.type === b.type;
  if (a.kind === 'unknown') return b.kind === 'unknown' && a.origin === b.origin;
  return (
    b.kind === 'object' && a.type === b.type && a.exact === b.exact && a.facts === b.facts && a.origin === b.origin
  );
}

/** Everything either may hold. Returns `a` itself when `b` adds nothing, so that «changed» is `!==`. */
export function join(a: Value, b: Value): Value {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let joined: Atom[] | undefined;
  for (const atom of b) {
    if ((joined ?? a).some((one) => isSame(one, atom))) continue;
    joined ??= [...a];
    joined.push(atom);
  }
  if (joined === undefined) return a;
  return joined.length > MAX_ATOMS ? UNKNOWN : joined;
}

/** The texts, when every atom is one. */
export function stringsOf(value: Value): readonly string[] {
  const texts = value.flatMap((atom) => (atom.kind === 'string' ? [atom.value] : []));
  return texts.length === value.length ? texts : [];
}

/** The classes, when every atom is a class literal. */
export function classesOf(value: Value): readonly number[] {
  const types = value.flatMap((atom) => (atom.kind === 'class' ? [atom.type] : []));
  return types.length === value.length ? types : [];
}
