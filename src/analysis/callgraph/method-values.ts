import {
  OPCODE_FLAGS,
  OpcodeFlag,
  type CatchClause,
  type DexFile,
  type InstructionCursor,
  type TryRange,
} from '../../format/dex/index.js';
import { FormatError, PrivscanError } from '../../model/errors.js';
import type { LinkedDex } from '../program/link.js';
import type { Program } from '../program/index.js';
import type { Intrinsics } from './intrinsics.js';
import { hasTarget, writesUnknown } from './register-writes.js';
import { join, NOTHING, UNKNOWN, type Atom, type Origin, type Value } from './values.js';

/** One call of a method and what its arguments may be. */
export interface CallValues {
  readonly pc: number;
  /** The method named; -1 for invoke-custom. */
  readonly ref: number;
  readonly isVirtual: boolean;
  /** `this` first where there is one, then one value a parameter. */
  readonly args: readonly Value[];
  readonly result: Value;
  /** invoke-custom: call site id. */
  readonly callSite: number;
}

/** What the registers of one method may hold where it matters. */
export interface MethodValues {
  readonly calls: readonly CallValues[];
  /** By field as named in the code. */
  readonly stores: ReadonlyMap<number, Value>;
  readonly returns: Value;
}

export const NO_VALUES: MethodValues = { calls: [], stores: new Map(), returns: UNKNOWN };

const NO_MARKS = new Uint8Array(0);

/** Loops settle in two passes nearly always; what is not settled by then is left as it is. */
const MAX_PASSES = 3;
/** States kept at branch targets: registers × targets. Larger methods are generated tables. */
const MAX_STATE = 1 << 20;

/**
 * Walks one method and follows constants, class literals and objects through its registers: a forward dataflow
 * analysis over a flat lattice of small sets. Fields, parameters and results of other methods are left as origins.
 */
export function valuesOf(
  program: Program,
  method: number,
  intrinsics: Intrinsics,
  cursor: InstructionCursor,
  follow: (value: Value) => Value,
): MethodValues {
  const definition = program.definition(method);
  const code = program.codeOffset(method);
  if (!definition || code === 0) return NO_VALUES;
  try {
    return new Walk(program, method, definition.dex, code, intrinsics, cursor, follow).run();
  } catch (error) {
    // Operands ART's verifier would refuse: the method never runs.
    if (error instanceof PrivscanError) return NO_VALUES;
    throw error;
  }
}

class Walk {
  private readonly program: Program;
  private readonly method: number;
  private readonly dex: DexFile;
  private readonly ids: LinkedDex;
  private readonly intrinsics: Intrinsics;
  private readonly cursor: InstructionCursor;
  private readonly follow: (value: Value) => Value;
  private readonly code: number;
  private readonly states = new Map<number, Value[]>();
  private leaders = 0;
  private tries: readonly TryRange[] = [];
  /** By pc: 1 for targets of branches and handlers. */
  private marks: Uint8Array = NO_MARKS;
  private readonly made = new Map<number, [Extract<Atom, { kind: 'object' }>]>();
  private readonly origins = new Map<number, Value>();
  private initial: Value[] = [];
  private registers: Value[] = [];
  private result: Value = UNKNOWN;
  private calls: CallValues[] = [];
  private stores = new Map<number, Value>();
  private returns: Value = NOTHING;
  private block = 0;
  private isChanged = false;

  constructor(
    program: Program,
    method: number,
    dex: DexFile,
    code: number,
    intrinsics: Intrinsics,
    cursor: InstructionCursor,
    follow: (value: Value) => Value,
  ) {
    this.follow = follow;
    this.program = program;
    this.method = method;
    this.dex = dex;
    this.ids = program.idsOf(program.dexOf(method));
    this.intrinsics = intrinsics;
    this.cursor = cursor;
    this.code = code;
  }

