import { IntList } from '../int-list.js';
import { IntColumn, type Program } from '../program/index.js';

/**
 * What calls may run: class-hierarchy analysis, cut down to classes that something makes. Computed once per reference
 * and kept factored (reference → targets); the product of call sites and targets is never made.
 */
export class Dispatch {
  private readonly program: Program;
  /** By class: whether anything makes an object of it or of a class below it. */
  private readonly made: Uint8Array;
  /** CSR by signature: methods a call can be dispatched to, in preorder of their classes. */
  private readonly starts: Int32Array;
  private readonly definers: Int32Array;
  /** Columns, not arrays: references are made after this is, for callbacks. */
  private readonly exact: IntColumn;
  private readonly targetStarts: IntColumn;
  private readonly targetEnds: IntColumn;
  private readonly pool = new IntList();

  /** @param made by type: objects of exactly this class may exist */
  constructor(program: Program, made: Uint8Array) {
    this.program = program;
    this.made = this.spreadUp(made);
    const methods = program.methodCount;
    let signatures = 0;
    for (let method = 0; method < methods; method++) {
      signatures = Math.max(signatures, program.methodSignature(method) + 1);
    }
    this.starts = new Int32Array(signatures + 1);
    this.definers = this.sortDefiners(methods, signatures);
    this.exact = new IntColumn(-1, methods);
    this.targetStarts = new IntColumn(-1, methods);
    this.targetEnds = new IntColumn(0, methods);
  }

  /** The method a static, direct or super call of the reference runs: a leaf when the platform defines it. */
  exactTarget(ref: number): number {
    let target = this.exact.get(ref);
    if (target < 0) {
      target = this.program.isDefined(ref)
        ? ref
        : this.program.resolve(this.program.methodClass(ref), this.program.methodSignature(ref));
      this.exact.set(ref, target);
    }
    return target;
  }

  /** Calls `visit` with what a virtual or interface call of the reference may run, leaves among them. */
  forEachTarget(ref: number, visit: (method: number) => void): void {
    if (this.targetStarts.get(ref) < 0) this.find(ref);
    const end = this.targetEnds.get(ref);
    for (let i = this.targetStarts.get(ref); i < end; i++) visit(this.pool.at(i));
  }

  /** Whether a virtual call of the reference may run the method. */
  hasTarget(ref: number, method: number): boolean {
    if (this.program.methodSignature(ref) !== this.program.methodSignature(method)) return false;
    if (this.targetStarts.get(ref) < 0) this.find(ref);
    const end = this.targetEnds.get(ref);
    for (let i = this.targetStarts.get(ref); i < end; i++) if (this.pool.at(i) === method) return true;
    return false;
  }

  /** How many targets a virtual call has. */
  targetCount(ref: number): number {
    if (this.targetStarts.get(ref) < 0) this.find(ref);
    return this.targetEnds.get(ref) - this.targetStarts.get(ref);
  }

  /** Targets found so far, in all. */
  get size(): number {
    return this.pool.length;
  }

  private find(ref: number): void {
    const { program } = this;
    const type = program.methodClass(ref);
    const signature = program.methodSignature(ref);
    const { hierarchy } = program;
    const begin = this.pool.length;
    this.targetStarts.set(ref, begin);
    const own = this.exactTarget(ref);
    const isInterface = hierarchy.isInterface(type);
    if (!program.isDefined(own)) this.pool.push(own);
    else if (!program.isConcreteVirtual(own)) {
      // A private or static method named by invoke-virtual is called as it is (nest mates, hostile code).
      if ((program.methodFlags(own) & ABSTRACT) === 0) this.pool.push(own);
    } else if (program.methodClass(own) !== type || !this.isMade(type)) this.pool.push(own);
    if (signature + 1 < this.starts.length) this.findBelow(type, signature, own);
    if (isInterface) this.findInherited(type, signature, begin);
    this.targetEnds.set(ref, this.pool.length);
  }

