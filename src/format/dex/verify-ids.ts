import { FormatError } from '../../model/errors.js';
import { isMemberName, isTypeDescriptor } from './descriptor.js';
import type { DexLayout, Section } from './layout.js';

/** What checking the id tables learns on the way. */
export interface IdTables {
  /** First character of each type's descriptor. */
  readonly typeKinds: Uint8Array;
  /** First method id of each type, and one more entry: a type's methods are `[methodStarts[t], methodStarts[t + 1])`. */
  readonly methodStarts: Uint32Array;
  /** The same for field ids. */
  readonly fieldStarts: Uint32Array;
}

const [CLASS, BRACKET, VOID] = [0x4c, 0x5b, 0x56];

/** Where the characters of string `id` start: after its ULEB128 length. */
export function stringStart(layout: DexLayout, id: number): number {
  const { bytes } = layout;
  let at = layout.u32[(layout.strings.offset >> 2) + id]!;
  while (bytes[at++]! > 0x7f);
  return at;
}

/**
 * Checks type, proto, field and method ids: every index in range, every table strictly ascending, descriptors and
 * names well-formed (DexFileVerifier, CheckInter*IdItem). The string ids must have been checked.
 */
export function verifyIds(layout: DexLayout): IdTables {
  const typeKinds = verifyTypes(layout);
  verifyProtos(layout, typeKinds);
  const names = new Uint8Array(layout.strings.count);
  const { fields, methods } = layout;
  const classes = new Uint8Array(typeKinds.length);
  const references = new Uint8Array(typeKinds.length);
  const values = new Uint8Array(typeKinds.length);
  for (let i = 0; i < typeKinds.length; i++) {
    const kind = typeKinds[i];
    classes[i] = kind === CLASS ? 1 : 0;
    references[i] = kind === CLASS || kind === BRACKET ? 1 : 0;
    values[i] = kind === VOID ? 0 : 1;
  }
  const protos = new Uint8Array(layout.protos.count).fill(1);
  const tables = {
    typeKinds,
    fieldStarts: verifyMembers(layout, { what: 'field', section: fields, owners: classes, seconds: values }, names),
    methodStarts: verifyMembers(
      layout,
      { what: 'method', section: methods, owners: references, seconds: protos },
      names,
    ),
  };
  verifyNames(layout, names);
  return tables;
}

function verifyTypes(layout: DexLayout): Uint8Array {
  const { u32, bytes, types } = layout;
  const first = types.offset >> 2;
  const kinds = new Uint8Array(types.count);
  let previous = -1;
  for (let i = 0; i < types.count; i++) {
    const stringId = u32[first + i]!;
    if (stringId >= layout.strings.count) throw new FormatError('type descriptor index', (first + i) << 2);
    if (stringId <= previous) throw new FormatError('type_ids are not sorted', (first + i) << 2);
    previous = stringId;
    const start = stringStart(layout, stringId);
    if (!isTypeDescriptor(bytes, start)) throw new FormatError('bad type descriptor', start);
    kinds[i] = bytes[start]!;
  }
  return kinds;
}

/**
 * Checks the strings that are members' names, in the order of the string table: members name them in no order, and
 * following each at once would miss the cache for every name.
 */
function verifyNames(layout: DexLayout, used: Uint8Array): void {
  for (let id = 0; id < used.length; id++) {
    if (used[id] === 0) continue;
    const start = stringStart(layout, id);
    if (!isMemberName(layout.bytes, start)) throw new FormatError('bad member name', start);
  }
}

/** What differs between field ids (class u2, type u2, name u4) and method ids (class u2, proto u2, name u4). */
interface MemberTable {
  readonly what: string;
  readonly section: Section;
  /** By type id: 1 if members of this kind may belong to it. */
  readonly owners: Uint8Array;
  /** By type or proto id: 1 if a member may have it. */
  readonly seconds: Uint8Array;
}

/**
 * Both tables are sorted by class, name, then type or proto: one check serves both. Marks the names it meets in `names`
 * (by string id) and returns the first member by class.
 */
