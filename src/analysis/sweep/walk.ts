import {
  IndexKind,
  OPCODE_FLAGS,
  OPCODE_INDEX_KIND,
  OPCODE_WIDTH,
  OpcodeFlag,
  payloadUnits,
} from '../../format/dex/index.js';
import type { DexFile } from '../../format/dex/index.js';
import { IntList } from '../int-list.js';
import type { DexTags } from './tags.js';

/** What the index of an instruction points into, as the loop tells it apart: small numbers in the order it asks. */
const Kind = { none: 0, string: 1, type: 2, field: 3, method: 4, callSite: 5, other: 6, unused: 7 } as const;

/** Kinds of a hit; the reference is an id of that kind. */
export const HitKind = { string: Kind.string, field: Kind.field, method: Kind.method } as const;

/** Four numbers a hit. */
export const HIT_WIDTH = 4;

/** What one pass over the instructions of a dex gave. */
export interface DexWalk {
  /** Methods the dex defines, with or without code. */
  readonly methods: number;
  readonly methodsWithCode: number;
  readonly instructions: number;
  readonly invokes: number;
  /** Methods with an instruction ART would reject; skipped from there on. */
  readonly badMethods: number;
  /** `[method id, pc, HitKind, reference id]*` */
  readonly hits: IntList;
  /** Type ids referred to, grouped by class: `referenceStarts[k] … referenceStarts[k+1]` belong to `classTypes[k]`. */
  readonly references: IntList;
  readonly referenceStarts: IntList;
  readonly classTypes: IntList;
}

/** Bytes of a code item before its instructions. */
const CODE_HEADER = 16;

const CONST_STRING_JUMBO = 0x1b;

const KIND_OF_INDEX: ReadonlyMap<number, number> = new Map([
  [IndexKind.none, Kind.none],
  [IndexKind.string, Kind.string],
  [IndexKind.type, Kind.type],
  [IndexKind.field, Kind.field],
  [IndexKind.method, Kind.method],
  [IndexKind.methodAndProto, Kind.method],
  [IndexKind.callSite, Kind.callSite],
]);

/** {@link Kind} by opcode. */
const KINDS = Uint8Array.from(OPCODE_INDEX_KIND, (kind, opcode) =>
  (OPCODE_FLAGS[opcode]! & OpcodeFlag.unused) !== 0 ? Kind.unused : (KIND_OF_INDEX.get(kind) ?? Kind.other),
);

/** Code units a field_id or method_id takes; the first is the class (class_idx). */
const MEMBER_UNITS = 4;

/** One buffer of 32-bit integers with the tags of all kinds, so that the loop asks it whatever an instruction refers to. */
function joinTags(dex: DexFile, { methods, fields, strings }: DexTags): { tags: Int32Array; bases: Int32Array } {
  const { counts } = dex;
  const bases = new Int32Array(8);
  const types = counts.strings;
  const fieldsAt = types + counts.types;
  const methodsAt = fieldsAt + counts.fields;
  [bases[Kind.type], bases[Kind.field], bases[Kind.method]] = [types, fieldsAt, methodsAt];
  const tags = new Int32Array(methodsAt + counts.methods);
  tags.set(strings, 0);
  tags.set(fields, fieldsAt);
  tags.set(methods, methodsAt);
  return { tags, bases };
}

/**
 * Walks method after method. The hottest code of the product: no allocation and no object an instruction, no call but
 * for what is found (design/house §4). A function a method, not one loop over all: V8 compiles it once, after it has
 * seen some thousands of methods, where it would compile the one loop again for each path it first meets.
 */
class CodeWalker {
  readonly hits = new IntList();

  readonly references = new IntList();

  instructions = 0;

  invokes = 0;

  badMethods = 0;

  private readonly units: Uint16Array;

  /** By id of whatever kind, at `bases[kind] + id`: 0 for ids nobody looks for. */
  private readonly tags: Int32Array;

