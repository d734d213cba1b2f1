import { IndexKind, OPCODE_INDEX_KIND } from '../../format/dex/index.js';
import type { Program } from '../program/index.js';
import type { ClassInit } from './class-init.js';
import { EdgeKind, edgeOf } from './edges.js';

const NEW_INSTANCE = 0x22;
const CONST_CLASS = 0x1c;
const SGET = 0x60;
const VIRTUAL_OPCODES = new Set([0x6e, 0x72, 0x74, 0x78]);
const STATIC_OPCODES = new Set([0x71, 0x77]);

/** Visits every edge of a method's code with its place, as the scan of all code sees them; for single methods. */
export function forEachSite(
  program: Program,
  classInit: ClassInit,
  method: number,
  visit: (pc: number, edge: number) => void,
): void {
  const definition = program.definition(method);
  const code = program.codeOffset(method);
  if (!definition || code === 0) return;
  const { types, methods, fields } = program.idsOf(program.dexOf(method));
  const cursor = definition.dex.cursor();
  const initialise = (type: number): void => {
    const clinit = classInit.of(type);
    if (clinit >= 0 && clinit !== method) visit(cursor.pc, edgeOf(clinit, EdgeKind.classInit));
  };
  cursor.open(code);
  while (cursor.next()) {
    const { opcode, index } = cursor;
    if (opcode > 0xff) continue;
    const kind = OPCODE_INDEX_KIND[opcode]!;
    if (kind === IndexKind.method) {
      const ref = methods[index]!;
      visit(cursor.pc, edgeOf(ref, VIRTUAL_OPCODES.has(opcode) ? EdgeKind.virtual : EdgeKind.exact));
      if (STATIC_OPCODES.has(opcode)) initialise(program.methodClass(ref));
    } else if (kind === IndexKind.field && opcode >= SGET) initialise(program.fieldClass(fields[index]!));
    else if (opcode === NEW_INSTANCE || opcode === CONST_CLASS) {
      visit(cursor.pc, edgeOf(types[index]!, EdgeKind.allocation));
      if (opcode === NEW_INSTANCE) initialise(types[index]!);
    } else if (kind === IndexKind.callSite) {
      const lambda = program.callSite(program.dexOf(method), index)?.lambda;
      if (lambda) visit(cursor.pc, edgeOf(lambda.type, EdgeKind.allocation));
    }
  }
}
