import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildDex,
  constString,
  fixChecksums,
  invokeStatic,
  returnVoid,
  type DexSpec,
} from '../../fixtures/toolkit/dex.js';
import { DexFile } from '../../src/format/dex/index.js';
import { FormatError } from '../../src/model/errors.js';
import { sampleDex } from '../hostile/dex-cases.js';

const name = fc.stringMatching(/^[a-z$_隐é][a-z0-9]{0,5}$/);
const classType = fc.array(name, { minLength: 1, maxLength: 3 }).map((segments) => `L${segments.join('/')};`);
const type = fc.oneof(classType, fc.constantFrom('I', 'J', 'Z', '[B', '[[Ljava/lang/String;'));
const proto = fc
  .tuple(fc.array(type, { maxLength: 3 }), fc.oneof(type, fc.constant('V')))
  .map(([parameters, returns]) => `(${parameters.join('')})${returns}`);
const method = fc.record({ owner: classType, name, proto }).map((m) => `${m.owner}->${m.name}${m.proto}`);
/** Any UTF-16, NUL and lone surrogates among it. */
const text = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0x20, max: 0x7e })), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));

const spec = fc.record({
  version: fc.constantFrom('035', '037', '038', '039', '040'),
  strings: fc.array(text, { maxLength: 8 }),
  shuffleStrings: fc.boolean(),
  classes: fc.uniqueArray(
    fc.record({
      type: classType,
      interfaces: fc.uniqueArray(classType, { maxLength: 2 }),
      fields: fc.uniqueArray(fc.record({ name, type, access: fc.constantFrom(1, 8, 2) }), {
        maxLength: 4,
        selector: (field) => `${field.name}:${field.type}`,
      }),
      methods: fc.uniqueArray(
        fc.record({
          name,
          proto,
          access: fc.constantFrom(1, 9, 2),
          code: fc
            .record({ texts: fc.array(text, { maxLength: 3 }), calls: fc.array(method, { maxLength: 3 }) })
            .map(({ texts, calls }) => ({
              registers: 8,
              instructions: [
                ...texts.map((one) => constString(1, one)),
                ...calls.map((one) => invokeStatic(one)),
                returnVoid,
              ],
              lines: [[0, 1]] as [number, number][],
            })),
        }),
        { maxLength: 4, selector: (one) => one.name + one.proto },
      ),
    }),
    { maxLength: 5, selector: (cls) => cls.type },
  ),
});

/** What the spec says the file holds, sorted. */
function expected(of: typeof spec extends fc.Arbitrary<infer T> ? T : never): string[] {
  return of.classes
    .flatMap((cls) => [
      `class ${cls.type} implements ${cls.interfaces.join()}`,
      ...cls.fields.map((field) => `field ${cls.type}->${field.name}:${field.type} ${field.access}`),
      ...cls.methods.flatMap((one) => {
        const key = `${cls.type}->${one.name}${one.proto}`;
        return [
          `method ${key} ${one.access}`,
          ...one.code.instructions.flat().flatMap((unit) => {
            if (typeof unit === 'number' || 'wide' in unit) return [];
            return 'string' in unit
              ? [`${key} says ${unit.string}`]
              : 'method' in unit
                ? [`${key} calls ${unit.method}`]
                : [];
          }),
        ];
      }),
    ])
    .sort();
}

/** The same, read back. */
function readBack(dex: DexFile): string[] {
  const cursor = dex.cursor();
  const found: string[] = [];
  for (let index = 0; index < dex.counts.classes; index++) {
    const interfaces = dex.interfaces(index).map((id) => dex.type(id));
    found.push(`class ${dex.type(dex.classType(index))} implements ${interfaces.join()}`);
    dex.forEachField(index, (id, flags) => found.push(`field ${dex.fieldDescriptor(id)} ${flags}`));
    dex.forEachMethod(index, (id, flags, codeOffset) => {
      const key = dex.methodDescriptor(id);
      found.push(`method ${key} ${flags}`);
      if (!cursor.open(codeOffset)) return;
      while (cursor.next()) {
        if (cursor.name === 'const-string') found.push(`${key} says ${dex.string(cursor.index)}`);
        if (cursor.name === 'invoke-static') found.push(`${key} calls ${dex.methodDescriptor(cursor.index)}`);
      }
      expect(cursor.bad).toBeUndefined();
    });
  }
  return found.sort();
}

const OPERAND_TYPES = ['number', 'bigint', 'string'];

const orFormatError = (read: () => unknown): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
};

