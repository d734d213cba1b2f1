import { IndexKind, OPCODE_FLAGS, OPCODE_INDEX_KIND, OpcodeFlag } from '../../format/dex/index.js';
import type { DexFile, InstructionCursor } from '../../format/dex/index.js';
import { isQuietCall } from './quiet-calls.js';

const RETURN = 0x0f;

/** nop, moves, move-result, const/4 … const/high16: what a method without a decision consists of, `return` apart. */
const isMove = (opcode: number): boolean => opcode >= 0x01 && opcode <= 0x09;
const isConst = (opcode: number): boolean => opcode >= 0x12 && opcode <= 0x15;
/** Loading a string, a class, an object or a field decides nothing. */
const isLoad = (opcode: number): boolean =>
  opcode === 0 ||
  (opcode >= 0x0a && opcode <= 0x0c) ||
  (opcode >= 0x1a && opcode <= 0x1c) ||
  opcode === 0x22 ||
  (opcode >= 0x52 && opcode <= 0x58) ||
  (opcode >= 0x60 && opcode <= 0x66);
const MOVE_RESULT = 0x0a;

/** A lambda's class calls the method the compiler made of its body, which may call one more. */
const MAX_DEPTH = 2;

/** What one straight line of code does to its registers. */
class StraightLine {
  private readonly values = new Map<number, number>();

  private readonly dex: DexFile;

  private readonly depth: number;

  private result: number | undefined;

  constructor(dex: DexFile, depth: number) {
    this.dex = dex;
    this.depth = depth;
  }

  /** The constant it returns; undefined: none, or the code decides. */
  run(method: number): number | undefined {
    const cursor = this.dex.cursor();
    if (!cursor.open(this.dex.codeOffset(method))) return undefined;
    while (cursor.next()) {
      if (cursor.opcode === RETURN) return this.values.get(cursor.register(0));
      if (!this.step(cursor)) return undefined;
    }
    return undefined;
  }

  private step(cursor: InstructionCursor): boolean {
    const { opcode } = cursor;
    if (isConst(opcode)) this.values.set(cursor.register(0), cursor.literal);
    else if (isMove(opcode)) this.set(cursor.register(0), this.values.get(cursor.register(1)));
    else if ((OPCODE_FLAGS[opcode]! & OpcodeFlag.invoke) !== 0) return this.call(cursor);
    else if (!isLoad(opcode)) return false;
    else if (opcode !== 0) this.set(cursor.register(0), opcode === MOVE_RESULT ? this.result : undefined);
    return true;
  }

  private set(register: number, value: number | undefined): void {
    if (value === undefined) this.values.delete(register);
    else this.values.set(register, value);
  }

  private call({ opcode, index }: InstructionCursor): boolean {
    this.result = undefined;
    if (OPCODE_INDEX_KIND[opcode] !== IndexKind.method) return false;
    if (isQuietCall(this.dex, index)) return true;
    if (this.depth >= MAX_DEPTH || !this.dex.definesMethod(index)) return false;
    this.result = new StraightLine(this.dex, this.depth + 1).run(index);
    return this.result !== undefined;
  }
}

/** The constant a method returns whatever it is given: 1 for `return true`; undefined when it decides anything. */
export function constantResult(dex: DexFile, method: number): number | undefined {
  return new StraightLine(dex, 0).run(method);
}