  private readonly bases: Int32Array;

  /** Number of ids by kind. */
  private readonly limits = new Int32Array(8).fill(0x1_0000);

  /** Where the table of a kind starts, in code units; only fields and methods. */
  private readonly tables = new Int32Array(8);

  /** By type id: the class (as its type id + 1) that last referred to it, to keep each edge once. */
  private readonly stamp: Int32Array;

  constructor(dex: DexFile, dexTags: DexTags) {
    const { counts } = dex;
    const { tags, bases } = joinTags(dex, dexTags);
    this.units = dex.units;
    this.tags = tags;
    this.bases = bases;
    [this.limits[Kind.string], this.limits[Kind.type]] = [counts.strings, counts.types];
    [this.limits[Kind.field], this.limits[Kind.method]] = [counts.fields, counts.methods];
    [this.tables[Kind.field], this.tables[Kind.method]] = [dex.fieldIdsUnit, dex.methodIdsUnit];
    this.stamp = new Int32Array(counts.types);
  }

  /** @param mark type id + 1 of the class the method belongs to; its methods must come together */
  walk(method: number, code: number, mark: number): void {
    const { units, tags, bases, limits, tables, stamp } = this;
    const start = (code + CODE_HEADER) >> 1;
    const end = start + (units[(code >> 1) + 6]! | (units[(code >> 1) + 7]! << 16));
    const hitsBefore = this.hits.length;
    let instructions = 0;
    let invokes = 0;
    let at = start;
    while (at < end) {
      const unit = units[at]!;
      const opcode = unit & 0xff;
      const kind = KINDS[opcode]!;
      const width = OPCODE_WIDTH[opcode]!;
      if (kind === Kind.none) {
        at += opcode === 0 && unit !== 0 ? Math.max(width, payloadUnits(units, at, end)) : width;
        instructions++;
        continue;
      }
      const index = units[at + 1]! + (opcode === CONST_STRING_JUMBO ? units[at + 2]! * 0x10000 : 0);
      if (kind === Kind.unused || at + width > end || index >= limits[kind]!) break;
      if (kind <= Kind.method) {
        if (tags[bases[kind]! + index] !== 0) this.hits.push4(method, at - start, kind, index);
        if (kind !== Kind.string) {
          const type = kind === Kind.type ? index : units[tables[kind]! + index * MEMBER_UNITS]!;
          if (stamp[type] !== mark) {
            stamp[type] = mark;
            this.references.push(type);
          }
        }
      }
      if (kind === Kind.method || kind === Kind.callSite) invokes++;
      instructions++;
      at += width;
    }
    this.instructions += instructions;
    this.invokes += invokes;
    if (at < end) {
      // ART's verifier fails such a method and its class: nothing of it runs, so nothing seen in it counts.
      this.badMethods++;
      this.hits.length = hitsBefore;
    }
  }
}

/** One pass over all instructions of a dex. */
export function walkDex(dex: DexFile, dexTags: DexTags): DexWalk {
  const { codeOffsets, counts } = dex;
  const walker = new CodeWalker(dex, dexTags);
  const referenceStarts = new IntList();
  const classTypes = new IntList();
  let current = -1;
  let methods = 0;
  let methodsWithCode = 0;
  for (let method = 0; method < counts.methods; method++) {
    if (dex.definesMethod(method)) methods++;
    const code = codeOffsets[method]!;
    if (code === 0) continue;
    methodsWithCode++;
    const owner = dex.methodClass(method);
    if (owner !== current) {
      current = owner;
      classTypes.push(owner);
      referenceStarts.push(walker.references.length);
    }
    walker.walk(method, code, owner + 1);
  }
  const { instructions, invokes, badMethods, hits, references } = walker;
  referenceStarts.push(references.length);
  return { methods, methodsWithCode, instructions, invokes, badMethods, hits, references, referenceStarts, classTypes };
}
