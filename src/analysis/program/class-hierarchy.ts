import type { Supertypes } from './link.js';

/**
 * Who is below whom. Classes are numbered in preorder of the inheritance tree, so that the subclasses of a class are a
 * run of numbers: subtype tests are two comparisons, and what a call may dispatch to is a range of a sorted list.
 */
export class ClassHierarchy {
  /** Preorder number by type, and the last number of its subtree. */
  readonly order: Int32Array;
  readonly lastBelow: Int32Array;
  private readonly supers: Supertypes;
  private readonly typeAt: Int32Array;
  /** CSR: types that name an interface directly. */
  private readonly implementorStarts: Int32Array;
  private readonly implementors: Int32Array;
  private readonly ranges = new Map<number, Int32Array>();
  private readonly inherited = new Map<number, readonly number[]>();

  constructor(supers: Supertypes) {
    this.supers = supers;
    breakCycles(supers.superOf);
    const count = supers.superOf.length;
    this.order = new Int32Array(count);
    this.lastBelow = new Int32Array(count);
    this.typeAt = new Int32Array(count);
    this.number(count);
    this.implementorStarts = new Int32Array(count + 1);
    this.implementors = new Int32Array(supers.interfaces.length);
    this.invertInterfaces(count);
  }

  get size(): number {
    return this.order.length;
  }

  /** Superclass, -1 for none. Types made after linking have none. */
  superOf(type: number): number {
    return type < this.supers.superOf.length ? this.supers.superOf[type]! : -1;
  }

  isInterface(type: number): boolean {
    return this.supers.isInterface[type] === 1;
  }

  /** Interfaces the type itself names. */
  interfacesOf(type: number): Int32Array {
    const { interfaceStarts, interfaces } = this.supers;
    return type + 1 < interfaceStarts.length
      ? interfaces.subarray(interfaceStarts[type], interfaceStarts[type + 1])
      : new Int32Array(0);
  }

  /** All interfaces of a type: its own, its superclasses', and those they extend. Its own come first. */
  allInterfacesOf(type: number): readonly number[] {
    let all = this.inherited.get(type);
    if (!all) this.inherited.set(type, (all = this.collectInterfaces(type)));
    return all;
  }

  private collectInterfaces(type: number): number[] {
    const seen = new Set<number>();
    const work: number[] = [...this.superclasses(type)];
    for (let i = 0; i < work.length; i++) {
      for (const one of this.interfacesOf(work[i]!)) {
        if (seen.has(one)) continue;
        seen.add(one);
        work.push(one);
      }
    }
    return [...seen];
  }

  /** Whether a value of type `a` can be used as a `b`; a type is its own subtype. */
  isSubtype(a: number, b: number): boolean {
    if (a === b) return true;
    if (a >= this.size || b >= this.size) return false;
    const at = this.order[a]!;
    if (!this.isInterface(b)) return at >= this.order[b]! && at <= this.lastBelow[b]!;
    return isInRanges(this.rangesBelow(b), at);
  }

  /** Types below (and of) a type, as sorted disjoint ranges of preorder numbers: `[first, last]*`. */
  rangesBelow(type: number): Int32Array {
    if (type >= this.size) return new Int32Array(0);
    if (!this.isInterface(type)) return Int32Array.of(this.order[type]!, this.lastBelow[type]!);
    let ranges = this.ranges.get(type);
    if (!ranges) this.ranges.set(type, (ranges = this.mergeImplementors(type)));
    return ranges;
  }

  /** Subtypes, itself first when it is a class; in preorder. */
  *subtypes(type: number): Generator<number> {
    const ranges = this.rangesBelow(type);
    for (let i = 0; i < ranges.length; i += 2) {
      for (let at = ranges[i]!; at <= ranges[i + 1]!; at++) yield this.typeAt[at]!;
    }
  }

  /** Superclasses from the type itself upwards. */
  *superclasses(type: number): Generator<number> {
    for (let at = type; at >= 0; at = this.superOf(at)) yield at;
  }

