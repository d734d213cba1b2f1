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

/**
 * Ids of all kinds in one row, so that the loop asks the same few arrays whatever an instruction refers to (less code
 * to compile in a run that ends soon, no branch to guess in one that does not).
 */
interface Slots {
  /** Slot of id 0 by kind. */
  readonly bases: Int32Array;
  /** Number of ids by kind. */
  readonly limits: Int32Array;
  /** The tags by slot: 0 for ids nobody looks for. */
  readonly tags: Int32Array;
  /** Type id of the class an id belongs to, by slot; for a string the number of types, which is no type. */
  readonly classes: Int32Array;
}

function slotsOf(dex: DexFile, { methods, fields, strings }: DexTags): Slots {
  const { counts } = dex;
  const bases = new Int32Array(8);
  const limits = new Int32Array(8).fill(0x1_0000);
  [limits[Kind.string], limits[Kind.type]] = [counts.strings, counts.types];
  [limits[Kind.field], limits[Kind.method]] = [counts.fields, counts.methods];
  const types = counts.strings;
  const fieldsAt = types + counts.types;
  const methodsAt = fieldsAt + counts.fields;
  [bases[Kind.type], bases[Kind.field], bases[Kind.method]] = [types, fieldsAt, methodsAt];
  const tags = new Int32Array(methodsAt + counts.methods);
  tags.set(strings, 0);
  tags.set(fields, fieldsAt);
  tags.set(methods, methodsAt);
  const classes = new Int32Array(tags.length).fill(counts.types, 0, counts.strings);
  let slot = counts.strings;
  for (let id = 0; id < counts.types; id++) classes[slot++] = id;
  for (let id = 0; id < counts.fields; id++) classes[slot++] = dex.fieldClass(id);
  for (let id = 0; id < counts.methods; id++) classes[slot++] = dex.methodClass(id);
  return { bases, limits, tags, classes };
}

/**
 * One tight loop over all instructions of a dex. The hottest code of the product: no allocation and no object an
 * instruction, no call but for what is found (design/house §4).
 */
export function walkDex(dex: DexFile, dexTags: DexTags): DexWalk {
  const { units, codeOffsets, counts } = dex;
  const { bases, limits, tags, classes } = slotsOf(dex, dexTags);
  const hits = new IntList();
  const references = new IntList();
  const referenceStarts = new IntList();
  const classTypes = new IntList();
  /** By type id: the class (as its type id + 1) that last referred to it, to keep each edge once. */
  const stamp = new Int32Array(counts.types + 1);
  const firstMethod = bases[Kind.method]!;
  let current = -1;
  let methods = 0;
  let methodsWithCode = 0;
  let instructions = 0;
  let invokes = 0;
  let badMethods = 0;

  for (let method = 0; method < counts.methods; method++) {
    if (dex.definesMethod(method)) methods++;
    const code = codeOffsets[method]!;
    if (code === 0) continue;
    methodsWithCode++;
    const owner = classes[firstMethod + method]!;
    const mark = owner + 1;
    if (owner !== current) {
      current = owner;
      classTypes.push(owner);
      referenceStarts.push(references.length);
      stamp[counts.types] = mark; // strings belong to no class: never an edge
    }
    const start = (code + CODE_HEADER) >> 1;
    const end = start + units[(code >> 1) + 6]! + units[(code >> 1) + 7]! * 0x10000;
    const hitsBefore = hits.length;
    let bad = false;
    for (let at = start; at < end;) {
      const unit = units[at]!;
      const opcode = unit & 0xff;
      const kind = KINDS[opcode]!;
      let width = OPCODE_WIDTH[opcode]!;
      if (kind === Kind.none) {
        if (opcode === 0 && unit !== 0) width = Math.max(width, payloadUnits(units, at, end));
      } else {
        const index = units[at + 1]! + (opcode === CONST_STRING_JUMBO ? units[at + 2]! * 0x10000 : 0);
        if (kind === Kind.unused || at + width > end || index >= limits[kind]!) {
          bad = true;
          break;
        }
        if (kind <= Kind.method) {
          const slot = bases[kind]! + index;
          if (tags[slot] !== 0) hits.push4(method, at - start, kind, index);
          const type = classes[slot]!;
          if (stamp[type] !== mark) {
            stamp[type] = mark;
            references.push(type);
          }
        }
        if (kind === Kind.method || kind === Kind.callSite) invokes++;
      }
      instructions++;
      at += width;
    }
    if (bad) {
      // ART's verifier fails such a method and its class: nothing of it runs, so nothing seen in it counts.
      badMethods++;
      hits.length = hitsBefore;
    }
  }
  referenceStarts.push(references.length);
  return {
    methods,
    methodsWithCode,
    instructions,
    invokes,
    badMethods,
    hits,
    references,
    referenceStarts,
    classTypes,
  };
}
