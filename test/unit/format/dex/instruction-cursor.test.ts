import { describe, expect, it } from '@jest/globals';
import { buildDex, constString, invoke, returnVoid, type DexInstruction } from '../../../../fixtures/toolkit/dex.js';
import { DexFile, PACKED_SWITCH_PAYLOAD, type InstructionCursor } from '../../../../src/format/dex/index.js';
import { FormatError } from '../../../../src/model/errors.js';

/** A cursor before the first of these instructions, in a method of 16 registers. */
function cursorOver(...instructions: DexInstruction[]): { dex: DexFile; cursor: InstructionCursor } {
  const { bytes } = buildDex({
    refs: [{ proto: '(I)V' }, { method: 'Lx;->callee(IJ)V' }, { field: 'Lx;->f:I' }],
    classes: [{ type: 'La;', methods: [{ name: 'm', code: { registers: 16, instructions } }] }],
  });
  const dex = DexFile.open(bytes, 'classes.dex');
  const cursor = dex.cursor();
  cursor.open(dex.codeOffset(dex.findMethod('La;->m()V')));
  return { dex, cursor };
}

function first(...instructions: DexInstruction[]): InstructionCursor {
  const { cursor } = cursorOver(...instructions);
  expect(cursor.next()).toBe(true);
  return cursor;
}

const registers = (cursor: InstructionCursor): number[] =>
  Array.from({ length: cursor.registerCount }, (_, n) => cursor.register(n));

