import { isCodeItem } from './code';
import { CLASS } from './descriptor';
import { fail } from './fail';
import { classCount, classDefs, fieldCount, methodCount, methodIds, typeCount } from './header';
import { fieldStarts, kindOf, methodStarts } from './ids';
import { lebAt, lebLength, ulebValue } from './leb128';
import { allocate, u32At } from './memory';
import { checkTypeList, listCount, listItem } from './type-lists';

/** Bits set beside the 18 access flags of a member that this DEX defines: the host knows them by the same names. */
const DEFINED: u32 = 0x8000_0000;
const FIRST_LIST: u32 = 0x4000_0000;

const NO_INDEX: u32 = 0xffff_ffff;
const CLASS_DEF_SIZE: u32 = 32;
const JAVA_FLAGS: u32 = 0xffff;
const ACC_PRIVATE: u32 = 0x2;
const ACC_STATIC: u32 = 0x8;
const ACC_VISIBILITY: u32 = 0x7;
const ACC_NATIVE_OR_ABSTRACT: u32 = 0x100 | 0x400;
const ACC_CONSTRUCTOR: u32 = 0x10000;
/** 16 Java flags, ACC_CONSTRUCTOR and ACC_DECLARED_SYNCHRONIZED. */
const METHOD_FLAGS: u32 = 0x3ffff;

/** u2 by type id: class_def index + 1, 0 for types defined elsewhere. */
export let classOfType: u32 = 0;
/** u4 by method id: flags, 0 when only referred to, and offset of the code, 0 for none. */
export let methodFlags: u32 = 0;
export let codeOffsets: u32 = 0;
/** u4 by field id. */
export let fieldFlags: u32 = 0;

/** String ids of the two names with angles that a method may have, and of all that start with one. */
let init: u32 = NO_INDEX;
let clinit: u32 = NO_INDEX;
let angledStart: u32 = 0;
let angledEnd: u32 = 0;

/** Tells {@link readClasses} which string ids are `<init>` and `<clinit>` (-1 for none), which others start with `<`. */
export function setNames(initId: u32, clinitId: u32, start: u32, end: u32): void {
  init = initId;
  clinit = clinitId;
  angledStart = start;
  angledEnd = end;
}

/**
 * Reads and checks class_defs and every class_data_item (DexFileVerifier, CheckInterClassDefItem and its data).
 * Arguments: start and end of the sections of class data, annotations directories and encoded arrays.
 */
export function readClasses(
  data: u32,
  dataEnd: u32,
  annotations: u32,
  annotationsEnd: u32,
  arrays: u32,
  arraysEnd: u32,
): void {
  classOfType = allocate(typeCount() * 2);
  methodFlags = allocate(methodCount() * 4);
  codeOffsets = allocate(methodCount() * 4);
  fieldFlags = allocate(fieldCount() * 4);
  const count = classCount();
  for (let i: u32 = 0; i < count; i++) {
    const at = classDefs() + i * CLASS_DEF_SIZE;
    const type = verifyClassDef(at);
    checkOffset(u32At(at + 20), annotations, annotationsEnd, 4);
    checkOffset(u32At(at + 24), data, dataEnd, 1);
    checkOffset(u32At(at + 28), arrays, arraysEnd, 1);
    if (load<u16>(classOfType + type * 2) != 0) fail('class is defined twice', at);
    store<u16>(classOfType + type * 2, i + 1);
    const offset = u32At(at + 24);
    if (offset != 0) readClassData(type, offset, dataEnd);
  }
}

/** Checks the types of one class_def_item; returns its own. */
function verifyClassDef(at: u32): u32 {
  const type = u32At(at);
  if (kindOf(type) != CLASS) fail('class_def type index', at);
  if (u32At(at + 4) > JAVA_FLAGS) fail('class access flags', at);
  const superType = u32At(at + 8);
  if (superType != NO_INDEX && kindOf(superType) != CLASS) fail('superclass index', at);
  const interfaces = u32At(at + 12);
  if (interfaces != 0) {
    checkTypeList(interfaces);
    const count = listCount(interfaces);
    for (let i: u32 = 0; i < count; i++) if (kindOf(listItem(interfaces, i)) != CLASS) fail('interface', interfaces);
  }
  return type;
}

function checkOffset(offset: u32, section: u32, end: u32, alignment: u32): void {
  if (offset == 0) return;
  if (offset < section || offset >= end || offset % alignment != 0) {
    fail('class_def points outside the section it should', offset);
  }
}

