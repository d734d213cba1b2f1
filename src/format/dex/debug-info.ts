import { FormatError } from '../../model/errors.js';
import { ByteReader } from '../binary/byte-reader.js';
import { MapType, type DexLayout } from './layout.js';

/** The line table of one method. */
export interface DebugLines {
  /** Source line of the instruction at `pc` (code units); undefined before the first entry. */
  lineOf(pc: number): number | undefined;
  /** Number of entries. */
  readonly size: number;
}

const END_SEQUENCE = 0;
const ADVANCE_PC = 1;
const ADVANCE_LINE = 2;
const START_LOCAL = 3;
const START_LOCAL_EXTENDED = 4;
const END_LOCAL = 5;
const RESTART_LOCAL = 6;
const SET_FILE = 9;
const FIRST_SPECIAL = 10;
const LINE_BASE = -4;
const LINE_RANGE = 15;

/**
 * Runs the debug info state machine (source.android.com, «dalvik executable format», debug_info_item) for its line
 * entries; locals are stepped over.
 *
 * @throws FormatError when it is outside its section, malformed or unterminated
 */
export function readDebugLines(layout: DexLayout, codeOffset: number): DebugLines | undefined {
  const offset = layout.u32[(codeOffset >> 2) + 2]!;
  if (offset === 0) return undefined;
  const section = layout.section(MapType.debugInfo);
  if (offset < section.offset || offset >= section.end) throw new FormatError('debug info offset', offset);
  const reader = new ByteReader(layout.bytes, offset, section.end);
  let line = reader.uleb128() | 0;
  const parameters = reader.uleb128();
  if (parameters > 0x10000) throw new FormatError('too many debug parameters', offset);
  for (let i = 0; i < parameters; i++) reader.uleb128();
  const pcs: number[] = [];
  const lines: number[] = [];
  let pc = 0;
  for (;;) {
    const opcode = reader.u8();
    if (opcode >= FIRST_SPECIAL) {
      const adjusted = opcode - FIRST_SPECIAL;
      pc += Math.trunc(adjusted / LINE_RANGE);
      line = (line + LINE_BASE + (adjusted % LINE_RANGE)) | 0;
      pcs.push(pc);
      lines.push(line);
    } else if (opcode === END_SEQUENCE) break;
    else if (opcode === ADVANCE_PC) pc += reader.uleb128();
    else if (opcode === ADVANCE_LINE) line = (line + reader.sleb128()) | 0;
    else skipOperands(reader, opcode);
  }
  return lineTable(pcs, lines);
}

/** Locals and file names carry ULEB128 operands this reader has no use for. */
function skipOperands(reader: ByteReader, opcode: number): void {
  let operands = 0;
  if (opcode === START_LOCAL) operands = 3;
  else if (opcode === START_LOCAL_EXTENDED) operands = 4;
  else if (opcode === END_LOCAL || opcode === RESTART_LOCAL || opcode === SET_FILE) operands = 1;
  for (let i = 0; i < operands; i++) reader.uleb128();
}

function lineTable(pcs: readonly number[], lines: readonly number[]): DebugLines {
  return {
    size: pcs.length,
    lineOf(pc) {
      // Last entry at or before pc; addresses never go back, for they only advance by unsigned amounts.
      let low = 0;
      let high = pcs.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (pcs[middle]! <= pc) low = middle + 1;
        else high = middle;
      }
      return lines[low - 1];
    },
  };
}
