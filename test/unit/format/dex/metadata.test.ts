import { describe, expect, it } from '@jest/globals';
import { buildDex, patchDex, returnVoid, type DexValue } from '../../../../fixtures/toolkit/dex.js';
import { DexFile, type EncodedValue } from '../../../../src/format/dex/index.js';
import { FormatError } from '../../../../src/model/errors.js';

const nested: DexValue = {
  array: [{ int: -5 }, { array: [] }, { annotation: { type: 'LInner;', elements: { z: { null: true } } } }],
};
const built = buildDex({
  version: '038',
  methodHandles: [
    { kind: 4, member: { method: 'Ljava/lang/invoke/LambdaMetafactory;->metafactory()V' } },
    { kind: 1, member: { field: 'La;->S:I' } },
  ],
  callSites: [[{ methodHandle: 0 }, { string: 'run' }, { proto: '()V' }, { methodHandle: 1 }, { int: 7 }]],
  classes: [
    {
      type: 'La;',
      annotations: [
        { type: 'LZ;', visibility: 2, elements: { value: { string: 'v' }, many: nested } },
        { type: 'LB;', elements: { b: { boolean: true } } },
      ],
      fields: [
        { name: 'A', type: 'J', access: 8, value: { long: -(2n ** 63n) } },
        { name: 'D', type: 'D', access: 8, value: { double: -0.5 } },
        { name: 'S', type: 'I', access: 8, annotations: [{ type: 'LB;' }] },
        { name: 'T', type: 'Ljava/lang/Class;', access: 8, value: { type: 'LZ;' } },
        { name: 'U', type: 'I', access: 8 },
      ],
      methods: [
        {
          name: 'lined',
          annotations: [{ type: 'LB;' }],
          parameterAnnotations: [[{ type: 'LB;' }], []],
          proto: '(II)V',
          code: {
            registers: 2,
            ins: 2,
            instructions: [[0], [0], [0], [0], returnVoid],
            lines: [
              [0, 100],
              [2, 90],
              [4, 300],
            ],
            tries: [
              { start: 0, count: 1, catches: [['LE;', 2]], catchAll: 3 },
              {
                start: 2,
                count: 1,
                catches: [
                  ['LE;', 4],
                  ['LF;', 3],
                ],
              },
              { start: 3, count: 2, catchAll: 4 },
            ],
          },
        },
        { name: 'plain', code: { registers: 1, instructions: [returnVoid] } },
      ],
    },
  ],
});
const dex = DexFile.open(built.bytes, 'classes.dex');
const offsetOf = (method: string): number => dex.codeOffset(dex.findMethod(method));
const lined = offsetOf('La;->lined(II)V');

describe('code items', () => {
  it('reads sizes, tries and handlers', () => {
    const code = dex.code(lined);
    expect(code).toMatchObject({ registers: 2, ins: 2, outs: 5, insnsCount: 5, insnsOffset: lined + 16 });
    const [e, f] = [dex.findType('LE;'), dex.findType('LF;')];
    expect(code.tries).toEqual([
      {
        start: 0,
        end: 1,
        catches: [
          { type: e, target: 2 },
          { type: -1, target: 3 },
        ],
      },
      {
        start: 2,
        end: 3,
        catches: [
          { type: e, target: 4 },
          { type: f, target: 3 },
        ],
      },
      { start: 3, end: 5, catches: [{ type: -1, target: 4 }] },
    ]);
    expect(dex.code(offsetOf('La;->plain()V')).tries).toEqual([]);
  });

  it('refuses tries that overlap, pass the end or have no handler', () => {
    const tries = lined + 16 + 12;
    const broken = (change: (view: DataView) => void) => () => DexFile.open(patchDex(built.bytes, change), 'e');
    expect(broken((view) => view.setUint32(tries + 8, 0, true))).toThrow('tries are not sorted');
    expect(broken((view) => view.setUint16(tries + 20, 9, true))).toThrow('try passes the end');
    expect(broken((view) => view.setUint16(tries + 6, 2, true))).toThrow('no such handler');
    expect(broken((view) => view.setUint16(lined + 16 + 10, 1, true))).toThrow('padding');
    expect(broken((view) => view.setUint16(lined + 2, 3, true))).toThrow('more ins');
    expect(broken((view) => view.setUint16(lined + 4, 6, true))).toThrow('more outs');
    // Handlers follow three tries: a count, then -1 (one catch and a catch-all), type, address.
    expect(broken((view) => view.setUint8(tries + 24, 0))).toThrow('number of handlers');
    expect(broken((view) => view.setUint8(tries + 26, 0x7f))).toThrow('catch type index');
    expect(broken((view) => view.setUint8(tries + 27, 5))).toThrow('catch address');
    expect(broken((view) => view.setUint8(tries + 28, 5))).toThrow('catch-all address');
  });
});

