import {
  IndexKind,
  OPCODE_INDEX_KIND,
  OPCODE_WIDTH,
  OPCODE_FLAGS,
  OpcodeFlag,
  payloadUnits,
} from '../../format/dex/index.js';
import type { DexFile } from '../../format/dex/index.js';
import { IntList } from '../int-list.js';
import type { DexTags } from './tags.js';

/** Kinds of a hit; the reference is an id of that kind. */
export const HitKind = { method: 0, field: 1, string: 2 } as const;

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

const NONE = 0;

/**
 * One tight loop over all instructions of a dex. The hottest code of the product: no call, no allocation and no object
 * an instruction (design/house §4).
 */
export function walkDex(dex: DexFile, tags: DexTags): DexWalk {
  const { units, codeOffsets, counts } = dex;
  const methodClass = new Uint16Array(counts.methods);
  for (let id = 0; id < counts.methods; id++) methodClass[id] = dex.methodClass(id);
  const fieldClass = new Uint16Array(counts.fields);
  for (let id = 0; id < counts.fields; id++) fieldClass[id] = dex.fieldClass(id);
  const { methods: methodTag, fields: fieldTag, strings: stringTag } = tags;
  const hits = new IntList();
  const references = new IntList();
  const referenceStarts = new IntList();
  const classTypes = new IntList();
  /** By type id: the class (as its type id + 1) that last referred to it, to keep each edge once. */
  const stamp = new Int32Array(counts.types);
  let current = -1;
  let defined = 0;
  let methodsWithCode = 0;
  let instructions = 0;
  let invokes = 0;
  let badMethods = 0;

  for (let method = 0; method < counts.methods; method++) {
    if (dex.definesMethod(method)) defined++;
    const code = codeOffsets[method]!;
    if (code === 0) continue;
    methodsWithCode++;
    const owner = methodClass[method]!;
    if (owner !== current) {
      current = owner;
      classTypes.push(owner);
      referenceStarts.push(references.length);
    }
    const mark = current + 1;
    const start = (code + CODE_HEADER) >> 1;
    const end = start + units[(code >> 1) + 6]! + units[(code >> 1) + 7]! * 0x10000;
    const hitsBefore = hits.length;
    const bad = badMethods;
    let at = start;
    while (at < end) {
      const unit = units[at]!;
      const opcode = unit & 0xff;
      const kind = OPCODE_INDEX_KIND[opcode]!;
      let width = OPCODE_WIDTH[opcode]!;
      if (kind === NONE) {
        if (opcode === 0 && unit !== 0) {
          const payload = payloadUnits(units, at, end);
          if (payload > 0) width = payload;
        } else if ((OPCODE_FLAGS[opcode]! & OpcodeFlag.unused) !== 0) {
          badMethods++;
          break;
        }
      } else if (at + width > end) {
        badMethods++;
        break;
      } else {
        const index = units[at + 1]!;
        if (kind === IndexKind.method || kind === IndexKind.methodAndProto) {
          if (index >= counts.methods) {
            badMethods++;
            break;
          }
          invokes++;
          if (methodTag[index] !== 0) {
            hits.push(method);
            hits.push(at - start);
            hits.push(HitKind.method);
            hits.push(index);
          }
          const type = methodClass[index]!;
          if (stamp[type] !== mark) {
            stamp[type] = mark;
            references.push(type);
          }
        } else if (kind === IndexKind.field) {
          if (index >= counts.fields) {
            badMethods++;
            break;
          }
          if (fieldTag[index] !== 0) {
            hits.push(method);
            hits.push(at - start);
            hits.push(HitKind.field);
            hits.push(index);
          }
          const type = fieldClass[index]!;
          if (stamp[type] !== mark) {
            stamp[type] = mark;
            references.push(type);
          }
        } else if (kind === IndexKind.type) {
          if (index >= counts.types) {
            badMethods++;
            break;
          }
          if (stamp[index] !== mark) {
            stamp[index] = mark;
            references.push(index);
          }
        } else if (kind === IndexKind.string) {
          const id = width === 3 ? index + units[at + 2]! * 0x10000 : index;
          if (id >= counts.strings) {
            badMethods++;
            break;
          }
          if (stringTag[id] !== 0) {
            hits.push(method);
            hits.push(at - start);
            hits.push(HitKind.string);
            hits.push(id);
          }
        } else if (kind === IndexKind.callSite) invokes++;
      }
      instructions++;
      at += width;
    }
    // ART's verifier fails such a method and its class: nothing of it runs, so nothing seen in it counts.
    if (badMethods !== bad) hits.length = hitsBefore;
  }
  referenceStarts.push(references.length);
  return {
    methods: defined,
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
