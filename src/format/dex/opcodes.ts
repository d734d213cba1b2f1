import { OPCODE_LIST } from './opcode-list.js';

/** Instruction formats of the Dalvik bytecode; the first digit is the width in 16-bit code units. */
export type OpcodeFormat =
  | '10x'
  | '12x'
  | '11n'
  | '11x'
  | '10t'
  | '20t'
  | '22x'
  | '21t'
  | '21s'
  | '21h'
  | '21c'
  | '23x'
  | '22b'
  | '22t'
  | '22s'
  | '22c'
  | '32x'
  | '30t'
  | '31t'
  | '31i'
  | '31c'
  | '35c'
  | '3rc'
  | '45cc'
  | '4rcc'
  | '51l';

/** What {@link INDEX_KIND} says an instruction's index points into. */
export const IndexKind = {
  none: 0,
  string: 1,
  type: 2,
  field: 3,
  method: 4,
  proto: 5,
  callSite: 6,
  methodHandle: 7,
  /** invoke-polymorphic: the index is a method id, `index2` a proto id. */
  methodAndProto: 8,
} as const;

/** Bits of {@link OPCODE_FLAGS}. */
export const OpcodeFlag = {
  /** Control may go on to the next instruction. */
  continues: 1,
  /** Conditional branch or goto: has a branch target. */
  branch: 2,
  /** packed-switch or sparse-switch: targets are in the payload. */
  switch: 4,
  /** The `throw` instruction. */
  throw: 8,
  /** May throw on its way (and so has an edge to handlers). */
  canThrow: 16,
  return: 32,
  /** Any invoke, invoke-custom and invoke-polymorphic included. */
  invoke: 64,
  unused: 128,
  /** Refers to a payload: the two switches and fill-array-data. */
  payload: 256,
  fieldRead: 512,
  fieldWrite: 1024,
} as const;

/** One of the 256 opcodes, as data. */
export interface Opcode {
  readonly code: number;
  /** Smali name, `invoke-virtual/range`. */
  readonly name: string;
  readonly format: OpcodeFormat;
  /** Code units, 1-5. */
  readonly width: number;
  /** A value of {@link IndexKind}. */
  readonly indexKind: number;
  /** Bits of {@link OpcodeFlag}. */
  readonly flags: number;
}

/** Values of `InstructionCursor.opcode` for payloads: the unit that starts each of them. */
export const PACKED_SWITCH_PAYLOAD = 0x100;
export const SPARSE_SWITCH_PAYLOAD = 0x200;
export const FILL_ARRAY_DATA_PAYLOAD = 0x300;

const INDEX_KINDS: Readonly<Record<string, number>> = {
  none: IndexKind.none,
  string: IndexKind.string,
  type: IndexKind.type,
  field: IndexKind.field,
  method: IndexKind.method,
  proto: IndexKind.proto,
  'call-site': IndexKind.callSite,
  'method-handle': IndexKind.methodHandle,
  'method+proto': IndexKind.methodAndProto,
};

/** Flags by their word in the list; those that end a basic block without falling through clear `continues`. */
const FLAG_WORDS: Readonly<Record<string, number>> = {
  branch: OpcodeFlag.branch,
  goto: OpcodeFlag.branch,
  switch: OpcodeFlag.switch,
  throw: OpcodeFlag.throw,
  'can-throw': OpcodeFlag.canThrow,
  return: OpcodeFlag.return,
  invoke: OpcodeFlag.invoke,
  unused: OpcodeFlag.unused,
  payload: OpcodeFlag.payload,
  read: OpcodeFlag.fieldRead,
  write: OpcodeFlag.fieldWrite,
};
const NO_FALL_THROUGH = new Set(['goto', 'throw', 'return', 'unused']);

function parseOpcode(line: string): Opcode {
  const [code, name, format, kind, words] = line.split(' ') as [string, string, OpcodeFormat, string, string?];
  const flagWords = words?.split(',') ?? [];
  let flags = flagWords.some((word) => NO_FALL_THROUGH.has(word)) ? 0 : OpcodeFlag.continues;
  for (const word of flagWords) flags |= FLAG_WORDS[word] ?? 0;
  return {
    code: parseInt(code, 16),
    name,
    format,
    width: Number(format[0]),
    indexKind: INDEX_KINDS[kind] ?? IndexKind.none,
    flags,
  };
}

/** All 256, by code. */
export const OPCODES: readonly Opcode[] = OPCODE_LIST.trim().split('\n').map(parseOpcode);

/** Width in code units by opcode. Payloads start with opcode 0: see `payloadUnits`. */
export const OPCODE_WIDTH = Uint8Array.from(OPCODES, (opcode) => opcode.width);
/** {@link IndexKind} by opcode. */
export const OPCODE_INDEX_KIND = Uint8Array.from(OPCODES, (opcode) => opcode.indexKind);
/** Bits of {@link OpcodeFlag} by opcode. */
export const OPCODE_FLAGS = Uint16Array.from(OPCODES, (opcode) => opcode.flags);

/**
 * Units taken by the payload at `at`: 0 when the unit there starts none (it is a nop), -1 when it would pass `end`.
 * Hostile sizes cannot overflow: the arithmetic is in doubles.
 *
 * @param units code units; @param at index of a unit whose low byte is 0; @param end first index after the method
 */
export function payloadUnits(units: Uint16Array, at: number, end: number): number {
  const ident = units[at]!;
  const left = end - at;
  let size = 0;
  if (ident === PACKED_SWITCH_PAYLOAD) size = left < 2 ? Infinity : 4 + units[at + 1]! * 2;
  else if (ident === SPARSE_SWITCH_PAYLOAD) size = left < 2 ? Infinity : 2 + units[at + 1]! * 4;
  else if (ident === FILL_ARRAY_DATA_PAYLOAD) {
    const count = left < 4 ? Infinity : units[at + 2]! + units[at + 3]! * 0x10000;
    size = 4 + Math.ceil((units[at + 1]! * count) / 2);
  }
  return size <= left ? size : -1;
}