describe('line tables', () => {
  it('says the line of any code unit', () => {
    const lines = dex.debugLines(lined)!;
    expect([0, 1, 2, 3, 4, 99].map((pc) => lines.lineOf(pc))).toEqual([100, 100, 90, 90, 300, 300]);
    expect(lines.size).toBe(3);
    expect(dex.debugLines(offsetOf('La;->plain()V'))).toBeUndefined();
  });

  it('knows no line before the first entry', () => {
    const late = buildDex({
      classes: [{ type: 'La;', methods: [{ name: 'm', code: { instructions: [[0], returnVoid], lines: [[1, 7]] } }] }],
    });
    const file = DexFile.open(late.bytes, 'e');
    const lines = file.debugLines(late.code.get('La;->m()V')!)!;
    expect([lines.lineOf(0), lines.lineOf(1)]).toEqual([undefined, 7]);
  });

  it('runs the state machine of the specification over locals, files and special opcodes', () => {
    const { offset } = built.sections.get(0x2003)!;
    // line 5, one parameter name; start_local, start_local_extended, end, restart, prologue, epilogue, set_file;
    // then special opcodes: 0x0a: -4 lines, 0x19 = 15: +1 unit -4 lines, 0xff = 245: 16 units, 245 % 15 - 4 = 1 line.
    const program = [5, 1, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 5, 0, 6, 0, 7, 8, 9, 0, 0x0a, 0x19, 0xff, 0];
    const longer = buildDex({
      classes: [
        {
          type: 'La;',
          methods: [
            { name: 'm', code: { instructions: [returnVoid], lines: Array.from({ length: 20 }, (_, i) => [i, i]) } },
          ],
        },
      ],
    });
    const at = longer.sections.get(0x2003)!.offset;
    const file = DexFile.open(
      patchDex(longer.bytes, (_, copy) => copy.set(program, at)),
      'e',
    );
    const lines = file.debugLines(longer.code.get('La;->m()V')!)!;
    expect([0, 1, 17].map((pc) => lines.lineOf(pc))).toEqual([1, -3, -2]);
    expect(offset).toBeGreaterThan(0);
  });

  it('throws FormatError for debug info out of its section or without an end', () => {
    const { offset } = built.sections.get(0x2003)!;
    const away = DexFile.open(
      patchDex(built.bytes, (view) => view.setUint32(lined + 8, 0x70, true)),
      'e',
    );
    expect(() => away.debugLines(lined)).toThrow(FormatError);
    const many = DexFile.open(
      patchDex(built.bytes, (_, copy) => copy.set([1, 0xff, 0xff, 0x7f], offset)),
      'e',
    );
    expect(() => many.debugLines(lined)).toThrow(FormatError);
  });
});

