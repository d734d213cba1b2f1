import type { CodeSite } from '../../model/index.js';
import { IndexKind, OPCODE_INDEX_KIND, OpcodeFlag, OPCODE_FLAGS } from '../../format/dex/index.js';
import type { DexFile, InstructionCursor } from '../../format/dex/index.js';
import type { FieldNeedle } from '../needles.js';
import { HIT_WIDTH, HitKind } from './walk.js';
import type { DexWalk } from './walk.js';
import type { DexTags, MethodTarget, StringTarget } from './tags.js';

/** A place in the code before its owner is known. */
export type RawSite = Omit<CodeSite, 'owner'> & {
  /** Descriptor of the class. */
  readonly className: string;
};

/** A hit as plain data, so that the dex can be let go. */
export interface RawHit {
  readonly site: RawSite;
  readonly method?: MethodTarget & {
    /**
     * Constant strings by position of the argument (`this` counts as 0), where the code loads them just before; a class
     * constant, or the result of a look-up by a constant name, is the class's descriptor.
     */
    readonly arguments: readonly (string | undefined)[];
    /** Constant integers by position of the argument, for APIs that an integer decides. */
    readonly integers: readonly (number | undefined)[];
    /** Strings the method loads anywhere, for calls whose argument is not constant. */
    readonly strings: ReadonlySet<string>;
  };
  readonly field?: FieldNeedle;
  readonly string?: StringTarget;
  /** The site's own method has the name and signature of a callback. */
  readonly definition?: MethodTarget;
}

type Constant = string | number | undefined;

interface Constants {
  /** Strings the method loads anywhere. */
  readonly strings: ReadonlySet<string>;
  /** By pc of a call: the constants in its arguments. */
  readonly at: ReadonlyMap<number, readonly Constant[]>;
}

const NO_CONSTANTS: Constants = { strings: new Set(), at: new Map() };

/** Whether anything asks for the constants of a call: loaders and reflection, and APIs that only one argument makes sensitive. */
const wantsConstants = ({ needles }: MethodTarget): boolean =>
  needles.some(({ special, api }) => special !== undefined || api?.when !== undefined || api?.byConstant !== undefined);

const wantsIntegers = ({ needles }: MethodTarget): boolean => needles.some(({ api }) => api?.byConstant !== undefined);

/** A look-up of a class by name: its result is the class named, where the name is constant. */
const findsClass = ({ signature }: MethodTarget): boolean =>
  signature.startsWith('forName(') || signature.startsWith('loadClass(Ljava/lang/String;)');

const descriptorOf = (name: Constant): string | undefined =>
  typeof name === 'string' ? `L${name.replaceAll('.', '/')};` : undefined;

const CONST_CLASS = 0x1c;
const MOVE_RESULT_OBJECT = 0x0c;

const isString = (opcode: number): boolean => OPCODE_INDEX_KIND[opcode] === IndexKind.string;
/** `const/4`, `const/16`, `const`, `const/high16`. */
const isInteger = (opcode: number): boolean => opcode >= 0x12 && opcode <= 0x15;
const isInvoke = (opcode: number): boolean => (OPCODE_FLAGS[opcode]! & OpcodeFlag.invoke) !== 0;

/** Makes sites of the numbers a walk gave. One method a thing to do, each small: a run that ends soon compiles little. */
class HitReader {
  readonly result: RawHit[] = [];

  private readonly dex: DexFile;

  private readonly tags: DexTags;

  private readonly hits: DexWalk['hits'];

  private readonly cursor: InstructionCursor;

  constructor(dex: DexFile, tags: DexTags, { hits }: DexWalk) {
    this.dex = dex;
    this.tags = tags;
    this.hits = hits;
    this.cursor = dex.cursor();
  }

  /** The hits of one method, which are together: its debug lines and constants are read once. Returns where the next begin. */
  readMethod(from: number): number {
    const { dex, hits } = this;
    const method = hits.at(from);
    let to = from;
    while (to < hits.length && hits.at(to) === method) to += HIT_WIDTH;
    const code = dex.codeOffset(method);
    const descriptor = dex.methodDescriptor(method);
    const type = dex.methodClass(method);
    const className = dex.type(type);
    const source = dex.sourceFile(dex.classOf(type));
    const lines = this.linesOf(code);
    const constants = this.constantsOf(code, from, to);
    for (let at = from; at < to; at += HIT_WIDTH) {
      const pc = hits.at(at + 1);
      const line = lines?.lineOf(pc);
      const site: RawSite = {
        entry: dex.entry,
        method: descriptor,
        pc,
        ...(line === undefined ? {} : { line }),
        ...(source === undefined ? {} : { source }),
        className,
      };
      this.result.push(this.hitAt(at, site, constants));
    }
    return to;
  }

