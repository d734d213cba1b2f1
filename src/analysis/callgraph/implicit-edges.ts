import { descriptorOf, type Program } from '../program/index.js';
import { orElse } from './bulkhead.js';
import { ClassInit } from './class-init.js';
import { EdgeKind, edgeOf } from './edges.js';
import type { Forwarders } from './forwarders.js';
import type { ImplicitCallRow } from './implicit-row.js';
import type { CallValues } from './method-values.js';
import type { RowMatch } from './row-matcher.js';
import type { ValueResolver } from './value-resolver.js';
import type { Atom, Value } from './values.js';

/** A call no instruction shows: at `pc` its cause is. */
export interface ImplicitEdge {
  readonly pc: number;
  /** Index into the table, -1 for what an invoke-custom links to. */
  readonly row: number;
  /** As in the edge lists, exact or virtual. */
  readonly edge: number;
  /** A type the call makes an object of; -1 for none. */
  readonly makes: number;
}

/** A registering call whose callback could not be found. */
export interface UnresolvedCall {
  readonly pc: number;
  readonly row: number;
}

export interface MethodImplicits {
  readonly edges: readonly ImplicitEdge[];
  readonly unresolved: readonly UnresolvedCall[];
}

/** Finds the implicit calls of one method: rows × arguments. */
export class ImplicitEdges {
  private readonly program: Program;
  private readonly rows: readonly ImplicitCallRow[];
  private readonly matches: ReadonlyMap<number, readonly RowMatch[]>;
  private readonly resolver: ValueResolver;
  private readonly forwarders: Forwarders;
  private readonly classInit: ClassInit;
  private edges: ImplicitEdge[] = [];
  private unresolved: UnresolvedCall[] = [];
  private readonly seen = new Set<string>();
  private readonly signatures = new Map<string, number>();
  private readonly bases: readonly number[];
  private pc = 0;
  private row = 0;

  constructor(
    program: Program,
    rows: readonly ImplicitCallRow[],
    matches: ReadonlyMap<number, readonly RowMatch[]>,
    resolver: ValueResolver,
    forwarders: Forwarders,
  ) {
    this.forwarders = forwarders;
    this.program = program;
    this.rows = rows;
    this.matches = matches;
    this.resolver = resolver;
    this.classInit = new ClassInit(program);
    this.bases = rows.map(({ callback }) => program.findType(descriptorOf(callback.type)));
  }

  private signatureOf(call: string): number {
    let signature = this.signatures.get(call);
    if (signature === undefined) this.signatures.set(call, (signature = this.program.findSignature(call)));
    return signature;
  }

  of(method: number): MethodImplicits {
    this.edges = [];
    this.unresolved = [];
    this.seen.clear();
    for (const call of this.resolver.valuesOf(method).calls) {
      this.pc = call.pc;
      if (call.ref < 0) this.addCallSite(method, call.callSite);
      else for (const match of this.matches.get(call.ref) ?? []) this.addMatch(method, call, match);
    }
    return { edges: this.edges, unresolved: this.unresolved };
  }

  private addCallSite(method: number, callSite: number): void {
    this.row = -1;
    const site = this.program.callSite(this.program.dexOf(method), callSite);
    for (const { method: target } of site?.handles ?? []) this.add(target, EdgeKind.exact);
  }

  private addMatch(method: number, call: CallValues, { row, parameters, role }: RowMatch): void {
    this.row = row;
    const { callback, calls } = this.rows[row]!;
    const from = role ?? callback.from;
    // What the method only hands on, its callers register.
    const value = (index: number): Value =>
      this.resolver.resolve(
        method,
        (call.args[index] ?? []).filter((atom) => !this.isForwarded(method, atom)),
      );
    const first = call.args.length - (this.program.methodProto(call.ref).length - 1);
    if (from === 'receiver') this.addCallbacks(value(0), calls, true);
    else if (from === 'reflection') this.addReflected(call, value(0), calls);
    else {
      for (const parameter of parameters) {
        const given = value(first + parameter);
        if (given.length === 0) continue;
        if (from === 'class') this.addMade(classTypes(given), calls);
        else if (from === 'intent') {
          this.addMade(
            intentTargets(given, (index) => this.forwarders.isForwarded(method, index, row)),
            calls,
          );
        } else this.addCallbacks(given, calls, from === 'argument');
      }
    }
  }

  private isForwarded(method: number, atom: Atom): boolean {
    if (atom.kind !== 'object' || atom.origin?.kind !== 'parameter') return false;
    return this.forwarders.isForwarded(method, atom.origin.index, this.row);
  }

