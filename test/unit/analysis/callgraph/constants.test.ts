import { describe, expect, it } from '@jest/globals';
import { constString, invokeStatic, returnVoid, type DexInstruction } from '../../../../fixtures/toolkit/dex.js';
import type { ConstantValue } from '../../../../src/analysis/callgraph/index.js';
import { classes, constClass, moveResultObject, returnObject, STATIC, staticMethod, type App } from '../app.js';

const USE = 'Lib/Sdk;->use(Ljava/lang/Object;)V';
const USE_INT = 'Lib/Sdk;->use(I)V';
const FIELD = 'Lapp/Config;->KEY:Ljava/lang/String;';
const FLAG = 'Lapp/Config;->DEBUG:Z';
const START = 'Lapp/Main;->start()V';

/** The first argument of the last call in `start`. */
function argumentOf(app: App, pc: number): ConstantValue | undefined {
  return app.graph.constants.argumentsAt(app.id(START), pc)?.[0];
}
const app = (...code: readonly DexInstruction[]): App =>
  classes(
    { type: 'Lapp/Main;', methods: [staticMethod('start', '()V', ...code)] },
    {
      type: 'Lapp/Config;',
      fields: [
        { name: 'DEBUG', type: 'Z', access: STATIC | 0x10, value: { boolean: true } },
        { name: 'KEY', type: 'Ljava/lang/String;', access: STATIC | 0x10 },
        { name: 'SEEN', type: 'I', access: STATIC },
      ],
      methods: [
        {
          name: '<clinit>',
          access: 0x10008,
          code: {
            registers: 2,
            ins: 0,
            instructions: [constString(0, 'agreed'), [0x69, { field: FIELD }], returnVoid],
          },
        },
        staticMethod('key', '()Ljava/lang/String;', [0x62, { field: FIELD }], returnObject(0)),
        // if-eqz v1: one of two texts.
        staticMethod(
          'either',
          '(Z)Ljava/lang/String;',
          constString(0, 'a'),
          [0x0f39, 4],
          constString(0, 'b'),
          returnObject(0),
        ),
        staticMethod('see', '()V', [0x2012 | (1 << 8)], [0x0167, { field: 'Lapp/Config;->SEEN:I' }]),
      ],
    },
  );

describe('constants', () => {
  it.each([
    ['a string', [constString(0, 'imei')], [{ kind: 'string', value: 'imei' }]],
    ['a final field set in <clinit>', [[0x62, { field: FIELD }]], [{ kind: 'string', value: 'agreed' }]],
    [
      'a getter',
      [invokeStatic('Lapp/Config;->key()Ljava/lang/String;'), moveResultObject(0)],
      [{ kind: 'string', value: 'agreed' }],
    ],
    [
      'two arms',
      [invokeStatic('Lapp/Config;->either(Z)Ljava/lang/String;', 1), moveResultObject(0)],
      [
        { kind: 'string', value: 'b' },
        { kind: 'string', value: 'a' },
      ],
    ],
  ] satisfies [string, DexInstruction[], ConstantValue['constants']][])('reads %s', (_, code, constants) => {
    const pc = code.reduce((sum, one) => sum + one.length, 0);
    const found = argumentOf(app(...code, invokeStatic(USE, 0)), pc);
    expect(found?.isComplete).toBe(true);
    expect(found?.constants).toHaveLength(constants.length);
    expect(found?.constants).toEqual(expect.arrayContaining(constants));
  });

  it('reads ints, booleans and class literals', () => {
    expect(argumentOf(app([0x0013, 0x1234], invokeStatic(USE_INT, 0)), 2)?.constants).toEqual([
      { kind: 'int', value: 0x1234 },
    ]);
    expect(argumentOf(app([0x63, { field: FLAG }], invokeStatic(USE_INT, 0)), 2)?.constants).toEqual([
      { kind: 'int', value: 1 },
    ]);
    const literal = app(constClass(0, 'Lapp/Config;'), invokeStatic(USE, 0));
    expect(argumentOf(literal, 2)?.constants).toEqual([
      { kind: 'class', type: literal.program.findType('Lapp/Config;') },
    ]);
  });

  it('does not take what it cannot know for a constant', () => {
    const unknown = app(invokeStatic('Lib/Sdk;->name()Ljava/lang/String;'), moveResultObject(0), invokeStatic(USE, 0));
    expect(argumentOf(unknown, 4)).toEqual({ constants: [], isComplete: false });
    expect(unknown.graph.constants.argumentsAt(unknown.id(START), 1)).toBeUndefined();
  });

  it('sees what methods store and return', () => {
    const one = app(invokeStatic(USE, 0));
    const seen = one.program.findField('Lapp/Config;->SEEN:I');
    expect(one.graph.constants.stored(one.id('Lapp/Config;->see()V'), seen)).toEqual({
      constants: [{ kind: 'int', value: 2 }],
      isComplete: true,
    });
    expect(one.graph.constants.field(seen)).toEqual({ constants: [{ kind: 'int', value: 2 }], isComplete: true });
    expect(one.graph.constants.returned(one.id('Lapp/Config;->key()Ljava/lang/String;')).constants).toEqual([
      { kind: 'string', value: 'agreed' },
    ]);
  });
});
