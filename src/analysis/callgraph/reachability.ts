import { IntColumn, MethodSet, type Program } from '../program/index.js';
import type { CallGraph, CallPath, CallStep } from './call-graph.js';
import { EdgeKind, edgeId, edgeKind } from './edges.js';
import { rowOf } from './implicit-calls.js';
import type { Trigger } from './implicit-row.js';

export interface ReachOptions {
  /** Methods that are reached but whose own calls are not followed. */
  readonly stop?: (method: number) => boolean;
  /** Which implicit calls to follow (by row id and trigger); default all, false none. */
  readonly includeImplicit?: boolean | ((row: string, trigger: Trigger) => boolean);
  /** Type ids of objects that exist from the start: views of a layout, components the system made. */
  readonly instantiated?: Iterable<number>;
  /** Calls that may run more methods than this are not followed: what is found is then less, and surer. */
  readonly maxTargets?: number;
  /** For a method of which only some places count (those no gate guards): which; undefined: all of it. */
  readonly sites?: (method: number) => ((pc: number) => boolean) | undefined;
}

/** What was reached from some roots, and how. */
export class Reachability implements Iterable<number> {
  private readonly graph: CallGraph;
  private readonly program: Program;
  private readonly options: ReachOptions;
  private readonly roots: readonly number[];
  private readonly reached: MethodSet;
  /** Targets that wait for an object of their class, by class. */
  private readonly waiting = new Map<number, number[]>();
  private readonly visitedRefs: MethodSet;
  private readonly live: Uint8Array;
  /** A class with a live class at or below it. */
  private readonly liveBelow: Uint8Array;
  private readonly work: number[] = [];
  private tree: PathTree | undefined;

  /** Use {@link CallGraph.reachableFrom}. */
  constructor(graph: CallGraph, roots: Iterable<number>, options: ReachOptions) {
    const { program } = graph;
    this.graph = graph;
    this.program = program;
    this.options = options;
    this.roots = [...new Set(roots)];
    this.reached = new MethodSet(program.methodCount);
    this.visitedRefs = new MethodSet(program.methodCount);
    this.live = new Uint8Array(program.hierarchy.size);
    this.liveBelow = new Uint8Array(program.hierarchy.size);
    this.run();
  }

  has(method: number): boolean {
    return this.reached.has(method);
  }

  get size(): number {
    return this.reached.size;
  }

  [Symbol.iterator](): Iterator<number> {
    return this.reached[Symbol.iterator]();
  }

  /** Whether something reached makes an object of exactly this class. */
  isLive(type: number): boolean {
    return this.live[type] === 1;
  }

  /** A shortest path from a root to the method or to the nearest wanted one; undefined when none is reached. */
  pathTo(target: number | ReadonlySet<number> | ((method: number) => boolean)): CallPath | undefined {
    this.tree ??= new PathTree(this.graph, this, this.roots, this.options);
    if (typeof target === 'number') return this.tree.pathTo(target);
    const isWanted = typeof target === 'function' ? target : (method: number): boolean => target.has(method);
    const nearest = this.tree.nearest(this.reached, isWanted);
    return nearest < 0 ? undefined : this.tree.pathTo(nearest);
  }

  /** Whether a virtual call can land on the method: an object of its class or of one below it exists. */
  canReceive(method: number): boolean {
    const type = this.program.methodClass(method);
    if (type >= this.liveBelow.length || this.liveBelow[type] === 1) return true;
    if (!this.program.isDefinedType(type) && !this.program.isDefined(method)) return true;
    // Of what nothing ever makes, objects come from where the code does not show: a deserialiser, native code.
    return this.program.hierarchy.isInterface(type) || !this.graph.dispatch.isMade(type);
  }

  private run(): void {
    for (const type of this.options.instantiated ?? []) this.make(type);
    for (const root of this.roots) {
      if (!this.program.isStatic(root)) this.make(this.program.methodClass(root));
      this.reach(root);
    }
    for (let method = this.work.pop(); method !== undefined; method = this.work.pop()) this.follow(method);
  }

  private reach(method: number): void {
    if (!this.reached.add(method)) return;
    if (this.program.isDefined(method)) this.work.push(method);
  }

  private follow(method: number): void {
    if (this.options.stop?.(method)) return;
    forEachStep(this.graph, this.options, method, (edge, makes) => {
      if (makes >= 0) this.make(makes);
      if (edgeKind(edge) === EdgeKind.allocation) this.make(edgeId(edge));
      else if (edgeKind(edge) === EdgeKind.virtual) this.visitRef(edgeId(edge));
      else this.graph.forEachTarget(edge, (target) => this.reach(target));
    });
  }

  private visitRef(ref: number): void {
    if (!this.visitedRefs.add(ref)) return;
    this.graph.dispatch.forEachTarget(ref, (target) => {
      if (this.canReceive(target)) this.reach(target);
      else this.wait(target);
    });
  }

  /** An object of the class exists: calls that waited for one land. */
  private make(type: number): void {
    if (type >= this.live.length || this.live[type] === 1) return;
    this.live[type] = 1;
    for (const cls of this.program.hierarchy.superclasses(type)) {
      if (this.liveBelow[cls] === 1) break;
      this.liveBelow[cls] = 1;
      const waiting = this.waiting.get(cls);
      if (!waiting) continue;
      this.waiting.delete(cls);
      for (const method of waiting) this.reach(method);
    }
  }

