import type { DexFile, EncodedValue, InstructionCursor } from '../../format/dex/index.js';
import type { IntList } from '../int-list.js';
import type { Program } from '../program/index.js';
import type { CallerIndex } from './caller-index.js';
import type { Dispatch } from './dispatch.js';
import { orElse } from './bulkhead.js';
import { EdgeKind } from './edges.js';
import { Intrinsics } from './intrinsics.js';
import { NO_VALUES, valuesOf, type MethodValues } from './method-values.js';
import { join, NOTHING, UNKNOWN, type Atom, type Origin, type Value } from './values.js';

/** How far a value is followed through fields, parameters and results. */
const MAX_DEPTH = 4;
/** A value with more writers, callers or targets than this is taken for unknown. */
const MAX_SOURCES = 12;
/** Walks kept; the next question is mostly about the same methods. */
const CACHE = 1024;

const ACC_STATIC = 0x8;
const ACC_FINAL = 0x10;

/** Values of registers, followed beyond the method on demand. */
export class ValueResolver {
  /** Method walks so far. */
  walks = 0;
  /** Times a cycle or a limit cut something off: what was found meanwhile depends on the question and is not kept. */
  private cuts = 0;
  private readonly program: Program;
  private readonly dispatch: Dispatch;
  private readonly intrinsics: Intrinsics;
  private readonly writes: IntList;
  private readonly callers: () => CallerIndex;
  private readonly full = new Map<number, MethodValues>();
  private readonly plain = new Map<number, MethodValues>();
  /** Inside a walk: what is asked meanwhile is answered from the method itself only. */
  private isFollowing = false;
  private readonly fields = new Map<number, Value>();
  private readonly results = new Map<number, Value>();
  private writers: { readonly starts: Int32Array; readonly methods: Int32Array } | undefined;
  private readonly working = new Set<string>();
  private readonly cursors = new Map<DexFile, InstructionCursor[]>();

  constructor(program: Program, dispatch: Dispatch, writes: IntList, callers: () => CallerIndex) {
    this.program = program;
    this.dispatch = dispatch;
    this.intrinsics = new Intrinsics(program);
    this.writes = writes;
    this.callers = callers;
  }

  /**
   * Registers of a method at its calls, stores and returns. What a name in it means is followed into fields and other
   * methods, but not further from there: one level, so that the answer does not depend on who asks.
   */
  valuesOf(method: number): MethodValues {
    const cache = this.isFollowing ? this.plain : this.full;
    let values = cache.get(method);
    if (values) return values;
    values = this.walk(method);
    if (cache.size >= CACHE) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    cache.set(method, values);
    return values;
  }

  private walk(method: number): MethodValues {
    const dex = this.program.definition(method)?.dex;
    if (!dex) return NO_VALUES;
    this.walks++;
    // A walk may need another, which may be of the same dex: cursors are lent, not shared.
    const free = this.cursors.get(dex) ?? [];
    this.cursors.set(dex, free);
    const cursor = free.pop() ?? dex.cursor();
    const follow = this.isFollowing ? asItIs : (value: Value): Value => this.followConstants(method, value);
    const values = valuesOf(this.program, method, this.intrinsics, cursor, follow);
    free.push(cursor);
    return values;
  }

  /** For the walk itself: constants from fields and getters, which say what class or method a name means. */
  private followConstants(method: number, value: Value): Value {
    const isOpen = value.some((atom) => {
      const origin = atom.kind === 'object' || atom.kind === 'unknown' ? atom.origin : undefined;
      return origin !== undefined && origin.kind !== 'parameter';
    });
    if (!isOpen) return value;
    this.isFollowing = true;
    try {
      return this.resolve(method, value, 2);
    } finally {
      this.isFollowing = false;
    }
  }

  private wasCutSince(cuts: number): boolean {
    return this.cuts > cuts;
  }

  /** The value with fields, parameters and results of other methods put in, where all they may be is known. */
  resolve(method: number, value: Value, depth = MAX_DEPTH): Value {
    let resolved: Value = NOTHING;
    for (const atom of value) resolved = join(resolved, this.resolveAtom(method, atom, depth));
    return resolved;
  }