describe('encoded values', () => {
  it('reads initial values of static fields', () => {
    expect(dex.staticValues(0)).toEqual([
      { kind: 'long', value: -(2n ** 63n) },
      { kind: 'double', value: -0.5 },
      { kind: 'int', value: 0 },
      { kind: 'type', id: dex.findType('LZ;') },
    ]);
  });

  // header = (size - 1) << 5 | type; payload little-endian, short forms extended.
  it.each<[string, number[], EncodedValue]>([
    ['byte -1', [0x00, 0xff], { kind: 'byte', value: -1 }],
    ['short of one byte', [0x02, 0x80], { kind: 'short', value: -128 }],
    ['char of one byte', [0x03, 0x80], { kind: 'char', value: 128 }],
    ['int of three bytes', [0x44, 0xff, 0xff, 0xff], { kind: 'int', value: -1 }],
    ['long of two bytes', [0x26, 0x00, 0x80], { kind: 'long', value: -32768n }],
    ['float 1, right-filled', [0x30, 0x80, 0x3f], { kind: 'float', value: 1 }],
    ['double 2, right-filled', [0x11, 0x40], { kind: 'double', value: 2 }],
    ['null', [0x1e], { kind: 'null' }],
    ['true', [0x3f], { kind: 'boolean', value: true }],
    ['string 0', [0x17, 0x00], { kind: 'string', id: 0 }],
    ['enum 1', [0x1b, 0x01], { kind: 'enum', id: 1 }],
    ['method 0', [0x1a, 0x00], { kind: 'method', id: 0 }],
  ])('reads %s', (_, value, expected) => {
    expect(withArray([1, ...value]).staticValues(0)).toEqual([expected]);
  });

  it.each<[string, number[]]>([
    ['an unknown type', [1, 0x01]],
    ['a byte of two bytes', [1, 0x20, 0, 0]],
    ['an int of five bytes', [1, 0x84, 0, 0, 0, 0, 0]],
    ['null with a size', [1, 0x3e]],
    ['boolean 2', [1, 0x5f]],
    ['a string out of range', [1, 0x37, 0xff, 0xff]],
    ['a count past the end', [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('refuses %s', (_, array) => {
    expect(() => withArray(array).staticValues(0)).toThrow(FormatError);
  });

  it('refuses arrays nested deeper than the guard, without a stack overflow', () => {
    const deep = (depth: number): DexValue => (depth === 0 ? { int: 1 } : { array: [deep(depth - 1)] });
    const file = (depth: number): DexFile =>
      DexFile.open(
        buildDex({ classes: [{ type: 'La;', annotations: [{ type: 'LB;', elements: { v: deep(depth) } }] }] }).bytes,
        'e',
      );
    expect(file(90).annotations(0)!.class).toHaveLength(1);
    expect(() => file(2000).annotations(0)).toThrow(FormatError);
  });

  /** The file with the static values of its class replaced; the array it has is 33 bytes. */
  function withArray(array: readonly number[]): DexFile {
    const { offset } = built.sections.get(0x2005)!;
    return DexFile.open(
      patchDex(built.bytes, (_, copy) => copy.set(array, offset)),
      'e',
    );
  }
});

describe('annotations', () => {
  const annotations = dex.annotations(0)!;
  const b = dex.findType('LB;');

  it('reads those of the class, sorted by type', () => {
    expect(annotations.class.map(({ type, visibility }) => [dex.type(type), visibility])).toEqual([
      ['LB;', 'runtime'],
      ['LZ;', 'system'],
    ]);
    const elements = annotations.class[1]!.elements.map(({ name, value }) => [dex.string(name), value]);
    expect(elements).toEqual([
      [
        'many',
        {
          kind: 'array',
          values: [
            { kind: 'int', value: -5 },
            { kind: 'array', values: [] },
            {
              kind: 'annotation',
              annotation: {
                type: dex.findType('LInner;'),
                elements: [{ name: dex.findString('z'), value: { kind: 'null' } }],
              },
            },
          ],
        },
      ],
      ['value', { kind: 'string', id: dex.findString('v') }],
    ]);
  });

  it('reads those of fields, methods and parameters by id', () => {
    const only = [{ type: b, visibility: 'runtime', elements: [] }];
    expect([...annotations.fields]).toEqual([[dex.findField('La;->S:I'), only]]);
    const method = dex.findMethod('La;->lined(II)V');
    expect([...annotations.methods]).toEqual([[method, only]]);
    expect([...annotations.parameters]).toEqual([[method, [only, []]]]);
  });

  it('is undefined for a class without', () => {
    expect(DexFile.open(buildDex({ classes: [{ type: 'La;' }] }).bytes, 'e').annotations(0)).toBeUndefined();
  });

  it('throws FormatError for sets, items and directories that lie', () => {
    const set = built.sections.get(0x1003)!.offset;
    const item = built.sections.get(0x2004)!.offset;
    const directory = built.sections.get(0x2006)!.offset;
    const reading = (change: (view: DataView) => void) => () =>
      DexFile.open(patchDex(built.bytes, change), 'e').annotations(0);
    expect(reading((view) => view.setUint32(set, 0xffffffff, true))).toThrow(FormatError);
    expect(reading((view) => view.setUint32(set + 4, 0x70, true))).toThrow(FormatError);
    expect(reading((view) => view.setUint32(set + 8, view.getUint32(set + 4, true), true))).toThrow('not sorted');
    expect(reading((view) => view.setUint8(item, 3))).toThrow(FormatError);
    expect(reading((view) => view.setUint32(directory, 6, true))).toThrow(FormatError);
    expect(reading((view) => view.setUint32(directory + 4, 0xffffffff, true))).toThrow(FormatError);
    expect(reading((view) => view.setUint32(directory + 16, 0xffff, true))).toThrow(FormatError);
  });
});

describe('method handles and call sites', () => {
  it('reads them', () => {
    expect(dex.callSiteCount).toBe(1);
    const site = dex.callSite(0);
    expect([site.bootstrap, dex.string(site.name), dex.protoDescriptor(site.proto)]).toEqual([0, 'run', '()V']);
    expect(site.values).toEqual([
      { kind: 'methodHandle', id: 1 },
      { kind: 'int', value: 7 },
    ]);
    expect(dex.methodHandle(0)).toEqual({
      kind: 'invoke-static',
      id: dex.findMethod('Ljava/lang/invoke/LambdaMetafactory;->metafactory()V'),
    });
    expect(dex.methodHandle(1)).toEqual({ kind: 'static-get', id: dex.findField('La;->S:I') });
  });

  it('throws FormatError for what is not there or not one', () => {
    expect(() => dex.callSite(1)).toThrow(FormatError);
    expect(() => dex.callSite(-1)).toThrow(FormatError);
    expect(() => dex.methodHandle(2)).toThrow(FormatError);
    const handles = built.sections.get(8)!.offset;
    const sites = built.sections.get(7)!.offset;
    const file = (change: (view: DataView) => void): DexFile => DexFile.open(patchDex(built.bytes, change), 'e');
    expect(() => file((view) => view.setUint16(handles, 9, true))).toThrow('bad method handle');
    expect(() => file((view) => view.setUint16(handles + 4, 0xffff, true))).toThrow('bad method handle');
    const values = built.sections.get(0x2005)!.offset;
    expect(() => file((view) => view.setUint32(sites, values, true))).toThrow('bad call site');
  });
});