  private add(ref: number, kind: number, makes = -1): void {
    const edge = edgeOf(ref, kind);
    const key = `${this.pc} ${this.row} ${edge}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.edges.push({ pc: this.pc, row: this.row, edge, makes });
  }

  private fail(): void {
    this.unresolved.push({ pc: this.pc, row: this.row });
  }

  /** Calls on an object: of its class when that is known, else of whatever may have its declared type. */
  private addCallbacks(value: Value, calls: readonly string[], isDeclared: boolean): void {
    const { program } = this;
    const base = this.bases[this.row]!;
    for (const atom of value) {
      if (atom.kind === 'object' && atom.exact) {
        if (!isDeclared && !program.hierarchy.isSubtype(atom.type, base)) continue;
        for (const call of calls) this.addOnExact(atom.type, call);
      } else if ((atom.kind === 'object' || atom.kind === 'unknown') && base >= 0) {
        const isBelow = atom.kind === 'object' && program.hierarchy.isSubtype(atom.type, base);
        if (!isDeclared && !isBelow) continue;
        for (const call of calls) this.addOnDeclared(isBelow ? atom.type : base, call);
      }
    }
  }

  private addOnExact(type: number, call: string): void {
    const { program } = this;
    if (call.startsWith('@')) {
      for (const method of this.annotated(type, call.slice(1))) this.add(method, EdgeKind.exact);
      return;
    }
    const signature = this.signatureOf(call);
    const target = signature < 0 ? -1 : program.resolveDefined(type, signature);
    if (target >= 0) this.add(target, EdgeKind.exact);
  }

  private addOnDeclared(type: number, call: string): void {
    const { program } = this;
    if (call.startsWith('@')) {
      // «Some object»: nothing can be said of its methods.
      if (!program.isDefinedType(type)) this.fail();
      else for (const one of program.hierarchy.subtypes(type)) this.addOnExact(one, call);
      return;
    }
    const signature = this.signatureOf(call);
    if (signature >= 0) this.add(program.leaf(type, signature), EdgeKind.virtual);
  }

  /** Methods of the class and of those above it with an annotation. */
  private annotated(type: number, annotation: string): number[] {
    const { program } = this;
    const found: number[] = [];
    for (const cls of program.hierarchy.superclasses(type)) {
      const definition = program.classDef(cls);
      if (!definition) break;
      const { dex, index } = definition;
      const wanted = dex.findType(annotation);
      const annotations = wanted < 0 ? undefined : orElse(() => dex.annotations(index), undefined);
      if (!annotations) continue;
      for (const method of program.methodsOf(cls)) {
        const local = program.definition(method)!.id;
        if (annotations.methods.get(local)?.some((one) => one.type === wanted)) found.push(method);
      }
    }
    return found;
  }

  /** The system makes an object of each class and calls it. */
  private addMade(types: readonly number[] | undefined, calls: readonly string[]): void {
    const { program } = this;
    if (!types) {
      this.fail();
      return;
    }
    for (const type of types) {
      if (!program.isDefinedType(type)) continue;
      this.addClassInit(type);
      for (const call of calls) {
        const signature = this.signatureOf(call);
        const target = signature < 0 ? -1 : program.resolveDefined(type, signature);
        if (target >= 0) this.add(target, EdgeKind.exact, type);
      }
    }
  }

  private addClassInit(type: number): void {
    const clinit = this.classInit.of(type);
    if (clinit >= 0) this.add(clinit, EdgeKind.exact, type);
  }

  private addReflected(call: CallValues, receiver: Value, calls: readonly string[]): void {
    if (calls[0] === '<clinit>()V') {
      for (const atom of call.result) if (atom.kind === 'class') this.addClassInit(atom.type);
      if (!call.result.every((atom) => atom.kind === 'class')) this.fail();
      return;
    }
    let isKnown = receiver.length > 0;
    for (const atom of receiver) {
      if (atom.kind === 'method') this.addNamed(atom.type, atom.name);
      else if (atom.kind === 'constructor') this.addNamed(atom.type, '<init>');
      else if (atom.kind === 'class') this.addMade([atom.type], calls);
      else isKnown = false;
    }
    if (!isKnown) this.fail();
  }

  /** All overloads of a name in a class, or in the nearest class above that has any; else the platform's. */
  private addNamed(type: number, name: string): void {
    const { program } = this;
    const wanted = program.findName(name);
    for (const cls of program.hierarchy.superclasses(type)) {
      if (!program.isDefinedType(cls)) {
        this.add(program.leafNamed(cls, name), EdgeKind.exact);
        return;
      }
      const methods = program.methodsOf(cls).filter((method) => program.nameOf(method) === wanted);
      for (const method of methods) {
        const isVirtual = program.hierarchy.isInterface(cls) || (program.methodFlags(method) & ACC_ABSTRACT) !== 0;
        this.add(method, isVirtual ? EdgeKind.virtual : EdgeKind.exact, name === '<init>' ? type : -1);
      }
      if (methods.length > 0) return;
    }
  }
}

const ACC_ABSTRACT = 0x400;

/** The classes a Class argument may be; undefined when it may be any. */
function classTypes(value: Value): readonly number[] | undefined {
  const types = value.flatMap((atom) => (atom.kind === 'class' ? [atom.type] : []));
  return types.length === value.length && types.length > 0 ? types : undefined;
}

/** Explicit targets of an Intent, ComponentName or array of Intents; undefined when the object is not known. */
function intentTargets(value: Value, isForwarded: (parameter: number) => boolean): readonly number[] | undefined {
  const found = new Set<number>();
  const visit = (atom: Atom): boolean => {
    if (atom.kind === 'int') return true;
    if (atom.kind !== 'object' || !atom.facts) return false;
    const { targets, targetParameters, isTargetUnknown, elements } = atom.facts;
    targets?.forEach((type) => found.add(type));
    if (isTargetUnknown === true || ![...(targetParameters ?? [])].every(isForwarded)) return false;
    return (elements ?? []).every(visit);
  };
  const isKnown = value.map(visit).every(Boolean);
  return isKnown || found.size > 0 ? [...found] : undefined;
}
