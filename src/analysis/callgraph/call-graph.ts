import { Budget } from '../budget.js';
import { MethodSet, SYSTEM_CREATED, type Program } from '../program/index.js';
import { CallerIndex } from './caller-index.js';
import { ClassInit } from './class-init.js';
import { Constants } from './constants.js';
import { Dispatch } from './dispatch.js';
import { EdgeKind, edgeId, edgeKind, edgeOf } from './edges.js';
import { CLASS_INIT_ROW, IMPLICIT_CALLS, LAMBDA_ROW, rowOf } from './implicit-calls.js';
import { Forwarders } from './forwarders.js';
import { ImplicitEdges, type ImplicitEdge, type MethodImplicits, type UnresolvedCall } from './implicit-edges.js';
import { Reachability, type ReachOptions } from './reachability.js';
import { RowMatcher } from './row-matcher.js';
import { scanCode, type CodeScan } from './scan-code.js';
import { forEachSite } from './site-scan.js';
import { ValueResolver } from './value-resolver.js';
import type { Atom, Value } from './values.js';

/** Where a method calls another. */
export interface CallSitePlace {
  /** Code units from the start of the caller's code. */
  readonly pc: number;
  readonly via: 'call' | 'implicit';
  /** Row of the implicit-call table; `class-init` and `lambda` for what the runtime does. */
  readonly table?: string;
  /** How many methods the class hierarchy lets this place run: 1 is certain, many is a guess. */
  readonly targets: number;
}

/** One step of a call path: `method` at `pc` causes the next step's method to run. */
export interface CallStep extends CallSitePlace {
  readonly method: number;
}

/** A call path. `steps` is empty when the target is itself a root. */
export interface CallPath {
  readonly steps: readonly CallStep[];
  readonly target: number;
}

/** A reference a method makes. */
export interface CallRef {
  /** The method named. */
  readonly ref: number;
  readonly dispatch: 'exact' | 'virtual';
}

export interface CallGraphOptions {
  /** Descriptors of classes the system makes beside those the code makes: views of layouts, manifest components. */
  readonly instantiated?: Iterable<string>;
  /** Code units to scan at most; the rest is left out and {@link CallGraph.isPartial} says so. */
  readonly steps?: number;
  /** Method walks of the constant analysis at most. */
  readonly walks?: number;
}

const MAX_STEPS = 1 << 28;
const MAX_WALKS = 200_000;
const NO_IMPLICITS: MethodImplicits = { edges: [], unresolved: [] };

/**
 * Who calls whom, factored: method → reference (class, signature) → targets. References to what the platform defines
 * are leaves, with method ids of their own. Explicit edges are found in one pass at build; implicit ones, receivers
 * known from an allocation, and call sites when asked for. All answers are the same in every run.
 */
export class CallGraph {
  readonly program: Program;
  readonly dispatch: Dispatch;
  readonly constants: Constants;
  private readonly scan: CodeScan;
  private readonly classInit: ClassInit;
  private readonly resolver: ValueResolver;
  private readonly forwarders: Forwarders;
  private readonly implicitEdges: ImplicitEdges;
  private readonly watched: MethodSet;
  private readonly implicits = new Map<number, MethodImplicits>();
  private readonly narrowed = new Map<number, Int32Array | undefined>();
  private readonly maxWalks: number;
  private index: CallerIndex | undefined;
  private implicitCallers: ReadonlyMap<number, readonly { caller: number; edge: number }[]> | undefined;
  private walksRanOut = false;

  private constructor(program: Program, options: CallGraphOptions) {
    this.program = program;
    const matches = new RowMatcher(program, IMPLICIT_CALLS).match();
    const watch = new Uint8Array(program.methodCount);
    for (const ref of matches.keys()) watch[ref] = 1;
    this.scan = scanCode(program, watch, new Budget(options.steps ?? MAX_STEPS));
    this.maxWalks = options.walks ?? MAX_WALKS;
    this.classInit = new ClassInit(program);
    this.watched = MethodSet.of(this.scan.watched);
    this.dispatch = new Dispatch(program, madeTypes(program, this.scan.allocated, options.instantiated ?? []));
    this.resolver = new ValueResolver(program, this.dispatch, this.scan.writes, () => this.callerIndex());
    this.constants = new Constants(program, this.resolver);
    const { watched, dispatch, resolver } = this;
    this.forwarders = new Forwarders(program, IMPLICIT_CALLS, matches, watched, dispatch, resolver, () =>
      this.callerIndex(),
    );
    this.implicitEdges = new ImplicitEdges(program, IMPLICIT_CALLS, matches, resolver, this.forwarders);
  }