  private wait(method: number): void {
    const type = this.program.methodClass(method);
    const waiting = this.waiting.get(type);
    if (waiting) waiting.push(method);
    else this.waiting.set(type, [method]);
  }
}

/** Visits the edges of a method the options let through; `makes` is the type an implicit call makes, or -1. */
function forEachStep(
  graph: CallGraph,
  { includeImplicit = true, sites, maxTargets = Infinity }: ReachOptions,
  method: number,
  visit: (edge: number, makes: number) => void,
): void {
  const follows = (row: string, trigger: Trigger): boolean =>
    typeof includeImplicit === 'function' ? includeImplicit(row, trigger) : includeImplicit;
  const allows = sites?.(method);
  const isTooWide = (edge: number): boolean => maxTargets !== Infinity && graph.targetsOf(edge) > maxTargets;
  graph.forEachEdge(
    method,
    (edge) => {
      if (edgeKind(edge) === EdgeKind.classInit && !follows('class-init', 'soon')) return;
      if (!isTooWide(edge)) visit(edge, -1);
    },
    allows,
  );
  if (includeImplicit === false) return;
  for (const { pc, row, edge, makes } of graph.implicitEdgesOf(method)) {
    const { id, trigger } = rowOf(row);
    if ((!allows || allows(pc)) && follows(id, trigger) && !isTooWide(edge)) visit(edge, makes);
  }
}

/** Breadth-first search over what was reached. Among paths of the same length the choice does not depend on ids. */
class PathTree {
  private readonly graph: CallGraph;
  private readonly options: ReachOptions;
  private readonly level = new IntColumn(-1);
  private readonly parent = new IntColumn(-1);
  private readonly refLevel = new IntColumn(-1);
  private readonly refParent = new IntColumn(-1);
  private next: number[] = [];
  private refs: number[] = [];

  constructor(graph: CallGraph, reach: Reachability, roots: readonly number[], options: ReachOptions) {
    this.graph = graph;
    this.options = options;
    for (const root of roots) this.propose(root, -1, 0);
    for (let depth = 0; this.next.length > 0; depth++) {
      const frontier = this.next;
      this.next = [];
      this.refs = [];
      for (const method of frontier) this.expand(method, depth, reach);
      for (const ref of this.refs) {
        const parent = this.refParent.get(ref);
        graph.dispatch.forEachTarget(ref, (target) => {
          if (reach.has(target) && reach.canReceive(target)) this.propose(target, parent, depth + 1);
        });
      }
    }
  }

  nearest(reached: Iterable<number>, isWanted: (method: number) => boolean): number {
    let best = -1;
    for (const method of reached) {
      if (this.level.get(method) < 0 || !isWanted(method)) continue;
      const difference = best < 0 ? -1 : this.level.get(method) - this.level.get(best);
      if (difference < 0 || (difference === 0 && this.isBefore(method, best))) best = method;
    }
    return best;
  }

  pathTo(target: number): CallPath | undefined {
    if (this.level.get(target) < 0) return undefined;
    const steps: CallStep[] = [];
    for (let callee = target; this.parent.get(callee) >= 0; callee = this.parent.get(callee)) {
      const caller = this.parent.get(callee);
      const allows = this.options.sites?.(caller);
      const [site] = this.graph.sitesOf(caller, callee).filter(({ pc }) => !allows || allows(pc));
      const isLambda = this.graph.program.lambdas.has(caller);
      const method = isLambda ? this.graph.lambdaMaker(caller) : caller;
      steps.push({ method, ...(site ?? { pc: 0, via: 'call', targets: 1 }) });
    }
    return { steps: steps.reverse(), target };
  }

  private expand(method: number, depth: number, reach: Reachability): void {
    if (this.options.stop?.(method) || !this.graph.program.isDefined(method)) return;
    forEachStep(this.graph, this.options, method, (edge) => {
      if (edgeKind(edge) === EdgeKind.allocation) return;
      if (edgeKind(edge) === EdgeKind.virtual) this.proposeRef(edgeId(edge), method, depth);
      else {
        this.graph.forEachTarget(edge, (target) => {
          if (reach.has(target)) this.propose(target, method, depth + 1);
        });
      }
    });
  }

  private propose(method: number, parent: number, depth: number): void {
    const level = this.level.get(method);
    if (level < 0) {
      this.level.set(method, depth);
      this.parent.set(method, parent);
      this.next.push(method);
    } else if (level === depth && this.isBefore(parent, this.parent.get(method))) this.parent.set(method, parent);
  }

  private proposeRef(ref: number, parent: number, depth: number): void {
    const level = this.refLevel.get(ref);
    if (level < 0) {
      this.refLevel.set(ref, depth);
      this.refParent.set(ref, parent);
      this.refs.push(ref);
    } else if (level === depth && this.isBefore(parent, this.refParent.get(ref))) this.refParent.set(ref, parent);
  }

  private isBefore(a: number, b: number): boolean {
    if (a < 0 || b < 0 || a === b) return false;
    const { program } = this.graph;
    const difference = program.methodKey(a) - program.methodKey(b);
    return difference < 0 || (difference === 0 && program.describe(a) < program.describe(b));
  }
}