  /** Classes that implement an interface themselves, directly or through a subinterface (not by inheriting it). */
  implementorsOf(type: number): number[] {
    const seen = new Set([type]);
    const work = [type];
    const found: number[] = [];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      for (let i = this.implementorStarts[at]!; i < this.implementorStarts[at + 1]!; i++) {
        const one = this.implementors[i]!;
        if (seen.has(one)) continue;
        seen.add(one);
        if (this.isInterface(one)) work.push(one);
        else found.push(one);
      }
    }
    return found;
  }

  private mergeImplementors(type: number): Int32Array {
    const single = new Set([type]);
    const work = [type];
    const ranges: [number, number][] = [[this.order[type]!, this.order[type]!]];
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      for (let i = this.implementorStarts[at]!; i < this.implementorStarts[at + 1]!; i++) {
        const one = this.implementors[i]!;
        if (single.has(one)) continue;
        single.add(one);
        if (this.isInterface(one)) work.push(one);
        ranges.push([this.order[one]!, this.isInterface(one) ? this.order[one]! : this.lastBelow[one]!]);
      }
    }
    ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const merged: number[] = [];
    for (const [first, last] of ranges) {
      // Subtrees are nested or disjoint.
      if (merged.length === 0 || first > merged.at(-1)!) merged.push(first, last);
    }
    return Int32Array.from(merged);
  }

  private number(count: number): void {
    const { superOf } = this.supers;
    const starts = new Int32Array(count + 1);
    for (let type = 0; type < count; type++) if (superOf[type]! >= 0) starts[superOf[type]! + 1]!++;
    for (let type = 0; type < count; type++) starts[type + 1]! += starts[type]!;
    const children = new Int32Array(starts[count]!);
    const fill = starts.slice(0, count);
    for (let type = 0; type < count; type++) if (superOf[type]! >= 0) children[fill[superOf[type]!]!++] = type;
    let next = 0;
    // `fill` becomes the cursor of an iterative walk: depth is the input's to choose, the stack is not.
    const cursor = starts.slice(0, count);
    const path: number[] = [];
    const enter = (type: number): void => {
      this.order[type] = next;
      this.typeAt[next++] = type;
      path.push(type);
    };
    for (let root = 0; root < count; root++) {
      if (superOf[root]! >= 0) continue;
      enter(root);
      for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
        if (cursor[top]! < starts[top + 1]!) enter(children[cursor[top]!++]!);
        else {
          this.lastBelow[top] = next - 1;
          path.pop();
        }
      }
    }
  }

  private invertInterfaces(count: number): void {
    const { interfaceStarts, interfaces } = this.supers;
    const starts = this.implementorStarts;
    for (const one of interfaces) starts[one + 1]!++;
    for (let type = 0; type < count; type++) starts[type + 1]! += starts[type]!;
    const fill = starts.slice(0, count);
    for (let type = 0; type < count; type++) {
      for (let i = interfaceStarts[type]!; i < interfaceStarts[type + 1]!; i++) {
        this.implementors[fill[interfaces[i]!]!++] = type;
      }
    }
  }
}

function isInRanges(ranges: Int32Array, at: number): boolean {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle * 2 + 1]! < at) low = middle + 1;
    else high = middle;
  }
  return low * 2 < ranges.length && ranges[low * 2]! <= at;
}

/** A class that is its own ancestor does not load (ClassCircularityError): it loses its superclass here. */
function breakCycles(superOf: Int32Array): void {
  const state = new Uint8Array(superOf.length);
  for (let type = 0; type < superOf.length; type++) {
    let at = type;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      const above = superOf[at]!;
      if (above >= 0 && state[above] === 1) superOf[at] = -1;
      at = superOf[at]!;
    }
    for (let done = type; done >= 0 && state[done] === 1; done = superOf[done]!) state[done] = 2;
  }
}