  static build(program: Program, options: CallGraphOptions = {}): CallGraph {
    return new CallGraph(program, options);
  }

  /** Whether something was left out: a budget, or methods ART would refuse. What is missing may have calls. */
  get isPartial(): boolean {
    return this.scan.unscanned.length > 0 || this.walksRanOut;
  }

  /** Dex files the step budget did not reach. */
  get unscanned(): readonly string[] {
    return this.scan.unscanned;
  }

  /** Methods with code ART would refuse; nothing in them is counted. */
  get badMethods(): number {
    return this.scan.badMethods;
  }

  // Edges

  /** What the method's code calls, as written; narrowed where the receiver's class is known. */
  callRefs(method: number): CallRef[] {
    const refs: CallRef[] = [];
    this.forEachEdge(method, (edge) => {
      const kind = edgeKind(edge);
      if (kind === EdgeKind.exact) refs.push({ ref: edgeId(edge), dispatch: 'exact' });
      else if (kind === EdgeKind.virtual) refs.push({ ref: edgeId(edge), dispatch: 'virtual' });
    });
    return refs;
  }

  /** Methods the method may call, leaves and implicit calls among them; ascending. */
  callees(method: number): Uint32Array {
    const found = new Set<number>();
    const add = (edge: number): void => this.forEachTarget(edge, (target) => found.add(target));
    this.forEachEdge(method, add);
    for (const { edge } of this.implicitsOf(method).edges) add(edge);
    return Uint32Array.from(found).sort();
  }

  /** Methods that may call the method, implicitly too; ascending. The first question indexes the whole program. */
  callers(method: number): Uint32Array {
    const { program } = this;
    const found = new Set<number>();
    const signature = program.methodSignature(method);
    const index = this.callerIndex();
    for (const ref of index.withSignature(signature)) {
      const callers = index.of(ref);
      if (callers.length === 0) continue;
      const isExact = this.dispatch.exactTarget(ref) === method;
      const isVirtual = this.dispatch.hasTarget(ref, method);
      for (const caller of callers) {
        const isCall = (caller & 3) === EdgeKind.virtual ? isVirtual : isExact;
        if (isCall && this.isNotNarrowedAway(caller >>> 2, method)) found.add(caller >>> 2);
      }
    }
    for (const { caller, edge } of this.implicitIndex().get(signature) ?? []) {
      if (this.mayReach(edge, method)) found.add(caller);
    }
    return Uint32Array.from(found).sort();
  }

  /** Every place where `caller` calls `callee`, by pc; explicit calls first at the same place. */
  sitesOf(caller: number, callee: number): CallSitePlace[] {
    const sites: CallSitePlace[] = [];
    if (this.program.lambdas.has(caller)) return this.lambdaSites(caller);
    const narrowed = this.narrowedEdges(caller);
    forEachSite(this.program, this.classInit, caller, (pc, edge) => {
      if (edgeKind(edge) === EdgeKind.allocation || !this.mayReach(edge, callee)) return;
      if (edgeKind(edge) === EdgeKind.classInit) sites.push({ pc, via: 'implicit', table: CLASS_INIT_ROW, targets: 1 });
      else if (!narrowed || this.isNotNarrowedAway(caller, callee))
        sites.push({ pc, via: 'call', targets: this.targetsOf(edge, narrowed) });
    });
    for (const { pc, row, edge } of this.implicitsOf(caller).edges) {
      if (this.mayReach(edge, callee))
        sites.push({ pc, via: 'implicit', table: rowOf(row).id, targets: this.targetsOf(edge) });
    }
    if (sites.length === 0 && this.isClassInitAbove(caller, callee)) {
      sites.push({ pc: 0, via: 'implicit', table: CLASS_INIT_ROW, targets: 1 });
    }
    return sites.sort(
      (a, b) => a.pc - b.pc || a.via.localeCompare(b.via) || (a.table ?? '').localeCompare(b.table ?? ''),
    );
  }

  /** Registering and reflective calls of a method whose callback is not known: the graph may miss calls there. */
  unresolvedCalls(method: number): { readonly pc: number; readonly table: string }[] {
    return this.implicitsOf(method).unresolved.map(({ pc, row }: UnresolvedCall) => ({ pc, table: rowOf(row).id }));
  }

