import { describe, expect, it } from '@jest/globals';
import {
  IndexKind,
  OPCODES,
  OPCODE_FLAGS,
  OPCODE_INDEX_KIND,
  OPCODE_WIDTH,
  OpcodeFlag,
  payloadUnits,
} from '../../../../src/format/dex/index.js';

const named = (name: string): number => OPCODES.findIndex((opcode) => opcode.name === name);
const codes = (test: (flags: number) => boolean): string[] =>
  OPCODES.filter(({ flags }) => test(flags)).map(({ name }) => name);

describe('the opcode table', () => {
  it('has 256 opcodes in order, with distinct names', () => {
    expect(OPCODES.map(({ code }) => code)).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(new Set(OPCODES.map(({ name }) => name)).size).toBe(256);
  });

  // Rows of source.android.com, «Dalvik bytecode format», picked from every group.
  it.each([
    [0x00, 'nop', 1],
    [0x18, 'const-wide', 5],
    [0x1b, 'const-string/jumbo', 3],
    [0x24, 'filled-new-array', 3],
    [0x31, 'cmp-long', 2],
    [0x51, 'aput-short', 2],
    [0x52, 'iget', 2],
    [0x6d, 'sput-short', 2],
    [0x72, 'invoke-interface', 3],
    [0x78, 'invoke-interface/range', 3],
    [0x8f, 'int-to-short', 1],
    [0xaf, 'rem-double', 2],
    [0xcf, 'rem-double/2addr', 1],
    [0xd1, 'rsub-int', 2],
    [0xe2, 'ushr-int/lit8', 2],
    [0xfa, 'invoke-polymorphic', 4],
    [0xff, 'const-method-type', 2],
  ])('%d is %s, %d units', (code, name, width) => {
    expect(OPCODES[code]).toMatchObject({ name, width });
    expect(OPCODE_WIDTH[code]).toBe(width);
  });

  it('knows what control flow does', () => {
    expect(codes((flags) => (flags & OpcodeFlag.return) !== 0)).toEqual([
      'return-void',
      'return',
      'return-wide',
      'return-object',
    ]);
    expect(codes((flags) => (flags & (OpcodeFlag.continues | OpcodeFlag.unused)) === 0)).toEqual([
      'return-void',
      'return',
      'return-wide',
      'return-object',
      'throw',
      'goto',
      'goto/16',
      'goto/32',
    ]);
    expect(codes((flags) => (flags & OpcodeFlag.branch) !== 0)).toHaveLength(3 + 12);
    expect(codes((flags) => (flags & OpcodeFlag.invoke) !== 0)).toHaveLength(14);
    expect(codes((flags) => (flags & OpcodeFlag.unused) !== 0)).toHaveLength(6 + 1 + 2 + 23);
    expect(OPCODE_FLAGS[named('div-int')]! & OpcodeFlag.canThrow).not.toBe(0);
    expect(OPCODE_FLAGS[named('div-float')]! & OpcodeFlag.canThrow).toBe(0);
    expect(OPCODE_FLAGS[named('sget-object')]! & OpcodeFlag.fieldRead).not.toBe(0);
    expect(OPCODE_FLAGS[named('iput')]! & OpcodeFlag.fieldWrite).not.toBe(0);
  });

  it('knows what indices point into', () => {
    expect(OPCODE_INDEX_KIND[named('const-class')]).toBe(IndexKind.type);
    expect(OPCODE_INDEX_KIND[named('const-string/jumbo')]).toBe(IndexKind.string);
    expect(OPCODE_INDEX_KIND[named('iget-object')]).toBe(IndexKind.field);
    expect(OPCODE_INDEX_KIND[named('invoke-custom')]).toBe(IndexKind.callSite);
    expect(OPCODE_INDEX_KIND[named('add-int')]).toBe(IndexKind.none);
  });
});

describe('payloadUnits', () => {
  const units = (...values: number[]): number => payloadUnits(Uint16Array.from(values), 0, values.length);
  const zeros = (count: number): number[] => new Array<number>(count).fill(0);

  it('measures the three payloads', () => {
    expect(units(0x100, 3, ...zeros(8))).toBe(10);
    expect(units(0x200, 3, ...zeros(12))).toBe(14);
    // Three bytes: one and a half units of data, rounded up.
    expect(units(0x300, 1, 3, 0, ...zeros(2))).toBe(6);
    expect(units(0x300, 8, 2, 0, ...zeros(8))).toBe(12);
  });

  it('says 0 for a nop and -1 for one that does not fit', () => {
    expect(units(0x000)).toBe(0);
    expect(units(0x400)).toBe(0);
    expect(units(0x100)).toBe(-1);
    expect(units(0x100, 3, ...zeros(7))).toBe(-1);
    expect(units(0x200, 0xffff)).toBe(-1);
    expect(units(0x300, 0xffff, 0xffff, 0xffff)).toBe(-1);
    expect(units(0x300, 0, 0)).toBe(-1);
  });
});
