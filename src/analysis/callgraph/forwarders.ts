import { descriptorOf, type MethodSet, type Program } from '../program/index.js';
import type { CallerIndex } from './caller-index.js';
import type { Dispatch } from './dispatch.js';
import { EdgeKind } from './edges.js';
import type { CallbackSource, ImplicitCallRow } from './implicit-row.js';
import type { CallValues } from './method-values.js';
import type { RowMatch } from './row-matcher.js';
import type { ValueResolver } from './value-resolver.js';
import type { Value } from './values.js';

/** What a parameter is when it is handed on. */
type Role = CallbackSource['from'];

/** More than this and the rest is left to the declared type: real apps have a few hundred. */
const MAX_FORWARDS = 20_000;

/** Parameter types through which a component to start is handed on. */
const TARGET_TYPES = ['java.lang.Class', 'android.content.Intent', 'android.content.ComponentName'];

/**
 * Methods that hand a parameter on to a registering call: `ThreadPool.run(Runnable)`, `BaseActivity.go(Class)`. Calling
 * one is as good as registering, so they become rows of their own: each caller gets the callback it gave, instead of
 * the wrapper calling everybody's (one level of calling context, where it matters most).
 */
export class Forwarders {
  private readonly program: Program;
  private readonly rows: readonly ImplicitCallRow[];
  private readonly matches: Map<number, RowMatch[]>;
  private readonly watched: MethodSet;
  private readonly dispatch: Dispatch;
  private readonly resolver: ValueResolver;
  private readonly callers: () => CallerIndex;
  private isDiscovered = false;
  private readonly forwarded = new Set<string>();
  private readonly callbackTypes: readonly number[];
  private readonly canForward = new Map<number, boolean>();

  constructor(
    program: Program,
    rows: readonly ImplicitCallRow[],
    matches: Map<number, RowMatch[]>,
    watched: MethodSet,
    dispatch: Dispatch,
    resolver: ValueResolver,
    callers: () => CallerIndex,
  ) {
    this.program = program;
    this.rows = rows;
    this.matches = matches;
    this.watched = watched;
    this.dispatch = dispatch;
    this.resolver = resolver;
    this.callers = callers;
    const names = new Set([...TARGET_TYPES, ...rows.map(({ callback }) => callback.type)]);
    names.delete('java.lang.Object');
    this.callbackTypes = [...names].map((name) => program.findType(descriptorOf(name))).filter((type) => type >= 0);
  }

  /** Once: adds matches for the references of forwarding methods, to the fixpoint; their callers become watched. */
  discover(): void {
    if (this.isDiscovered) return;
    this.isDiscovered = true;
    const work = [...this.watched].filter((method) => this.mayForward(method)).reverse();
    const queued = new Set(work);
    for (let method = work.pop(); method !== undefined; method = work.pop()) {
      queued.delete(method);
      for (const caller of this.discoverIn(method)) {
        this.watched.add(caller);
        if (!this.mayForward(caller) || queued.has(caller)) continue;
        queued.add(caller);
        work.push(caller);
      }
    }
  }

  /** Whether callers of the method get the calls that its parameter's object would; `index` counts `this`. */
  isForwarded(method: number, index: number, row: number): boolean {
    return this.forwarded.has(`${method} ${index} ${row}`);
  }

  /** Callers to look at because of what the method was found to forward. */
  private discoverIn(method: number): Set<number> {
    const found = new Set<number>();
    for (const call of this.resolver.valuesOf(method).calls) {
      if (call.ref < 0) continue;
      for (const match of [...(this.matches.get(call.ref) ?? [])]) {
        for (const [index, role] of this.handedOn(method, call, match)) {
          const key = `${method} ${index} ${match.row}`;
          if (this.forwarded.has(key) || this.forwarded.size >= MAX_FORWARDS) continue;
          const callers = this.matchCallers(method, index, match.row, role);
          if (callers.length === 0) continue;
          this.forwarded.add(key);
          callers.forEach((caller) => found.add(caller));
        }
      }
    }
    return found;
  }

  /** Parameters (`this` counted) that are what the match is about, and as what. */
  private handedOn(method: number, call: CallValues, { row, parameters, role }: RowMatch): [number, Role][] {
    const from = role ?? this.rows[row]!.callback.from;
    if (from === 'reflection') return [];
    const first = call.args.length - (this.program.methodProto(call.ref).length - 1);
    const positions = from === 'receiver' ? [0] : parameters.map((parameter) => first + parameter);
    const isStatic = this.program.isStatic(method);
    return positions.flatMap((position) => parametersIn(call.args[position] ?? [], from, isStatic ? 0 : 1));
  }

  /** Makes rows of the references by which the method may be called; who calls them. */
  private matchCallers(method: number, index: number, row: number, role: Role): number[] {
    const { program, dispatch } = this;
    const parameter = index - (program.isStatic(method) ? 0 : 1);
    const found: number[] = [];
    const callerIndex = this.callers();
    for (const ref of callerIndex.withSignature(program.methodSignature(method))) {
      const callers = callerIndex.of(ref).filter((caller) => (caller & 3) !== EdgeKind.classInit);
      if (callers.length === 0) continue;
      if (dispatch.exactTarget(ref) !== method && !dispatch.hasTarget(ref, method)) continue;
      const matches = this.matches.get(ref) ?? [];
      this.matches.set(ref, matches);
      const isKnown = matches.some((one) => one.row === row && one.parameters.includes(parameter));
      if (!isKnown) matches.push({ row, parameters: [parameter], role: role === 'receiver' ? 'argument' : role });
      for (const caller of callers) found.push(caller >>> 2);
    }
    return found;
  }

  /** Only a method that takes something like a callback can hand one on. */
  private mayForward(method: number): boolean {
    return this.program.methodProto(method).some((type, i) => i > 0 && this.isCallbackType(type));
  }

  private isCallbackType(type: number): boolean {
    let isOne = this.canForward.get(type);
    if (isOne === undefined) {
      isOne = this.callbackTypes.some((callback) => this.program.hierarchy.isSubtype(type, callback));
      this.canForward.set(type, isOne);
    }
    return isOne;
  }
}

/** Parameters a value comes from: directly, or as the target class of an Intent made here. */
function parametersIn(value: Value, from: Role, first: number): [number, Role][] {
  return value.flatMap((atom): [number, Role][] => {
    if (atom.kind !== 'object') return [];
    if (atom.origin?.kind === 'parameter') return atom.origin.index >= first ? [[atom.origin.index, from]] : [];
    if (from !== 'intent') return [];
    return [...(atom.facts?.targetParameters ?? [])].filter((index) => index >= first).map((index) => [index, 'class']);
  });
}