  // Reachability

  /**
   * Methods that may run once the roots do. Classes count as receivers only once something reached makes an object of
   * them (rapid type analysis), or of nothing the code shows ever does.
   */
  reachableFrom(roots: Iterable<number>, options: ReachOptions = {}): Reachability {
    return new Reachability(this, roots, options);
  }

  /** A shortest path from one of the methods to one that is wanted; undefined when there is none. */
  pathBetween(
    from: Iterable<number>,
    to: Iterable<number> | ((method: number) => boolean),
    options: ReachOptions = {},
  ): CallPath | undefined {
    return this.reachableFrom(from, options).pathTo(typeof to === 'function' ? to : new Set(to));
  }

  /** Visits the method's own edges (`edges.ts`), or those at the places `allows` takes. */
  forEachEdge(method: number, visit: (edge: number) => void, allows?: (pc: number) => boolean): void {
    if (allows) {
      forEachSite(this.program, this.classInit, method, (pc, edge) => {
        if (allows(pc)) visit(edge);
      });
      return;
    }
    const narrowed = this.narrowedEdges(method);
    if (narrowed) narrowed.forEach((edge) => visit(edge));
    else {
      const { pool, starts, ends } = this.scan;
      const end = method < ends.length ? ends[method]! : 0;
      for (let i = method < starts.length ? starts[method]! : 0; i < end; i++) visit(pool.at(i));
    }
  }

  /** How many methods an edge may run; of a narrowed caller, what is left of it. */
  targetsOf(edge: number, narrowed?: Int32Array): number {
    if (edgeKind(edge) !== EdgeKind.virtual) return 1;
    if (!narrowed || narrowed.includes(edge)) return this.dispatch.targetCount(edgeId(edge));
    const signature = this.program.methodSignature(edgeId(edge));
    return narrowed.filter(
      (one) => edgeKind(one) < EdgeKind.classInit && this.program.methodSignature(edgeId(one)) === signature,
    ).length;
  }

  /** Visits what an edge may run. */
  forEachTarget(edge: number, visit: (method: number) => void): void {
    const kind = edgeKind(edge);
    if (kind === EdgeKind.exact) visit(this.dispatch.exactTarget(edgeId(edge)));
    else if (kind === EdgeKind.classInit) visit(edgeId(edge));
    else if (kind === EdgeKind.virtual) this.dispatch.forEachTarget(edgeId(edge), visit);
  }

  implicitEdgesOf(method: number): readonly ImplicitEdge[] {
    return this.implicitsOf(method).edges;
  }

  private implicitsOf(method: number): MethodImplicits {
    this.forwarders.discover();
    if (!this.watched.has(method)) return NO_IMPLICITS;
    let found = this.implicits.get(method);
    if (!found) {
      if (this.resolver.walks >= this.maxWalks) {
        this.walksRanOut = true;
        return NO_IMPLICITS;
      }
      this.implicits.set(method, (found = this.implicitEdges.of(method)));
    }
    return found;
  }

  /**
   * Edges of a method with receivers taken from allocations in it: `Runnable r = new A(); r.run()` calls `A.run` only.
   * Tried where the method makes an object that a call with more than one target could be on.
   */
  private narrowedEdges(method: number): Int32Array | undefined {
    if (!this.narrowed.has(method)) this.narrowed.set(method, this.narrow(method));
    return this.narrowed.get(method);
  }

  private narrow(method: number): Int32Array | undefined {
    const { pool, starts, ends } = this.scan;
    if (method >= starts.length || !this.canNarrow(method)) return undefined;
    const known = new Map<number, Set<number> | undefined>();
    for (const { ref, isVirtual, args } of this.resolver.valuesOf(method).calls) {
      if (!isVirtual) continue;
      const edges = known.has(ref) ? known.get(ref) : new Set<number>();
      known.set(ref, edges && this.edgesOn(ref, args[0] ?? [], edges));
    }
    const edges: number[] = [];
    for (let i = starts[method]!; i < ends[method]!; i++) {
      const edge = pool.at(i);
      const instead = edgeKind(edge) === EdgeKind.virtual ? known.get(edgeId(edge)) : undefined;
      if (instead) edges.push(...instead);
      else edges.push(edge);
    }
    return Int32Array.from(edges);
  }

