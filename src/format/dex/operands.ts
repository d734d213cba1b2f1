import { FormatError } from '../../model/errors.js';
import { OPCODES, type OpcodeFormat } from './opcodes.js';

/** Reads registers of one format. `at` is the index of the instruction's first unit. */
export interface RegisterReader {
  count(units: Uint16Array, at: number): number;
  get(units: Uint16Array, at: number, n: number): number;
}

/** Reads the literal and the branch offset of one format. */
export interface OperandReader {
  literal(units: Uint16Array, at: number, opcode: number): number;
  /** Code units relative to the instruction; undefined when the format has none. */
  branch(units: Uint16Array, at: number): number | undefined;
}

type Slot = (units: Uint16Array, at: number) => number;

const nibbleA: Slot = (units, at) => (units[at]! >> 8) & 0xf;
const nibbleB: Slot = (units, at) => units[at]! >> 12;
const byteA: Slot = (units, at) => units[at]! >> 8;
const unit1: Slot = (units, at) => units[at + 1]!;
const unit2: Slot = (units, at) => units[at + 2]!;
const lowByte1: Slot = (units, at) => units[at + 1]! & 0xff;
const highByte1: Slot = (units, at) => units[at + 1]! >> 8;

const fixed = (...slots: readonly Slot[]): RegisterReader => ({
  count: () => slots.length,
  get: (units, at, n) => slots[n]?.(units, at) ?? NaN,
});

/** 35c and 45cc: up to five registers, the count in the top nibble, the fifth beside it. */
const listed: RegisterReader = {
  count(units, at) {
    const count = nibbleB(units, at);
    if (count > 5) throw new FormatError('more than five registers', at << 1);
    return count;
  },
  get(units, at, n) {
    if (n >= this.count(units, at)) return NaN;
    return n === 4 ? nibbleA(units, at) : (units[at + 2]! >> (4 * n)) & 0xf;
  },
};

/** 3rc and 4rcc: a run of registers. */
const ranged: RegisterReader = {
  count: byteA,
  get: (units, at, n) => (n < byteA(units, at) ? units[at + 2]! + n : NaN),
};

const NONE = fixed();
const REGISTERS: Readonly<Record<OpcodeFormat, RegisterReader>> = {
  '10x': NONE,
  '10t': NONE,
  '20t': NONE,
  '30t': NONE,
  '12x': fixed(nibbleA, nibbleB),
  '11n': fixed(nibbleA),
  '11x': fixed(byteA),
  '21t': fixed(byteA),
  '21s': fixed(byteA),
  '21h': fixed(byteA),
  '21c': fixed(byteA),
  '22x': fixed(byteA, unit1),
  '23x': fixed(byteA, lowByte1, highByte1),
  '22b': fixed(byteA, lowByte1),
  '22t': fixed(nibbleA, nibbleB),
  '22s': fixed(nibbleA, nibbleB),
  '22c': fixed(nibbleA, nibbleB),
  '32x': fixed(unit1, unit2),
  '31t': fixed(byteA),
  '31i': fixed(byteA),
  '31c': fixed(byteA),
  '35c': listed,
  '3rc': ranged,
  '45cc': listed,
  '4rcc': ranged,
  '51l': fixed(byteA),
};

const signed16 = (value: number): number => (value << 16) >> 16;
const signed8 = (value: number): number => (value << 24) >> 24;
const int32: Slot = (units, at) => units[at + 1]! | (units[at + 2]! << 16);
const CONST_WIDE_HIGH16 = 0x19;

const BRANCHES: Partial<Record<OpcodeFormat, Slot>> = {
  '10t': (units, at) => signed8(units[at]! >> 8),
  '20t': (units, at) => signed16(units[at + 1]!),
  '21t': (units, at) => signed16(units[at + 1]!),
  '22t': (units, at) => signed16(units[at + 1]!),
  '30t': int32,
  '31t': int32,
};

const LITERALS: Partial<Record<OpcodeFormat, OperandReader['literal']>> = {
  '11n': (units, at) => (units[at]! << 16) >> 28,
  '21s': (units, at) => signed16(units[at + 1]!),
  '22s': (units, at) => signed16(units[at + 1]!),
  '22b': (units, at) => signed8(units[at + 1]! >> 8),
  '31i': int32,
  // const/high16 fills the top of 32 bits, const-wide/high16 that of 64.
  '21h': (units, at, opcode) =>
    opcode === CONST_WIDE_HIGH16 ? signed16(units[at + 1]!) * 2 ** 48 : units[at + 1]! << 16,
  '51l': (units, at) =>
    (units[at + 3]! | (units[at + 4]! << 16)) * 2 ** 32 + (units[at + 1]! + units[at + 2]! * 0x10000),
};

const BY_OPCODE_REGISTERS = OPCODES.map(({ format }) => REGISTERS[format]);
const BY_OPCODE_OPERANDS: readonly OperandReader[] = OPCODES.map(({ format }) => ({
  literal: LITERALS[format] ?? (() => 0),
  branch: BRANCHES[format] ?? (() => undefined),
}));
const NO_OPERANDS = BY_OPCODE_OPERANDS[0]!;

/** Payloads (opcode above 255) have no registers. */
export function registersOf(opcode: number): RegisterReader {
  return BY_OPCODE_REGISTERS[opcode] ?? NONE;
}

export function operandsOf(opcode: number): OperandReader {
  return BY_OPCODE_OPERANDS[opcode] ?? NO_OPERANDS;
}
