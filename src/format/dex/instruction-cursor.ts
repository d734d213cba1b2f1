import { FormatError } from '../../model/errors.js';
import { CODE_HEADER } from './code-item.js';
import type { DexLayout } from './layout.js';
import { MapType } from './layout.js';
import {
  FILL_ARRAY_DATA_PAYLOAD,
  IndexKind,
  OPCODES,
  OPCODE_FLAGS,
  OPCODE_INDEX_KIND,
  OpcodeFlag,
  PACKED_SWITCH_PAYLOAD,
  SPARSE_SWITCH_PAYLOAD,
  payloadUnits,
} from './opcodes.js';
import { operandsOf, registersOf } from './operands.js';

/** Why a walk stopped before the end of the method. */
export type BadCode = 'unused opcode' | 'index out of range' | 'instruction passes the end' | 'payload passes the end';

/** Cases of a switch: `keys[i]` goes to the instruction at `targets[i]` (code units). */
export interface SwitchCases {
  readonly keys: Int32Array;
  readonly targets: Int32Array;
}

/**
 * Width in the low three bits, all ones in the top half when there is no index: a walk must not branch on whether an
 * instruction has one (a coin toss to the branch predictor, 2 ns), so it always reads the next unit and ORs it with the
 * sign of this.
 */
const INFO = Int32Array.from(OPCODES, ({ width, indexKind }) => width | (indexKind === IndexKind.none ? -0x10000 : 0));
/** Below every index, -1 (none) included. */
const UNUSED_LIMIT = -1;
const CONST_STRING_JUMBO = 0x1b;
const PACKED_SWITCH = 0x2b;
const SPARSE_SWITCH = 0x2c;

/**
 * Moves along the instructions of a method in the order of their code units. One object serves a whole sweep; what it
 * shows is valid until the next `next()`.
 *
 * Bad code (an unused opcode, an index that does not exist, an instruction or payload past the end) ends the walk:
 * `next()` returns false and {@link bad} says why. ART's method verifier would fail such a method, and with it the
 * class, so nothing of it ever runs; what was seen of it before should be dropped. Operands decoded on demand
 * ({@link register}, {@link target}, {@link switchCases}) throw FormatError where that verifier would fail.
 */
export class InstructionCursor {
  /** Low byte of the unit, or for a payload the whole of it: 0x100, 0x200, 0x300. */
  opcode = 0;
  /** String, type, field, method, proto, call site or method handle id, by `OPCODE_INDEX_KIND`; -1 for none. */
  index = -1;
  /** Set when the walk ended early. */
  bad: BadCode | undefined;
  /** Methods whose walk ended early, since the cursor was made. */
  badMethods = 0;
  private readonly units: Uint16Array;
  private readonly u32: Uint32Array;
  /** By opcode: ids its index must be below. */
  private readonly limits: Int32Array;
  private readonly protoCount: number;
  private base = 0;
  private at = 0;
  private following = 0;
  private end = 0;

  constructor(layout: DexLayout) {
    this.units = layout.u16;
    this.u32 = layout.u32;
    this.protoCount = layout.protos.count;
    const counts: Readonly<Record<number, number>> = {
      [IndexKind.string]: layout.strings.count,
      [IndexKind.type]: layout.types.count,
      [IndexKind.field]: layout.fields.count,
      [IndexKind.method]: layout.methods.count,
      [IndexKind.methodAndProto]: layout.methods.count,
      [IndexKind.proto]: layout.protos.count,
      [IndexKind.callSite]: layout.section(MapType.callSiteIds).count,
      [IndexKind.methodHandle]: layout.section(MapType.methodHandles).count,
    };
    this.limits = Int32Array.from(OPCODES, ({ indexKind, flags }) =>
      (flags & OpcodeFlag.unused) !== 0 ? UNUSED_LIMIT : (counts[indexKind] ?? 0),
    );
  }

  /** Stands before the first instruction of a code item; false when the method has none (`codeOffset` 0). */
  open(codeOffset: number): boolean {
    this.bad = undefined;
    this.base = (codeOffset + CODE_HEADER) >> 1;
    this.at = this.base;
    this.following = this.base;
    this.end = codeOffset === 0 ? this.base : this.base + this.u32[(codeOffset >> 2) + 3]!;
    return codeOffset !== 0;
  }

  /** Moves to the next instruction or payload; false at the end of the method and at bad code. */
  next(): boolean {
    const at = this.following;
    if (at >= this.end) return false;
    const unit = this.units[at]!;
    const opcode = unit & 0xff;
    if (opcode === 0 && unit !== 0) return this.nextPayload(at, unit);
    const info = INFO[opcode]!;
    // The next call waits for this store more than for anything else: it comes first.
    const following = (this.following = at + (info & 7));
    if (following > this.end) return this.fail('instruction passes the end');
    let index = this.units[at + 1]! | (info >> 31);
    if (opcode === CONST_STRING_JUMBO) index += this.units[at + 2]! * 0x10000;
    const limit = this.limits[opcode]!;
    if (index >= limit) {
      return this.fail(limit === UNUSED_LIMIT ? 'unused opcode' : 'index out of range');
    }
    this.at = at;
    this.opcode = opcode;
    this.index = index;
    return true;
  }