function verifyMembers(layout: DexLayout, table: MemberTable, names: Uint8Array): Uint32Array {
  const { i32 } = layout;
  const { owners, seconds, section, what } = table;
  const starts = new Uint32Array(layout.types.count + 1);
  let owner = -1;
  let previousName = -1;
  let previousSecond = -1;
  const end = (section.offset >> 2) + section.count * 2;
  for (let at = section.offset >> 2, id = 0; at < end; at += 2, id++) {
    const word = i32[at]!;
    const second = word >>> 16;
    const name = i32[at + 1]!;
    if ((word & 0xffff) !== owner) {
      const next = word & 0xffff;
      if (next < owner) throw new FormatError(`${what}_ids are not sorted`, at << 2);
      if (owners[next] !== 1) throw new FormatError(`${what} class index`, at << 2);
      while (owner < next) starts[++owner] = id;
    } else if (name < previousName || (name === previousName && second <= previousSecond)) {
      throw new FormatError(`${what}_ids are not sorted`, at << 2);
    }
    if (seconds[second] !== 1) throw new FormatError(`${what} type or proto index`, at << 2);
    if (name < 0 || name >= names.length) throw new FormatError(`${what} name index`, at << 2);
    names[name] = 1;
    previousName = name;
    previousSecond = second;
  }
  starts.fill(section.count, owner + 1);
  return starts;
}

/** Proto ids are (shorty u4, return type u4, parameters offset u4) sorted by return type, then parameters. */
function verifyProtos(layout: DexLayout, typeKinds: Uint8Array): void {
  const { u32, protos } = layout;
  const first = protos.offset >> 2;
  let previousReturn = -1;
  let previousParameters = 0;
  for (let i = 0; i < protos.count; i++) {
    const at = first + i * 3;
    const shorty = u32[at]!;
    const returnType = u32[at + 1]!;
    const parameters = u32[at + 2]!;
    if (shorty >= layout.strings.count) throw new FormatError('proto shorty index', at << 2);
    if (returnType >= typeKinds.length) throw new FormatError('proto return type index', at << 2);
    if (parameters !== 0) checkTypeList(layout, parameters, typeKinds.length);
    checkShorty(layout, shorty, returnType, parameters, typeKinds);
    const inOrder =
      returnType > previousReturn ||
      (returnType === previousReturn && compareTypeLists(layout, previousParameters, parameters) < 0);
    if (!inOrder) throw new FormatError('proto_ids are not sorted', at << 2);
    previousReturn = returnType;
    previousParameters = parameters;
  }
}

/** Checks that a type list (u4 count, then u2 type ids) lies in its section and names types that exist. */
export function checkTypeList(layout: DexLayout, offset: number, typeCount: number): void {
  const section = layout.typeLists;
  if (offset % 4 !== 0 || offset < section.offset || offset + 4 > section.end) {
    throw new FormatError('type list offset', offset);
  }
  const count = layout.u32[offset >> 2]!;
  if (count * 2 > section.end - offset - 4) throw new FormatError('type list is cut', offset);
  const first = (offset >> 1) + 2;
  for (let i = first; i < first + count; i++) {
    if (layout.u16[i]! >= typeCount) throw new FormatError('type list index', i << 1);
  }
}

function compareTypeLists(layout: DexLayout, a: number, b: number): number {
  const countA = a === 0 ? 0 : layout.u32[a >> 2]!;
  const countB = b === 0 ? 0 : layout.u32[b >> 2]!;
  for (let i = 0; i < countA && i < countB; i++) {
    const difference = layout.u16[(a >> 1) + 2 + i]! - layout.u16[(b >> 1) + 2 + i]!;
    if (difference !== 0) return difference;
  }
  return countA - countB;
}

/** The shorty spells the return and parameter types with `L` for every reference. */
function checkShorty(
  layout: DexLayout,
  shorty: number,
  returnType: number,
  parameters: number,
  typeKinds: Uint8Array,
): void {
  const { bytes, u16 } = layout;
  let at = stringStart(layout, shorty);
  const expected = (kind: number): number => (kind === BRACKET ? CLASS : kind);
  if (bytes[at++] !== expected(typeKinds[returnType]!)) throw new FormatError('shorty and return type differ', at);
  const count = parameters === 0 ? 0 : layout.u32[parameters >> 2]!;
  const first = (parameters >> 1) + 2;
  for (let i = first; i < first + count; i++) {
    const kind = expected(typeKinds[u16[i]!]!);
    if (kind === VOID || bytes[at++] !== kind) throw new FormatError('shorty and parameters differ', at);
  }
  if (bytes[at] !== 0) throw new FormatError('shorty is longer than the parameters', at);
}