  /** Definers whose class is the type or below it. */
  private findBelow(type: number, signature: number, own: number): void {
    const { hierarchy } = this.program;
    const ranges = hierarchy.rangesBelow(type);
    const end = this.starts[signature + 1]!;
    let at = this.starts[signature]!;
    for (let i = 0; i < ranges.length && at < end; i += 2) {
      at = this.firstFrom(ranges[i]!, at, end);
      for (; at < end; at++) {
        const method = this.definers[at]!;
        const cls = this.program.methodClass(method);
        if (hierarchy.order[cls]! > ranges[i + 1]!) break;
        if (this.made[cls] === 1 || hierarchy.isInterface(cls)) this.pool.push(method);
      }
    }
    // An interface's default under a class that does not define the method: rare, and only where nothing above does.
    if (own >= 0 && hierarchy.isInterface(this.program.methodClass(own)) && !hierarchy.isInterface(type)) {
      for (let i = this.starts[signature]!; i < end; i++) {
        const method = this.definers[i]!;
        if (method !== own && hierarchy.isInterface(this.program.methodClass(method))) this.pool.push(method);
      }
    }
  }

  /** Classes that implement the interface with a method they inherit from a class that does not. */
  private findInherited(type: number, signature: number, begin: number): void {
    const { program } = this;
    const known = new Set<number>();
    for (let i = begin; i < this.pool.length; i++) known.add(this.pool.at(i));
    for (const implementor of program.hierarchy.implementorsOf(type)) {
      if (implementor >= this.made.length || this.made[implementor] === 0) continue;
      const own = program.methodIn(implementor, signature);
      if (own >= 0 && program.isDefined(own)) continue;
      const target = program.resolveDefined(implementor, signature);
      if (target < 0 || known.has(target) || !program.isConcreteVirtual(target)) continue;
      known.add(target);
      this.pool.push(target);
    }
  }

  /** Whether something in the code makes an object of the class or of one below it; if not, it comes from elsewhere. */
  isMade(type: number): boolean {
    return this.made[type] === 1;
  }

  /** First definer at or after `from` whose class has preorder number `order` or greater. */
  private firstFrom(order: number, from: number, end: number): number {
    let low = from;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.program.hierarchy.order[this.program.methodClass(this.definers[middle]!)]! < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private spreadUp(made: Uint8Array): Uint8Array {
    const { hierarchy } = this.program;
    const spread = new Uint8Array(hierarchy.size);
    for (let type = 0; type < spread.length; type++) {
      if (made[type] !== 1) continue;
      for (let at = type; at >= 0 && spread[at] === 0; at = hierarchy.superOf(at)) spread[at] = 1;
    }
    return spread;
  }

  private sortDefiners(methods: number, signatures: number): Int32Array {
    const { program, starts } = this;
    const { order } = program.hierarchy;
    const isDefiner = new Uint8Array(methods);
    // Two counting sorts: by class, then stably by signature.
    const classStarts = new Int32Array(order.length + 1);
    let count = 0;
    for (let method = 0; method < methods; method++) {
      if (!program.isConcreteVirtual(method)) continue;
      isDefiner[method] = 1;
      count++;
      starts[program.methodSignature(method) + 1]!++;
      classStarts[order[program.methodClass(method)]! + 1]!++;
    }
    for (let signature = 0; signature < signatures; signature++) starts[signature + 1]! += starts[signature]!;
    for (let at = 0; at < order.length; at++) classStarts[at + 1]! += classStarts[at]!;
    const byClass = new Int32Array(count);
    for (let method = 0; method < methods; method++) {
      if (isDefiner[method] === 1) byClass[classStarts[order[program.methodClass(method)]!]!++] = method;
    }
    const fill = starts.slice();
    const sorted = new Int32Array(byClass.length);
    for (const method of byClass) sorted[fill[program.methodSignature(method)]!++] = method;
    return sorted;
  }
}

const ABSTRACT = 0x400;