  private resolveAtom(method: number, atom: Atom, depth: number): Value {
    if ((atom.kind !== 'object' && atom.kind !== 'unknown') || !atom.origin || depth === 0) return [atom];
    const key = `${method} ${atom.origin.kind} ${keyOf(atom.origin)}`;
    // A value that depends on itself adds nothing to itself.
    if (this.working.has(key)) {
      this.cuts++;
      return NOTHING;
    }
    this.working.add(key);
    const found = this.follow(method, atom.origin, depth - 1);
    this.working.delete(key);
    if (!found || found.length === 0) return [atom];
    // A null where an object is wanted calls nothing.
    const kept = atom.kind === 'object' ? found.filter((one) => one.kind !== 'int') : found;
    const isKnown =
      kept.length > 0 &&
      kept.every((one) => one.kind !== 'unknown' && (one.kind !== 'object' || one.exact || one.origin === undefined));
    return isKnown ? kept : [atom];
  }

  private follow(method: number, origin: Origin, depth: number): Value | undefined {
    if (origin.kind === 'field') return this.fieldValue(origin.field, depth);
    if (origin.kind === 'result') return this.resultOf(origin, depth);
    return this.parameterOf(method, origin.index, depth);
  }

  /** What a field may hold: its initial value and everything stored in it. */
  fieldValue(named: number, depth = MAX_DEPTH): Value | undefined {
    const field = this.program.resolveField(named);
    const known = this.isFollowing ? undefined : this.fields.get(field);
    if (known) return known;
    const definition = this.program.fieldDefinition(field);
    if (!definition) return undefined;
    const { cuts } = this;
    const flags = definition.dex.fieldFlags(definition.id);
    let value = (flags & ACC_STATIC) !== 0 ? this.initialValue(field) : NOTHING;
    const writers = this.writersOf(field, named);
    if (writers.length > MAX_SOURCES) return UNKNOWN;
    // The default (0, null) is no answer once something else is stored.
    if (writers.length > 0 && (flags & ACC_FINAL) !== 0) value = NOTHING;
    if (writers.length > 0 && isDefault(value)) value = NOTHING;
    for (const writer of writers) {
      for (const [stored, what] of this.valuesOf(writer).stores) {
        if (this.program.resolveField(stored) === field) value = join(value, this.resolve(writer, what, depth));
      }
    }
    if (!this.isFollowing && depth >= MAX_DEPTH - 1 && !this.wasCutSince(cuts)) this.fields.set(field, value);
    return value;
  }

  private initialValue(field: number): Value {
    const { dex, id } = this.program.fieldDefinition(field)!;
    const { index } = this.program.classDef(this.program.fieldClass(field))!;
    const values = orElse(() => dex.staticValues(index), undefined);
    // The class does not load then, and nothing of it runs.
    if (!values) return UNKNOWN;
    let position = -1;
    let n = 0;
    dex.forEachField(index, (one, _flags, isStatic) => {
      if (one === id) position = n;
      if (isStatic) n++;
    });
    return this.atomOf(values[position], this.program.dexFiles.indexOf(dex));
  }

  private atomOf(value: EncodedValue | undefined, dexIndex: number): Value {
    const ids = this.program.idsOf(dexIndex);
    if (value === undefined || value.kind === 'null') return [{ kind: 'int', value: 0 }];
    if (value.kind === 'string') return [{ kind: 'string', value: ids.dex.string(value.id) }];
    if (value.kind === 'type') return [{ kind: 'class', type: ids.types[value.id]! }];
    if (value.kind === 'boolean') return [{ kind: 'int', value: Number(value.value) }];
    if (value.kind === 'long') return [{ kind: 'int', value: Number(value.value) }];
    return 'value' in value ? [{ kind: 'int', value: value.value }] : UNKNOWN;
  }