function readClassData(type: u32, offset: u32, end: u32): void {
  let word = lebAt(offset);
  let at = offset + lebLength(word);
  const statics = ulebValue(word);
  word = lebAt(at);
  at += lebLength(word);
  const instances = ulebValue(word);
  word = lebAt(at);
  at += lebLength(word);
  const directs = ulebValue(word);
  word = lebAt(at);
  at += lebLength(word);
  const virtuals = ulebValue(word);
  if (at > end) fail('class data passes the end of its section', at);
  if ((statics | instances) != 0) {
    at = readFields(type, statics, FIRST_LIST, at, end);
    at = readFields(type, instances, 0, at, end);
  }
  if ((directs | virtuals) != 0) {
    at = readMethods(type, directs, FIRST_LIST, at, end);
    readMethods(type, virtuals, 0, at, end);
  }
}

/** Reads the list of fields at `data`; returns its end. */
function readFields(type: u32, count: u32, list: u32, data: u32, dataEnd: u32): u32 {
  const first = load<u32>(fieldStarts + type * 4);
  const last = load<u32>(fieldStarts + type * 4 + 4);
  // Ids are distinct and in the range of the class, so a count past it is a lie: no loop runs longer than that.
  if (count > last - first) fail('more fields than the class has field_ids', data);
  let at = data;
  let id: u32 = 0;
  for (let left = count; left > 0; left--) {
    let word = lebAt(at);
    at += lebLength(word);
    const step = ulebValue(word);
    word = lebAt(at);
    at += lebLength(word);
    const flags = ulebValue(word);
    if (at > dataEnd) fail('class data passes the end of its section', at);
    if (step >= last - id || id + step < first) fail('field of another class', at);
    id += step;
    const entry = fieldFlags + id * 4;
    if (load<u32>(entry) != 0) fail('field is defined twice', at);
    const isStatic = (flags & ACC_STATIC) != 0;
    if (flags > JAVA_FLAGS || isStatic != (list != 0) || !hasOneVisibility(flags)) fail('field access flags', at);
    store<u32>(entry, flags | list | DEFINED);
  }
  return at;
}

/** Reads the list of methods at `data`; returns its end. */
function readMethods(type: u32, count: u32, list: u32, data: u32, dataEnd: u32): u32 {
  const first = load<u32>(methodStarts + type * 4);
  const last = load<u32>(methodStarts + type * 4 + 4);
  if (count > last - first) fail('more methods than the class has method_ids', data);
  let at = data;
  let id: u32 = 0;
  for (let left = count; left > 0; left--) {
    let word = lebAt(at);
    at += lebLength(word);
    const step = ulebValue(word);
    word = lebAt(at);
    at += lebLength(word);
    const flags = ulebValue(word);
    word = lebAt(at);
    at += lebLength(word);
    const codeOffset = ulebValue(word);
    if (at > dataEnd) fail('class data passes the end of its section', at);
    if (step >= last - id || id + step < first) fail('method of another class', at);
    id += step;
    // Stricter than ART, which lets one list name a method twice: no compiler does, and hiding code is the only use.
    if (load<u32>(methodFlags + id * 4) != 0) fail('method is defined twice', at);
    if (codeOffset != 0 && !isCodeItem(codeOffset)) fail('no code item there', codeOffset);
    if (!isMethod(id, flags, list, codeOffset != 0)) fail('method access flags or name', at);
    store<u32>(methodFlags + id * 4, flags | list | DEFINED);
    store<u32>(codeOffsets + id * 4, codeOffset);
  }
  return at;
}

/**
 * What CheckMethodAccessFlags asks of every version: the list a method is in follows from its flags and name, and it
 * has code unless it is native or abstract. Rules only newer versions enforce (interfaces, odd combinations) are left
 * out: they say nothing about what the code does, and releases differ in them.
 */
function isMethod(id: u32, flags: u32, list: u32, hasCode: bool): bool {
  const name = u32At(methodIds() + id * 8 + 4);
  const isConstructor = name == init || name == clinit;
  if (!isConstructor && ((name >= angledStart && name < angledEnd) || (flags & ACC_CONSTRUCTOR) != 0)) return false;
  const direct = isConstructor || (flags & (ACC_STATIC | ACC_PRIVATE)) != 0;
  return (
    flags <= METHOD_FLAGS &&
    direct == (list != 0) &&
    hasCode == ((flags & ACC_NATIVE_OR_ABSTRACT) == 0) &&
    hasOneVisibility(flags)
  );
}

/** At most one of public, private, protected. */
function hasOneVisibility(flags: u32): bool {
  const visibility = flags & ACC_VISIBILITY;
  return (visibility & (visibility - 1)) == 0;
}