  /** Edges of a call on receivers that are all made in the method; undefined when one is not. */
  private edgesOn(ref: number, receiver: Value, into: Set<number>): Set<number> | undefined {
    const signature = this.program.methodSignature(ref);
    for (const atom of receiver) {
      if (!isExactObject(atom)) return undefined;
      into.add(edgeOf(this.program.resolve(atom.type, signature), EdgeKind.exact));
    }
    return receiver.length > 0 ? into : undefined;
  }

  private canNarrow(method: number): boolean {
    const { pool, starts, ends } = this.scan;
    const { hierarchy } = this.program;
    const made: number[] = [];
    for (let i = starts[method]!; i < ends[method]!; i++) {
      if (edgeKind(pool.at(i)) === EdgeKind.allocation) made.push(edgeId(pool.at(i)));
    }
    if (made.length === 0 || this.resolver.walks >= this.maxWalks) return false;
    for (let i = starts[method]!; i < ends[method]!; i++) {
      const ref = edgeId(pool.at(i));
      if (edgeKind(pool.at(i)) !== EdgeKind.virtual || this.dispatch.targetCount(ref) < 2) continue;
      const type = this.program.methodClass(ref);
      if (made.some((one) => hierarchy.isSubtype(one, type))) return true;
    }
    return false;
  }

  private isNotNarrowedAway(caller: number, callee: number): boolean {
    const narrowed = this.narrowedEdges(caller);
    return !narrowed || narrowed.some((edge) => edgeKind(edge) !== EdgeKind.allocation && this.mayReach(edge, callee));
  }

  private mayReach(edge: number, method: number): boolean {
    const kind = edgeKind(edge);
    if (kind === EdgeKind.exact) return this.dispatch.exactTarget(edgeId(edge)) === method;
    if (kind === EdgeKind.classInit) return edgeId(edge) === method;
    return kind === EdgeKind.virtual && this.dispatch.hasTarget(edgeId(edge), method);
  }

  /** A lambda's method has no code: its place is that of the invoke-custom that makes it. */
  private lambdaSites(lambda: number): CallSitePlace[] {
    const { type } = this.program.lambdas.get(lambda)!;
    const maker = this.lambdaMaker(lambda);
    const sites: CallSitePlace[] = [];
    forEachSite(this.program, this.classInit, maker, (pc, edge) => {
      if (edge === edgeOf(type, EdgeKind.allocation))
        sites.push({ pc, via: 'implicit', table: LAMBDA_ROW, targets: 1 });
    });
    return sites;
  }

  /** The method whose invoke-custom makes the lambda. */
  lambdaMaker(lambda: number): number {
    return this.scan.lambdaMakers.get(this.program.lambdas.get(lambda)!.type) ?? lambda;
  }

  private isClassInitAbove(caller: number, callee: number): boolean {
    return this.program.methodName(caller) === '<clinit>' && this.classInit.above(caller) === callee;
  }

  private callerIndex(): CallerIndex {
    return (this.index ??= new CallerIndex(this.program, this.scan));
  }

  private implicitIndex(): ReadonlyMap<number, readonly { caller: number; edge: number }[]> {
    if (this.implicitCallers) return this.implicitCallers;
    const found = new Map<number, { caller: number; edge: number }[]>();
    this.forwarders.discover();
    for (const caller of this.watched) {
      for (const { edge } of this.implicitsOf(caller).edges) {
        const signature = this.program.methodSignature(edgeId(edge));
        const list = found.get(signature);
        if (list) list.push({ caller, edge });
        else found.set(signature, [{ caller, edge }]);
      }
    }
    return (this.implicitCallers = found);
  }
}

function isExactObject(atom: Atom): atom is Extract<Atom, { kind: 'object' }> {
  return atom.kind === 'object' && atom.exact;
}

function madeTypes(program: Program, allocated: Uint8Array, instantiated: Iterable<string>): Uint8Array {
  const made = new Uint8Array(program.hierarchy.size);
  made.set(allocated.subarray(0, made.length));
  for (const base of SYSTEM_CREATED) {
    const type = program.findType(base);
    if (type < 0) continue;
    for (const one of program.hierarchy.subtypes(type)) made[one] = 1;
  }
  for (const name of instantiated) {
    const type = program.findType(name);
    if (type >= 0 && type < made.length) made[type] = 1;
  }
  return made;
}