/** Reads everything a DEX offers; only FormatError may come out of it. */
function readAll(bytes: Uint8Array): boolean {
  let dex: DexFile;
  try {
    dex = DexFile.open(bytes, 'mutated.dex');
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
  for (let id = 0; id < dex.counts.strings; id++) expect(dex.findString(dex.string(id))).toBe(id);
  for (let id = 0; id < dex.counts.methods; id++) expect(dex.findMethod(dex.methodDescriptor(id))).toBe(id);
  for (let id = 0; id < dex.counts.fields; id++) expect(dex.findField(dex.fieldDescriptor(id))).toBe(id);
  const cursor = dex.cursor();
  for (let index = 0; index < dex.counts.classes; index++) {
    dex.sourceFile(index);
    dex.superType(index);
    orFormatError(() => dex.staticValues(index));
    orFormatError(() => dex.annotations(index));
    dex.forEachField(index, (id) => dex.fieldDescriptor(id));
    dex.forEachMethod(index, (_id, _flags, codeOffset) => {
      if (!cursor.open(codeOffset)) return;
      dex.code(codeOffset);
      orFormatError(() => dex.debugLines(codeOffset)?.lineOf(3));
      while (cursor.next()) {
        orFormatError(() => Array.from({ length: cursor.registerCount }, (_, n) => cursor.register(n)));
        orFormatError(() => cursor.target);
        orFormatError(() => cursor.switchCases());
        orFormatError(() => cursor.index2);
        expect([typeof cursor.literal, typeof cursor.wideLiteral, typeof cursor.name]).toEqual(OPERAND_TYPES);
      }
    });
  }
  for (let id = 0; id < dex.callSiteCount; id++) orFormatError(() => dex.callSite(id));
  return true;
}

const rich: DexSpec = {
  version: '038',
  methodHandles: [{ kind: 4, member: { method: 'Lm;->f()V' } }],
  callSites: [[{ methodHandle: 0 }, { string: 'n' }, { proto: '()V' }]],
  classes: [
    {
      type: 'La;',
      annotations: [{ type: 'LB;', elements: { v: { array: [{ int: 1 }, { string: '隐私' }] } } }],
      fields: [{ name: 'S', type: 'J', access: 8, value: { long: 3n } }],
      methods: [
        {
          name: 'm',
          parameterAnnotations: [[{ type: 'LB;' }]],
          code: {
            instructions: [
              [0x002b, 4, 0],
              returnVoid,
              [0x0100, 1, 0, 0, 3, 0],
              [0x00fc, 0, 0],
              [0x0300, 2, 2, 0, 1, 2],
            ],
            tries: [{ start: 0, count: 3, catches: [['LE;', 3]], catchAll: 3 }],
            lines: [
              [0, 5],
              [3, 9],
            ],
          },
        },
      ],
    },
  ],
};

describe('DexFile', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(spec, (written) => {
        const dex = DexFile.open(buildDex(written).bytes, 'classes.dex');
        expect(readBack(dex)).toEqual(expected(written));
        for (const one of written.strings) expect(dex.string(dex.findString(one))).toBe(one);
      }),
      { numRuns: 150 },
    );
  });

  it('takes the types under a prefix as a brute-force search does', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(classType, { minLength: 1, maxLength: 30 }),
        fc.array(name, { maxLength: 2 }),
        (types, segments) => {
          const dex = DexFile.open(buildDex({ refs: types.map((one) => ({ type: one })) }).bytes, 'e');
          const prefix = segments.join('/');
          const { start, end } = dex.typesUnder(prefix);
          const inRange = Array.from({ length: end - start }, (_, i) => dex.type(start + i));
          expect(inRange).toEqual(types.filter((one) => one.startsWith(prefix === '' ? 'L' : `L${prefix}/`)).sort());
        },
      ),
    );
  });

  it.each([
    ['sample', sampleDex().bytes],
    ['rich', buildDex(rich).bytes],
    ['strings out of order', buildDex({ ...rich, shuffleStrings: true }).bytes],
  ])('gives a value or FormatError for any mutation of %s, and ends', (_, good) => {
    expect(readAll(good)).toBe(true);
    const edit = fc.record({
      at: fc.nat(good.length - 1),
      value: fc.oneof(fc.constantFrom(0, 0x7f, 0x80, 0xff), fc.nat(255)),
      width: fc.constantFrom(1, 1, 2, 4),
    });
    let opened = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const copy = Uint8Array.from(good);
        for (const { at, value, width } of edits) copy.fill(value, at, at + width);
        if (readAll(fixChecksums(copy))) opened++;
      }),
      { numRuns: 2500 },
    );
    // Otherwise the readers behind `open` were not tried.
    expect(opened).toBeGreaterThan(100);
  });
});
