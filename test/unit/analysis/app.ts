import path from 'node:path';
import {
  buildDex,
  invoke,
  returnVoid,
  type DexClass,
  type DexInstruction,
  type DexMethod,
  type DexSpec,
} from '../../../fixtures/toolkit/dex.js';
import { openApp } from '../../../src/apk/index.js';
import { CallGraph, type CallGraphOptions, type CallPath } from '../../../src/analysis/callgraph/index.js';
import { Program } from '../../../src/analysis/program/index.js';
import { DexFile } from '../../../src/format/dex/index.js';

export const root = path.resolve(import.meta.dirname, '../../..');

export const SINK = 'Lapp/Sink;->hit()V';
export const hit: DexInstruction = [0x71, { method: SINK }, 0];

export const PUBLIC = 0x1;
export const STATIC = 0x9;
const CONSTRUCTOR = 0x10001;
export const ABSTRACT = 0x401;

/** A public instance method. */
export function method(name: string, proto: string, ...instructions: readonly DexInstruction[]): DexMethod {
  return {
    name,
    proto,
    access: PUBLIC,
    code: { registers: 16, ins: insOf(proto) + 1, instructions: [...instructions, returnVoid] },
  };
}

export function staticMethod(name: string, proto: string, ...instructions: readonly DexInstruction[]): DexMethod {
  return {
    name,
    proto,
    access: STATIC,
    code: { registers: 16, ins: insOf(proto), instructions: [...instructions, returnVoid] },
  };
}

/** A constructor without arguments that does nothing. */
export const init: DexMethod = {
  name: '<init>',
  access: CONSTRUCTOR,
  code: { registers: 1, ins: 1, instructions: [returnVoid] },
};

/** Registers the parameters of a prototype take. */
function insOf(proto: string): number {
  return parametersOf(proto).reduce((sum, type) => sum + (type === 'J' || type === 'D' ? 2 : 1), 0);
}

export function parametersOf(proto: string): string[] {
  return proto.slice(1, proto.indexOf(')')).match(/\[*(?:L[^;]*;|[ZBSCIJFD])/g) ?? [];
}

/** `new type()` into a register. */
export function make(register: number, type: string): DexInstruction[] {
  return [[0x22 | (register << 8), { type }], invoke(0x70, `${type}-><init>()V`, register)];
}

export const constClass = (register: number, type: string): DexInstruction => [0x1c | (register << 8), { type }];
export const moveResultObject = (register: number): DexInstruction => [0x0c | (register << 8)];
export const returnObject = (register: number): DexInstruction => [0x11 | (register << 8)];
export const zero = (register: number): DexInstruction => [0x12 | (register << 8)];

export interface App {
  readonly program: Program;
  readonly graph: CallGraph;
  /** Id of a method that must be there. */
  id(descriptor: string): number;
}

export function appOf(specs: readonly DexSpec[], options: CallGraphOptions = {}): App {
  return appOfDex(
    specs.map((spec, i) =>
      DexFile.open(buildDex({ version: '039', ...spec }).bytes, i === 0 ? 'classes.dex' : `classes${i + 1}.dex`),
    ),
    options,
  );
}

export function appOfDex(dexFiles: readonly DexFile[], options: CallGraphOptions = {}): App {
  const program = Program.link(dexFiles);
  const graph = CallGraph.build(program, options);
  const id = (descriptor: string): number => {
    const found = program.findMethod(descriptor);
    if (found < 0) throw new Error(`no method ${descriptor}`);
    return found;
  };
  return { program, graph, id };
}

export const classes = (...list: readonly DexClass[]): App => appOf([{ classes: list }]);

/** An APK among the built fixtures. */
export function fixture(name: string): App {
  const apk = openApp(path.join(root, 'fixtures/built', `${name}.apk`), []);
  try {
    return appOfDex(apk.dexEntries().map((entry) => entry.open()));
  } finally {
    apk.close();
  }
}

/** A path as lines: `method @pc call|row`, then the target. */
export function lines({ program }: App, found: CallPath | undefined): string[] {
  if (!found) return [];
  const steps = found.steps.map(({ method: m, pc, via, table }) => `${program.describe(m)} @${pc} ${table ?? via}`);
  return [...steps, program.describe(found.target)];
}

/** Descriptors of what is reached. */
export function reached(
  app: App,
  roots: readonly string[],
  ...rest: Parameters<CallGraph['reachableFrom']> extends [unknown, ...infer R] ? R : never
): Set<string> {
  const reach = app.graph.reachableFrom(
    roots.map((name) => app.id(name)),
    ...rest,
  );
  return new Set([...reach].map((id) => app.program.describe(id)));
}