  run(): MethodValues {
    const { registers, ins, tries } = this.dex.code(this.code);
    this.findLeaders();
    this.initial = this.entry(registers, ins);
    this.tries = tries;
    for (const { catches } of tries) {
      for (const { target } of catches) this.mark(target);
    }
    if (registers * this.leaders > MAX_STATE) return NO_VALUES;
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      this.calls = [];
      this.stores = new Map();
      this.returns = NOTHING;
      this.registers = this.initial.slice();
      if (!this.pass()) break;
    }
    return { calls: this.calls, stores: this.stores, returns: this.returns };
  }

  private entry(count: number, ins: number): Value[] {
    const registers = new Array<Value>(count).fill(NOTHING);
    const { program, method } = this;
    let register = count - ins;
    const put = (type: number, index: number): void => {
      registers[register] = this.origin(-1 - index, type, { kind: 'parameter', index });
      register += program.registersOf(type);
    };
    let index = 0;
    if (!program.isStatic(method)) put(program.methodClass(method), index++);
    for (const type of program.methodProto(method).slice(1)) put(type, index++);
    return registers.slice(0, count);
  }

  /** The same atom for the same place in every pass: joins compare by identity. */
  private origin(key: number, type: number, origin: Origin): Value {
    let value = this.origins.get(key);
    if (!value) {
      const isReference = this.program.isReferenceType(type);
      value = [isReference ? { kind: 'object', type, exact: false, origin } : { kind: 'unknown', origin }];
      this.origins.set(key, value);
    }
    return value;
  }

  private findLeaders(): void {
    const { cursor } = this;
    cursor.open(this.code);
    this.marks = new Uint8Array(cursor.length);
    while (cursor.next()) {
      if (cursor.isPayload) continue;
      const { opcode } = cursor;
      const flags = OPCODE_FLAGS[opcode]!;
      if ((flags & (OpcodeFlag.branch | OpcodeFlag.switch)) === 0) continue;
      if ((flags & OpcodeFlag.branch) !== 0) this.mark(cursor.target);
      else for (const target of cursor.switchCases().targets) this.mark(target);
    }
  }

  private flowRegister(catches: readonly CatchClause[], register: number, pc: number): void {
    for (const { target } of catches) {
      const saved = this.states.get(target);
      if (!saved) continue;
      const joined = join(saved[register]!, this.registers[register]!);
      if (joined === saved[register]) continue;
      saved[register] = joined;
      if (target <= pc) this.isChanged = true;
    }
  }

  private mark(target: number): void {
    if (target >= this.marks.length) throw new FormatError('handler leaves the method', target);
    this.marks[target] = 1;
    this.leaders++;
  }

  /** One pass in the order of the code; whether something flowed back that was not known before. */
  private pass(): boolean {
    const { cursor, states, marks } = this;
    this.isChanged = false;
    const count = this.registers.length;
    const { tries } = this;
    let tryIndex = 0;
    let entered: TryRange | undefined;
    let falls = true;
    this.block = 0;
    cursor.open(this.code);
    while (cursor.next()) {
      if (cursor.isPayload) continue;
      const { pc } = cursor;
      const mark = marks[pc]!;
      if (mark !== 0) {
        this.block++;
        const saved = states.get(pc);
        if (!falls) this.registers = saved ? saved.slice() : new Array<Value>(count).fill(NOTHING);
        else if (saved) this.merge(this.registers, saved);
      }
      while (tryIndex < tries.length && tries[tryIndex]!.end <= pc) tryIndex++;
      const range = tries[tryIndex];
      const catches = range !== undefined && range.start <= pc ? range.catches : undefined;
      // What may hold at a throw: all that does on the way into the range, and what is written in it.
      if (catches && (mark !== 0 || range !== entered)) for (const { target } of catches) this.flow(target, pc);
      entered = catches ? range : undefined;
      const flags = OPCODE_FLAGS[cursor.opcode]!;
      this.step(cursor.opcode, flags);
      if (catches && hasTarget(cursor.opcode, flags)) this.flowRegister(catches, cursor.register(0), pc);
      if ((flags & (OpcodeFlag.branch | OpcodeFlag.switch)) !== 0) {
        if ((flags & OpcodeFlag.branch) !== 0) this.flow(cursor.target, pc);
        else for (const to of cursor.switchCases().targets) this.flow(to, pc);
        this.block++;
      }
      falls = (flags & OpcodeFlag.continues) !== 0;
    }
    return this.isChanged;
  }

  private merge(into: Value[], from: readonly Value[]): boolean {
    let isChanged = false;
    for (let i = 0; i < into.length; i++) {
      const joined = join(into[i]!, from[i]!);
      if (joined === into[i]) continue;
      into[i] = joined;
      isChanged = true;
    }
    return isChanged;
  }

  private flow(target: number, pc: number): void {
    const saved = this.states.get(target);
    if (!saved) {
      this.states.set(target, this.registers.slice());
      if (target <= pc) this.isChanged = true;
    } else if (this.merge(saved, this.registers) && target <= pc) this.isChanged = true;
  }

  private step(opcode: number, flags: number): void {
    const { cursor, registers } = this;
    if ((flags & OpcodeFlag.invoke) !== 0) this.invoke();
    else if (opcode >= 0x01 && opcode <= 0x09) registers[cursor.register(0)] = registers[cursor.register(1)]!;
    else if (opcode >= 0x0a && opcode <= 0x0c) registers[cursor.register(0)] = this.result;
    else if (opcode >= 0x0f && opcode <= 0x11) this.returns = join(this.returns, registers[cursor.register(0)]!);
    else if (opcode >= 0x12 && opcode <= 0x1c) this.set(this.constant(opcode));
    else if (opcode === 0x1f) this.checkCast();
    else if (opcode === 0x22 || opcode === 0x23) this.make();
    else if (opcode === 0x24 || opcode === 0x25) this.makeFilled();
    else if (opcode === 0x4d) this.store(cursor.register(1), registers[cursor.register(0)]!);
    else if ((opcode >= 0x52 && opcode <= 0x58) || (opcode >= 0x60 && opcode <= 0x66)) this.readField();
    else if ((opcode >= 0x59 && opcode <= 0x5f) || (opcode >= 0x67 && opcode <= 0x6d)) this.writeField();
    else if (opcode === 0x46) this.set(this.elementsOf(registers[cursor.register(1)]!));
    else if (writesUnknown(opcode)) this.set(UNKNOWN);
  }

  private set(value: Value): void {
    this.registers[this.cursor.register(0)] = value;
  }

  /** The same value in every pass, so that joins see that nothing changed. */
  private constant(opcode: number): Value {
    const { cursor } = this;
    let value = this.origins.get(cursor.pc);
    if (!value) {
      if (opcode <= 0x19) value = [{ kind: 'int', value: cursor.literal }];
      else if (opcode === 0x1c) value = [{ kind: 'class', type: this.ids.types[cursor.index]! }];
      else value = [{ kind: 'string', value: this.dex.string(cursor.index) }];
      this.origins.set(cursor.pc, value);
    }
    return value;
  }

  private make(): void {
    const { cursor } = this;
    const type = this.ids.types[cursor.index]!;
    let value = this.made.get(cursor.pc);
    if (!value) this.made.set(cursor.pc, (value = [{ kind: 'object', type, exact: true }]));
    value[0].facts = { block: this.block };
    this.set(value);
  }

  private makeFilled(): void {
    const { cursor } = this;
    let elements: Value = NOTHING;
    for (let n = 0; n < cursor.registerCount; n++) elements = join(elements, this.registers[cursor.register(n)]!);
    this.result = [{ kind: 'object', type: this.ids.types[cursor.index]!, exact: true, facts: { elements } }];
  }

  private checkCast(): void {
    const register = this.cursor.register(0);
    const type = this.ids.types[this.cursor.index]!;
    const { hierarchy } = this.program;
    const value = this.registers[register]!;
    if (
      value.every((atom) => atom.kind !== 'unknown' && (atom.kind !== 'object' || hierarchy.isSubtype(atom.type, type)))
    )
      return;
    this.registers[register] = value.flatMap((atom): Atom[] => {
      if (atom.kind === 'unknown')
        return [{ kind: 'object', type, exact: false, ...(atom.origin ? { origin: atom.origin } : {}) }];
      if (atom.kind !== 'object' || hierarchy.isSubtype(atom.type, type)) return [atom];
      if (atom.exact) return [];
      return [{ kind: 'object', type, exact: false, ...(atom.origin ? { origin: atom.origin } : {}) }];
    });
  }

  private store(array: number, value: Value): void {
    for (const atom of this.registers[array]!) {
      if (atom.kind === 'object' && atom.facts) atom.facts.elements = join(atom.facts.elements ?? NOTHING, value);
    }
  }

  private elementsOf(array: Value): Value {
    const [atom] = array;
    const elements = array.length === 1 && atom?.kind === 'object' ? atom.facts?.elements : undefined;
    return elements ?? UNKNOWN;
  }

  private readField(): void {
    const field = this.ids.fields[this.cursor.index]!;
    this.set(this.origin(this.cursor.pc, this.program.fieldType(field), { kind: 'field', field }));
  }

  private writeField(): void {
    const field = this.ids.fields[this.cursor.index]!;
    this.stores.set(field, join(this.stores.get(field) ?? NOTHING, this.registers[this.cursor.register(0)]!));
  }

  private invoke(): void {
    const { cursor, program } = this;
    const { opcode } = cursor;
    if (opcode === 0xfc || opcode === 0xfd) {
      const lambda = program.callSite(program.dexOf(this.method), cursor.index)?.lambda;
      this.result = lambda ? [{ kind: 'object', type: lambda.type, exact: true }] : UNKNOWN;
      this.calls.push({
        pc: cursor.pc,
        ref: -1,
        isVirtual: false,
        args: [],
        result: this.result,
        callSite: cursor.index,
      });
      return;
    }
    const ref = this.ids.methods[cursor.index]!;
    const isStatic = opcode === 0x71 || opcode === 0x77;
    const isVirtual = opcode === 0x6e || opcode === 0x72 || opcode === 0x74 || opcode === 0x78;
    const args = this.arguments(ref, isStatic, opcode >= 0xfa);
    const known = this.intrinsics.of(ref)?.({ program, ref, args, block: this.block, follow: this.follow });
    this.result = known ?? this.origin(cursor.pc, program.methodProto(ref)[0]!, { kind: 'result', ref, isVirtual });
    this.calls.push({ pc: cursor.pc, ref, isVirtual, args, result: this.result, callSite: -1 });
  }

  private arguments(ref: number, isStatic: boolean, isPolymorphic: boolean): Value[] {
    const { cursor, registers, program } = this;
    const count = cursor.registerCount;
    const args: Value[] = [];
    let n = 0;
    if (!isStatic && n < count) args.push(registers[cursor.register(n++)]!);
    if (isPolymorphic) return args;
    const proto = program.methodProto(ref);
    for (let i = 1; i < proto.length && n < count; i++) {
      args.push(registers[cursor.register(n)]!);
      n += program.registersOf(proto[i]!);
    }
    return args;
  }
}
