import { OpcodeFlag } from '../../format/dex/index.js';

/** Whether the first register is written with something else; a check-cast leaves what is in it. */
export function hasTarget(opcode: number, flags: number): boolean {
  if ((flags & (OpcodeFlag.invoke | OpcodeFlag.fieldWrite)) !== 0) return false;
  return (
    (opcode >= 0x01 && opcode <= 0x0c) ||
    (opcode >= 0x12 && opcode <= 0x1c) ||
    opcode === 0x22 ||
    opcode === 0x23 ||
    (opcode >= 0x52 && opcode <= 0x58) ||
    (opcode >= 0x60 && opcode <= 0x66) ||
    writesUnknown(opcode)
  );
}

/** Other instructions whose first register is written: their value is not followed. */
export function writesUnknown(opcode: number): boolean {
  return (
    opcode === 0x0d ||
    opcode === 0x20 ||
    opcode === 0x21 ||
    (opcode >= 0x2d && opcode <= 0x31) ||
    (opcode >= 0x44 && opcode <= 0x4a) ||
    (opcode >= 0x7b && opcode <= 0xe2) ||
    opcode >= 0xfe
  );
}
