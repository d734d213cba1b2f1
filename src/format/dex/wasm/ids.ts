import { BRACKET, CLASS, VOID, isMemberName, isTypeDescriptor } from './descriptor';
import { fail } from './fail';
import {
  fieldCount,
  fieldIds,
  methodCount,
  methodIds,
  protoCount,
  protoIds,
  stringCount,
  typeCount,
  typeIds,
} from './header';
import { allocate, u32At, u8At } from './memory';
import { stringStart } from './strings';
import { checkTypeList, compareTypeLists, listCount, listItem, setTypeLists } from './type-lists';

/** u1 by type id: first character of the descriptor. */
let typeKinds: u32 = 0;
/** u4 by type id, one more than there are types: first field or method id of the class. */
export let fieldStarts: u32 = 0;
export let methodStarts: u32 = 0;

/** First character of the descriptor of a type, 0 when there is no such type. */
export function kindOf(type: u32): u32 {
  return type < typeCount() ? load<u8>(typeKinds + type) : 0;
}

/**
 * Checks type, proto, field and method ids: every index in range, every table strictly ascending, descriptors and
 * names well-formed (DexFileVerifier, CheckInter*IdItem). The string ids must have been checked.
 *
 * @param lists start, @param listsEnd end of the section of type lists
 */
export function verifyIds(lists: u32, listsEnd: u32): void {
  setTypeLists(lists, listsEnd);
  verifyTypes();
  verifyProtos();
  const names = allocate(stringCount());
  fieldStarts = verifyMembers(fieldIds(), fieldCount(), names, true);
  methodStarts = verifyMembers(methodIds(), methodCount(), names, false);
  verifyNames(names);
}

function verifyTypes(): void {
  const first = typeIds();
  const count = typeCount();
  const strings = stringCount();
  typeKinds = allocate(count);
  let next: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const id = u32At(first + i * 4);
    if (id >= strings) fail('type descriptor index', first + i * 4);
    if (id < next) fail('type_ids are not sorted', first + i * 4);
    next = id + 1;
    const start = stringStart(id);
    if (!isTypeDescriptor(start)) fail('bad type descriptor', start);
    store<u8>(typeKinds + i, u8At(start));
  }
}

/**
 * Checks the strings that are members' names, in the order of the string table: members name them in no order, and
 * following each at once would miss the cache for every name.
 */
function verifyNames(names: u32): void {
  const count = stringCount();
  for (let id: u32 = 0; id < count; id++) {
    if (load<u8>(names + id) == 0) continue;
    const start = stringStart(id);
    if (!isMemberName(start)) fail('bad member name', start);
  }
}

/**
 * Field ids (class u2, type u2, name u4) and method ids (class u2, proto u2, name u4) are sorted by class, name, then
 * type or proto: one check serves both. Marks the names it meets (u1 by string id); returns the first member by class.
 */
function verifyMembers(first: u32, count: u32, names: u32, areFields: bool): u32 {
  const types = typeCount();
  const strings = stringCount();
  const seconds = areFields ? types : protoCount();
  const starts = allocate((types + 1) * 4);
  /** Classes up to this one have their start. */
  let owner: i32 = -1;
  /** Least that class, name and second may be, as one number. */
  let next: u64 = 0;
  for (let id: u32 = 0; id < count; id++) {
    const at = first + id * 8;
    const word = u32At(at);
    const current = <i32>(word & 0xffff);
    const second = word >>> 16;
    const name = u32At(at + 4);
    const key = ((<u64>current) << 48) | ((<u64>name) << 16) | second;
    if (key < next) fail(areFields ? 'field_ids are not sorted' : 'method_ids are not sorted', at);
    next = key + 1;
    if (current != owner) {
      const kind = kindOf(current);
      if (kind != CLASS && (areFields || kind != BRACKET)) {
        fail(areFields ? 'field class index' : 'method class index', at);
      }
      while (owner < current) store<u32>(starts + ++owner * 4, id);
    }
    if (second >= seconds || (areFields && load<u8>(typeKinds + second) == VOID)) {
      fail(areFields ? 'field type index' : 'method proto index', at);
    }
    if (name >= strings) fail(areFields ? 'field name index' : 'method name index', at);
    store<u8>(names + name, 1);
  }
  while (owner < <i32>types) store<u32>(starts + ++owner * 4, count);
  return starts;
}

/** Proto ids are (shorty u4, return type u4, parameters offset u4) sorted by return type, then parameters. */
function verifyProtos(): void {
  const end = protoIds() + protoCount() * 12;
  const strings = stringCount();
  const types = typeCount();
  let previousReturn: i32 = -1;
  let previousParameters: u32 = 0;
  for (let at = protoIds(); at < end; at += 12) {
    const shorty = u32At(at);
    const returnType = u32At(at + 4);
    const parameters = u32At(at + 8);
    if (shorty >= strings) fail('proto shorty index', at);
    if (returnType >= types) fail('proto return type index', at);
    if (parameters != 0) checkTypeList(parameters);
    checkShorty(shorty, returnType, parameters);
    const inOrder =
      <i32>returnType > previousReturn ||
      (<i32>returnType == previousReturn && compareTypeLists(previousParameters, parameters) < 0);
    if (!inOrder) fail('proto_ids are not sorted', at);
    previousReturn = <i32>returnType;
    previousParameters = parameters;
  }
}

/** The shorty spells the return and parameter types with `L` for every reference. */
function checkShorty(shorty: u32, returnType: u32, parameters: u32): void {
  let at = stringStart(shorty);
  if (u8At(at++) != letterOf(returnType)) fail('shorty and return type differ', at);
  const count = listCount(parameters);
  for (let i: u32 = 0; i < count; i++) {
    const letter = letterOf(listItem(parameters, i));
    if (letter == VOID || u8At(at++) != letter) fail('shorty and parameters differ', at);
  }
  if (u8At(at) != 0) fail('shorty is longer than the parameters', at);
}

function letterOf(type: u32): u32 {
  const kind: u32 = load<u8>(typeKinds + type);
  return kind == BRACKET ? CLASS : kind;
}