  /** Moves to the instruction at `pc` (code units): `next()` reads it. */
  seek(pc: number): void {
    if (!(pc >= 0 && pc <= this.end - this.base)) throw new FormatError('no instruction there', pc);
    this.following = this.base + pc;
  }

  /** Code units from the start of the method. */
  get pc(): number {
    return this.at - this.base;
  }

  /** Code units to the next instruction. */
  get width(): number {
    return this.following - this.at;
  }

  /** Code units of the whole method. */
  get length(): number {
    return this.end - this.base;
  }

  get isPayload(): boolean {
    return this.opcode > 0xff;
  }

  /** Bits of `OpcodeFlag`; 0 for a payload. */
  get flags(): number {
    return this.isPayload ? 0 : OPCODE_FLAGS[this.opcode]!;
  }

  /** Smali name; payloads have the names smali gives them. */
  get name(): string {
    if (this.opcode === PACKED_SWITCH_PAYLOAD) return 'packed-switch-payload';
    if (this.opcode === SPARSE_SWITCH_PAYLOAD) return 'sparse-switch-payload';
    if (this.opcode === FILL_ARRAY_DATA_PAYLOAD) return 'fill-array-data-payload';
    return OPCODES[this.opcode]!.name;
  }

  /** Proto id of an invoke-polymorphic, -1 of anything else. */
  get index2(): number {
    if (OPCODE_INDEX_KIND[this.opcode] !== IndexKind.methodAndProto) return -1;
    const id = this.units[this.at + 3]!;
    if (id >= this.protoCount) throw new FormatError('proto index', this.at << 1);
    return id;
  }

  /** The constant of a const or a literal operation, sign-extended; const-wide beyond 2^53 is rounded (see wideLiteral). */
  get literal(): number {
    return operandsOf(this.opcode).literal(this.units, this.at, this.opcode);
  }

  /** The constant of a const-wide, exact. */
  get wideLiteral(): bigint {
    if (this.opcode !== 0x18) return BigInt(this.literal);
    const { units, at } = this;
    let value = 0n;
    for (let i = 4; i >= 1; i--) value = (value << 16n) | BigInt(units[at + i]!);
    return BigInt.asIntN(64, value);
  }

  /** Where a branch goes, or the payload of a switch or fill-array-data, in code units; -1 for other instructions. */
  get target(): number {
    const offset = operandsOf(this.opcode).branch(this.units, this.at);
    if (offset === undefined) return -1;
    const target = this.pc + offset;
    if (target < 0 || target >= this.length) throw new FormatError('branch leaves the method', this.at << 1);
    return target;
  }

  /** Registers the instruction names; those of an invoke list both halves of long and double arguments. */
  get registerCount(): number {
    return registersOf(this.opcode).count(this.units, this.at);
  }

  /** The n-th register it names, in the order smali writes them. */
  register(n: number): number {
    const register = registersOf(this.opcode).get(this.units, this.at, n);
    // registers_size is the first field of the code item.
    if (!(register < this.units[this.base - CODE_HEADER / 2]!)) {
      throw new FormatError('no such register', this.at << 1);
    }
    return register;
  }

  /** Keys and targets of the packed-switch or sparse-switch the cursor stands at. */
  switchCases(): SwitchCases {
    const payload = this.base + this.target;
    const ident = this.opcode === PACKED_SWITCH ? PACKED_SWITCH_PAYLOAD : SPARSE_SWITCH_PAYLOAD;
    if (this.opcode !== PACKED_SWITCH && this.opcode !== SPARSE_SWITCH) throw new FormatError('not a switch');
    if (this.units[payload] !== ident || payloadUnits(this.units, payload, this.end) <= 0) {
      throw new FormatError('switch has no payload', this.at << 1);
    }
    const count = this.units[payload + 1]!;
    const keys = new Int32Array(count);
    const targets = new Int32Array(count);
    const packed = ident === PACKED_SWITCH_PAYLOAD;
    const firstTarget = payload + (packed ? 4 : 2 + count * 2);
    for (let i = 0; i < count; i++) {
      keys[i] = packed ? this.int32(payload + 2) + i : this.int32(payload + 2 + i * 2);
      const target = this.pc + this.int32(firstTarget + i * 2);
      if (target < 0 || target >= this.length) throw new FormatError('switch leaves the method', this.at << 1);
      targets[i] = target;
    }
    return { keys, targets };
  }

  private int32(at: number): number {
    return this.units[at]! | (this.units[at + 1]! << 16);
  }

  private nextPayload(at: number, unit: number): boolean {
    const size = payloadUnits(this.units, at, this.end);
    if (size < 0) return this.fail('payload passes the end');
    this.at = at;
    this.index = -1;
    // A nop with a stray high byte is a nop.
    this.opcode = size === 0 ? 0 : unit;
    this.following = at + (size === 0 ? 1 : size);
    return true;
  }

  private fail(reason: BadCode): false {
    this.bad = reason;
    this.badMethods++;
    this.following = this.end;
    return false;
  }
}