  private hitAt(at: number, site: RawSite, constants: Constants): RawHit {
    const { hits, tags } = this;
    const kind = hits.at(at + 2);
    const id = hits.at(at + 3);
    if (kind === HitKind.field) return { site, field: tags.fieldTargets[tags.fields[id]! - 1]! };
    if (kind === HitKind.string) return { site, string: tags.stringTargets[tags.strings[id]! - 1]! };
    const { className, signature, needles } = this.targetAt(at);
    const values = constants.at.get(site.pc) ?? [];
    const call = {
      arguments: values.map((value) => (typeof value === 'string' ? value : undefined)),
      integers: values.map((value) => (typeof value === 'number' ? value : undefined)),
      strings: constants.strings,
    };
    return { site, method: { className, signature, needles, ...call } };
  }

  private targetAt(at: number): MethodTarget {
    return this.tags.methodTargets[this.tags.methods[this.hits.at(at + 3)]! - 1]!;
  }

  private linesOf(code: number): ReturnType<DexFile['debugLines']> {
    try {
      return this.dex.debugLines(code);
    } catch {
      return undefined; // ART ignores debug information it cannot read; so do we
    }
  }

  private constantsOf(code: number, from: number, to: number): Constants {
    const wanted = new Map<number, MethodTarget>();
    for (let at = from; at < to; at += HIT_WIDTH) {
      if (this.hits.at(at + 2) !== HitKind.method) continue;
      const target = this.targetAt(at);
      if (wantsConstants(target)) wanted.set(this.hits.at(at + 1), target);
    }
    return wanted.size === 0 ? NO_CONSTANTS : this.constantsAt(code, wanted);
  }

  /** Straight-line: branches are not followed. */
  private constantsAt(code: number, wanted: ReadonlyMap<number, MethodTarget>): Constants {
    const { cursor } = this;
    const integers = [...wanted.values()].some(wantsIntegers);
    const strings = new Set<string>();
    const byRegister = new Map<number, string | number>();
    const at = new Map<number, Constant[]>();
    /** What the last call gave, when it is a class that was named by a constant. */
    let result: string | undefined;
    cursor.open(code);
    while (cursor.next()) {
      const { opcode } = cursor;
      if (opcode > 0xff) continue;
      if (isString(opcode)) {
        const text = this.dex.string(cursor.index);
        strings.add(text);
        byRegister.set(cursor.register(0), text);
      } else if (isInvoke(opcode)) {
        const target = wanted.get(cursor.pc);
        const values = target === undefined ? [] : this.argumentsOf(byRegister);
        if (target !== undefined) at.set(cursor.pc, values);
        result = target !== undefined && findsClass(target) ? descriptorOf(values.find(Boolean)) : undefined;
      } else if (opcode === MOVE_RESULT_OBJECT && result !== undefined) byRegister.set(cursor.register(0), result);
      else if (opcode === CONST_CLASS) byRegister.set(cursor.register(0), this.dex.type(cursor.index));
      else if (integers && isInteger(opcode)) byRegister.set(cursor.register(0), cursor.literal);
      // Most code runs before any constant is loaded: then there is nothing to forget.
      else if (byRegister.size > 0 && cursor.registerCount > 0) byRegister.delete(cursor.register(0));
    }
    return { strings, at };
  }

  private argumentsOf(byRegister: ReadonlyMap<number, string | number>): Constant[] {
    const { cursor } = this;
    return Array.from({ length: cursor.registerCount }, (_, n) => byRegister.get(cursor.register(n)));
  }

  /** A callback the dex defines, unless it does nothing but return. */
  readDefinition(id: number, definition: MethodTarget): void {
    const { dex } = this;
    const code = dex.codeOffset(id);
    if (code === 0 || dex.code(code).insnsCount <= 1) return;
    const line = this.linesOf(code)?.lineOf(0);
    const source = dex.sourceFile(dex.classOf(dex.methodClass(id)));
    const site: RawSite = {
      entry: dex.entry,
      method: dex.methodDescriptor(id),
      pc: 0,
      ...(line === undefined ? {} : { line }),
      ...(source === undefined ? {} : { source }),
      className: definition.className,
    };
    this.result.push({ site, definition });
  }
}

/** Turns the numbers of a walk into sites with method, line and constants. */
export function rawHits(dex: DexFile, tags: DexTags, walk: DexWalk): RawHit[] {
  const reader = new HitReader(dex, tags, walk);
  for (let from = 0; from < walk.hits.length;) from = reader.readMethod(from);
  for (const [id, target] of tags.definitions) reader.readDefinition(id, target);
  return reader.result;
}