describe('InstructionCursor', () => {
  it('walks a method: pc, opcode, index', () => {
    const { dex, cursor } = cursorOver(constString(0, 'hello'), invoke(0x71, 'Lx;->callee(IJ)V', 1, 2, 3), returnVoid);
    const seen: unknown[] = [];
    while (cursor.next()) seen.push([cursor.pc, cursor.name, cursor.index, cursor.width]);
    expect(seen).toEqual([
      [0, 'const-string', dex.findString('hello'), 2],
      [2, 'invoke-static', dex.findMethod('Lx;->callee(IJ)V'), 3],
      [5, 'return-void', -1, 1],
    ]);
    expect([cursor.bad, cursor.badMethods, cursor.length]).toEqual([undefined, 0, 6]);
    expect(cursor.next()).toBe(false);
  });

  it('is false for a method without code', () => {
    const { cursor } = cursorOver(returnVoid);
    expect([cursor.open(0), cursor.next()]).toEqual([false, false]);
  });

  it('reads const-string/jumbo', () => {
    const { dex, cursor } = cursorOver([0x1b, { wide: { string: 'far away' } }], returnVoid);
    cursor.next();
    expect(cursor.index).toBe(dex.findString('far away'));
  });

  // Encodings by hand from «Dalvik executable instruction formats».
  it.each<[string, number[], number[], number]>([
    ['const/4', [0xf312], [3], -1],
    ['const/4', [0x7312], [3], 7],
    ['const/16', [0x0513, 0x8000], [5], -32768],
    ['const', [0x0614, 0x5678, 0x1234], [6], 0x12345678],
    ['const/high16', [0x0715, 0x8000], [7], -0x80000000],
    ['const-wide/16', [0x0816, 0xffff], [8], -1],
    ['const-wide/32', [0x0917, 0x0000, 0x8000], [9], -0x80000000],
    ['const-wide', [0x0a18, 1, 0, 1, 0], [10], 2 ** 32 + 1],
    ['const-wide/high16', [0x0b19, 0x4000], [11], 2 ** 62],
    ['add-int/lit16', [0x21d0, 0xfffe], [1, 2], -2],
    ['add-int/lit8', [0x03d8, 0x8004], [3, 4], -128],
    ['move', [0x2101], [1, 2], 0],
    ['move/from16', [0x0302, 0x000c], [3, 12], 0],
    ['move/16', [0x0003, 0x000d, 0x000e], [13, 14], 0],
    ['add-int', [0x0190, 0x0302], [1, 2, 3], 0],
    ['aget', [0x0144, 0x0f0e], [1, 14, 15], 0],
    ['return', [0x0c0f], [12], 0],
    ['array-length', [0x4321], [3, 4], 0],
  ])('decodes %s %j', (name, units, expected, literal) => {
    const cursor = first(units, returnVoid);
    expect(cursor.name).toBe(name);
    expect(registers(cursor)).toEqual(expected);
    expect(cursor.literal).toBe(literal);
    expect(cursor.wideLiteral).toBe(BigInt(literal));
    expect([cursor.target, cursor.index2]).toEqual([-1, -1]);
  });

  it('reads a 64-bit constant exactly', () => {
    expect(first([0x0018, 0xcdef, 0x89ab, 0x4567, 0x0123], returnVoid).wideLiteral).toBe(0x0123456789abcdefn);
    expect(first([0x0018, 0xffff, 0xffff, 0xffff, 0xffff], returnVoid).wideLiteral).toBe(-1n);
  });

  it('reads registers of invokes: five, a range, none', () => {
    expect(registers(first(invoke(0x6e, 'Lx;->callee(IJ)V', 1, 2, 3, 4, 5), returnVoid))).toEqual([1, 2, 3, 4, 5]);
    expect(registers(first(invoke(0x71, 'Lx;->callee(IJ)V'), returnVoid))).toEqual([]);
    expect(registers(first([0x0377, { method: 'Lx;->callee(IJ)V' }, 0x000a], returnVoid))).toEqual([10, 11, 12]);
  });

  it('throws where the method verifier would: six registers, a register too high, a branch out', () => {
    expect(() => first([0x6071, { method: 'Lx;->callee(IJ)V' }, 0], returnVoid).registerCount).toThrow(FormatError);
    expect(() => first([0x100f], returnVoid).register(0)).toThrow(FormatError);
    expect(() => first([0x000f], returnVoid).register(1)).toThrow(FormatError);
    expect(() => first([0x0028 | 0x7f00], returnVoid).target).toThrow(FormatError);
    expect(() => first([0x0028 | 0xff00], returnVoid).target).toThrow(FormatError);
  });

  it('reads invoke-polymorphic and its prototype', () => {
    const { dex, cursor } = cursorOver(
      [0x20fa, { method: 'Lx;->callee(IJ)V' }, 0x0021, { proto: '(I)V' }],
      [0x02fb, { method: 'Lx;->callee(IJ)V' }, 0x0003, 0xffff],
      returnVoid,
    );
    cursor.next();
    expect([cursor.width, cursor.index]).toEqual([4, dex.findMethod('Lx;->callee(IJ)V')]);
    expect(dex.protoDescriptor(cursor.index2)).toBe('(I)V');
    expect(registers(cursor)).toEqual([1, 2]);
    cursor.next();
    expect(registers(cursor)).toEqual([3, 4]);
    expect(() => cursor.index2).toThrow(FormatError);
  });

  it.each<[string, number[], number]>([
    ['goto', [0x0228], 2],
    ['goto/16', [0x0029, 0x0003], 3],
    ['goto/32', [0x002a, 0x0003, 0x0000], 3],
    ['if-eqz', [0x0138, 0x0002], 2],
    ['if-ne', [0x2133, 0x0003], 3],
  ])('follows %s', (name, units, target) => {
    const cursor = first(units, returnVoid, returnVoid, returnVoid);
    expect([cursor.name, cursor.target]).toEqual([name, target]);
  });

  it('reads switches and counts payloads as one instruction', () => {
    const { cursor } = cursorOver(
      [0x002b, 0x0008, 0x0000], // 0: packed-switch → payload at 8
      [0x002c, 0x000d, 0x0000], // 3: sparse-switch → payload at 16
      returnVoid, // 6
      [0x0000], // 7: spacer
      [0x0100, 2, 0xffff, 0xffff, 6, 0, 3, 0], // 8: keys -1, 0 → 6, 3
      [0x0200, 2, 5, 0, 0x0000, 0x8000, 3, 0, 4, 0], // 16: keys 5, -2^31 → 6, 7
      [0x0300, 1, 3, 0, 0x0201, 0x0003], // 26
    );
    cursor.next();
    expect({ ...cursor.switchCases() }).toEqual({ keys: Int32Array.of(-1, 0), targets: Int32Array.of(6, 3) });
    cursor.next();
    expect({ ...cursor.switchCases() }).toEqual({ keys: Int32Array.of(5, -0x80000000), targets: Int32Array.of(6, 7) });
    cursor.next();
    expect(() => cursor.switchCases()).toThrow(FormatError);
    const rest: unknown[] = [];
    while (cursor.next()) rest.push([cursor.pc, cursor.name, cursor.isPayload, cursor.flags !== 0]);
    expect(rest).toEqual([
      [7, 'nop', false, true],
      [8, 'packed-switch-payload', true, false],
      [16, 'sparse-switch-payload', true, false],
      [26, 'fill-array-data-payload', true, false],
    ]);
    expect([cursor.registerCount, cursor.literal, cursor.target]).toEqual([0, 0, -1]);
    cursor.seek(8);
    expect([cursor.next(), cursor.opcode]).toEqual([true, PACKED_SWITCH_PAYLOAD]);
    expect(() => cursor.seek(33)).toThrow(FormatError);
  });

  it.each<[string, DexInstruction[]]>([
    ['unused opcode', [[0x003e]]],
    ['unused opcode', [[0x0073], returnVoid]],
    ['unused opcode', [[0x00e3, 0], returnVoid]],
    ['index out of range', [[0x001a, 0xffff]]],
    ['index out of range', [[0x001b, 0x0000, 0xffff]]],
    ['index out of range', [[0x001c, 0xffff]]],
    ['index out of range', [[0x0060, 0xffff]]],
    ['index out of range', [[0x1071, 0xffff, 0]]],
    ['index out of range', [[0x00fc, 0, 0]]],
    ['index out of range', [[0x00fe, 0]]],
    ['index out of range', [[0x00ff, 0xffff]]],
    ['instruction passes the end', [[0x0014, 0]]],
    ['instruction passes the end', [[0x001a]]],
    ['payload passes the end', [[0x0300, 4, 0xffff, 0xffff]]],
    ['payload passes the end', [[0x0100]]],
  ])('ends at bad code: %s', (reason, instructions) => {
    const { cursor } = cursorOver([0x0000], ...instructions);
    expect(cursor.next()).toBe(true);
    expect(cursor.next()).toBe(false);
    expect(cursor.bad).toBe(reason);
    expect(cursor.badMethods).toBe(1);
    expect(cursor.next()).toBe(false);
    expect(cursor.badMethods).toBe(1);
  });

  it.each([0x01, 0x02, 0x03])('refuses a switch whose payload is something else', (high) => {
    const cursor = first([0x002b, 0x0004, 0x0000], returnVoid, [high === 1 ? 0x200 : high << 8, 9]);
    expect(() => cursor.switchCases()).toThrow(FormatError);
  });
});