  private resultOf({ ref, isVirtual }: Extract<Origin, { kind: 'result' }>, depth: number): Value | undefined {
    const targets: number[] = [];
    if (!isVirtual) targets.push(this.dispatch.exactTarget(ref));
    else if (this.dispatch.targetCount(ref) <= MAX_SOURCES / 2)
      this.dispatch.forEachTarget(ref, (one) => targets.push(one));
    if (targets.length === 0) return undefined;
    let value: Value = NOTHING;
    for (const target of targets) {
      if (this.program.codeOffset(target) === 0) return undefined;
      value = join(value, this.returnOf(target, depth));
    }
    return value;
  }

  private returnOf(target: number, depth: number): Value {
    let value = this.isFollowing ? undefined : this.results.get(target);
    if (!value) {
      const { cuts } = this;
      value = this.resolve(target, this.valuesOf(target).returns, depth);
      if (!this.isFollowing && depth >= MAX_DEPTH - 1 && !this.wasCutSince(cuts)) this.results.set(target, value);
    }
    return value;
  }

  private parameterOf(method: number, index: number, depth: number): Value | undefined {
    const { program } = this;
    if (index === 0 && !program.isStatic(method)) return undefined;
    const callers = this.callersOf(method);
    if (!callers || callers.length === 0) return undefined;
    let value: Value = NOTHING;
    for (const caller of callers) {
      for (const call of this.valuesOf(caller).calls) {
        if (call.ref < 0 || !this.mayCall(call.ref, method)) continue;
        value = join(value, this.resolve(caller, call.args[index] ?? UNKNOWN, depth));
        if (value === UNKNOWN) return value;
      }
    }
    return value;
  }

  private mayCall(ref: number, method: number): boolean {
    if (this.program.methodSignature(ref) !== this.program.methodSignature(method)) return false;
    return ref === method || this.isRelated(ref, method);
  }

  private isRelated(ref: number, method: number): boolean {
    const { hierarchy } = this.program;
    const [a, b] = [this.program.methodClass(ref), this.program.methodClass(method)];
    return hierarchy.isSubtype(a, b) || hierarchy.isSubtype(b, a);
  }

  /** Methods that may call the method; undefined when the platform or too many may. */
  private callersOf(method: number): number[] | undefined {
    const { program } = this;
    const index = this.callers();
    const found = new Set<number>();
    for (const ref of index.withSignature(program.methodSignature(method))) {
      if (!this.mayCall(ref, method)) continue;
      // What a platform type declares, the platform may call, with arguments of its own.
      if (!program.isDefined(ref) && !program.isDefinedType(program.methodClass(ref))) return undefined;
      for (const caller of index.of(ref)) {
        if ((caller & 3) !== EdgeKind.classInit) found.add(caller >>> 2);
        if (found.size > MAX_SOURCES) return undefined;
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  private writersOf(field: number, named: number): number[] {
    const { starts, methods } = (this.writers ??= indexWrites(this.writes, this.program.fieldCount));
    const found = new Set<number>();
    for (const one of field === named ? [field] : [field, named]) {
      for (let i = starts[one]!; i < starts[one + 1]!; i++) found.add(methods[i]!);
    }
    return [...found].sort((a, b) => a - b);
  }
}

const asItIs = (value: Value): Value => value;

const keyOf = (origin: Origin): number =>
  origin.kind === 'field' ? origin.field : origin.kind === 'result' ? origin.ref : origin.index;

const isDefault = (value: Value): boolean => value.length === 1 && value[0]?.kind === 'int' && value[0].value === 0;

function indexWrites(writes: IntList, fields: number): { starts: Int32Array; methods: Int32Array } {
  const starts = new Int32Array(fields + 1);
  for (let i = 0; i < writes.length; i += 2) starts[writes.at(i) + 1]!++;
  for (let field = 0; field < fields; field++) starts[field + 1]! += starts[field]!;
  const methods = new Int32Array(writes.length >> 1);
  const fill = starts.slice(0, fields);
  for (let i = 0; i < writes.length; i += 2) methods[fill[writes.at(i)]!++] = writes.at(i + 1);
  return { starts, methods };
}
