import { FormatError } from '../../model/errors.js';
import { MapType, type DexLayout } from './layout.js';
import type { StringTable } from './string-table.js';
import { checkTypeList, type IdTables } from './verify-ids.js';
import type { CodeStarts } from './verify-code.js';

/** Bits set beside the 18 access flags of a member that this DEX defines. */
export const DEFINED = 0x8000_0000;
/** In the direct (private, static, constructor) method list, or in the static field list. */
export const FIRST_LIST = 0x4000_0000;
/** What remains are the access flags. */
export const ACCESS_MASK = 0x3fff_ffff;

/**
 * Class data, decoded once and kept by member id: because ids are sorted by class, the members of a class are a
 * range of ids, and what the DEX defines of them is a bit.
 */
export interface ClassTables {
  /** Class def index + 1 of each type, 0 when this DEX does not define it. */
  readonly classOfType: Uint16Array;
  /** Access flags, {@link DEFINED} and {@link FIRST_LIST} by method id; 0 when only referenced. */
  readonly methodFlags: Uint32Array;
  /** Offset of the code item by method id; 0 for none. */
  readonly codeOffsets: Uint32Array;
  readonly fieldFlags: Uint32Array;
}

const NO_INDEX = 0xffff_ffff;
const [CLASS] = [0x4c];
const JAVA_FLAGS = 0xffff;
const CLASS_DEF_WORDS = 8;

const ACC_PRIVATE = 0x2;
const ACC_STATIC = 0x8;
const ACC_VISIBILITY = 0x7;
const ACC_NATIVE_OR_ABSTRACT = 0x100 | 0x400;
const ACC_CONSTRUCTOR = 0x10000;
/** 16 Java flags, ACC_CONSTRUCTOR and ACC_DECLARED_SYNCHRONIZED. */
const METHOD_FLAGS = 0x3ffff;

/** Reads and checks class_defs and every class_data_item (DexFileVerifier, CheckInterClassDefItem and its data). */
export function readClasses(layout: DexLayout, strings: StringTable, ids: IdTables, code: CodeStarts): ClassTables {
  const tables = {
    classOfType: new Uint16Array(layout.types.count),
    methodFlags: new Uint32Array(layout.methods.count),
    codeOffsets: new Uint32Array(layout.methods.count),
    fieldFlags: new Uint32Array(layout.fields.count),
  };
  const data = new ClassDataReader(layout, strings, ids, code, tables);
  for (let i = 0; i < layout.classes.count; i++) {
    const at = (layout.classes.offset >> 2) + i * CLASS_DEF_WORDS;
    const type = verifyClassDef(layout, ids.typeKinds, at);
    if (tables.classOfType[type] !== 0) throw new FormatError('class is defined twice', at << 2);
    tables.classOfType[type] = i + 1;
    const offset = layout.u32[at + 6]!;
    if (offset !== 0) data.read(type, offset);
  }
  return tables;
}

/** Checks one class_def_item at word `at`; returns its type id. */
function verifyClassDef(layout: DexLayout, typeKinds: Uint8Array, at: number): number {
  const { u32 } = layout;
  const type = u32[at]!;
  if (typeKinds[type] !== CLASS) throw new FormatError('class_def type index', at << 2);
  if (u32[at + 1]! > JAVA_FLAGS) throw new FormatError('class access flags', at << 2);
  const superType = u32[at + 2]!;
  if (superType !== NO_INDEX && typeKinds[superType] !== CLASS) throw new FormatError('superclass index', at << 2);
  const interfaces = u32[at + 3]!;
  if (interfaces !== 0) {
    checkTypeList(layout, interfaces, typeKinds.length);
    const count = u32[interfaces >> 2]!;
    for (let i = 0; i < count; i++) {
      if (typeKinds[layout.u16[(interfaces >> 1) + 2 + i]!] !== CLASS) throw new FormatError('interface', interfaces);
    }
  }
  checkOffset(layout, u32[at + 5]!, MapType.annotationsDirectories, 4);
  checkOffset(layout, u32[at + 6]!, MapType.classData, 1);
  checkOffset(layout, u32[at + 7]!, MapType.encodedArrays, 1);
  return type;
}

function checkOffset(layout: DexLayout, offset: number, mapType: number, alignment: number): void {
  if (offset === 0) return;
  const section = layout.section(mapType);
  if (offset < section.offset || offset >= section.end || offset % alignment !== 0) {
    throw new FormatError('class_def points outside the section it should', offset);
  }
}

/** Decodes class_data_items into the tables. */
class ClassDataReader {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly end: number;
  private readonly ids: IdTables;
  private readonly code: CodeStarts;
  private readonly tables: ClassTables;
  private readonly i32: Int32Array;
  private readonly methodNames: number;
  /** Ids of the strings that start with `<`: as names of methods, only two of them are allowed. */
  private readonly angledStart: number;
  private readonly angledEnd: number;
  private readonly clinit: number;
  private readonly init: number;

  constructor(layout: DexLayout, strings: StringTable, ids: IdTables, code: CodeStarts, tables: ClassTables) {
    this.bytes = layout.bytes;
    this.end = layout.section(MapType.classData).end;
    this.ids = ids;
    this.code = code;
    this.tables = tables;
    this.i32 = layout.i32;
    this.methodNames = (layout.methods.offset >> 2) + 1;
    this.angledStart = strings.lowerBound('<');
    this.angledEnd = strings.lowerBound('=');
    this.clinit = strings.find('<clinit>');
    this.init = strings.find('<init>');
  }

  read(type: number, offset: number): void {
    this.at = offset;
    const statics = this.uleb128();
    const instances = this.uleb128();
    const directs = this.uleb128();
    const virtuals = this.uleb128();
    this.fields(type, statics, FIRST_LIST);
    this.fields(type, instances, 0);
    this.methods(type, directs, FIRST_LIST);
    this.methods(type, virtuals, 0);
    if (this.at > this.end) throw new FormatError('class data passes the end of its section', offset);
  }

  private fields(type: number, count: number, list: number): void {
    const { fieldFlags } = this.tables;
    const start = this.ids.fieldStarts[type]!;
    const end = this.ids.fieldStarts[type + 1]!;
    // Ids are distinct and in the range of the class, so a count past it is a lie: no loop runs longer than that.
    if (count > end - start) throw new FormatError('more fields than the class has field_ids', this.at);
    let id = 0;
    for (let i = 0; i < count; i++) {
      id += this.uleb128();
      if (id < start || id >= end) throw new FormatError('field of another class', this.at);
      if (fieldFlags[id] !== 0) throw new FormatError('field is defined twice', this.at);
      const flags = this.uleb128();
      const isStatic = (flags & ACC_STATIC) !== 0;
      if (flags > JAVA_FLAGS || isStatic !== (list === FIRST_LIST) || !hasOneVisibility(flags)) {
        throw new FormatError('field access flags', this.at);
      }
      fieldFlags[id] = (flags | list | DEFINED) >>> 0;
    }
  }

  private methods(type: number, count: number, list: number): void {
    const { methodFlags, codeOffsets } = this.tables;
    const { methodStarts } = this.ids;
    const start = methodStarts[type]!;
    const end = methodStarts[type + 1]!;
    if (count > end - start) throw new FormatError('more methods than the class has method_ids', this.at);
    let id = 0;
    for (let i = 0; i < count; i++) {
      id += this.uleb128();
      if (id < start || id >= end) throw new FormatError('method of another class', this.at);
      // Stricter than ART, which lets one list name a method twice: no compiler does, and hiding code is the only use.
      if (methodFlags[id] !== 0) throw new FormatError('method is defined twice', this.at);
      const flags = this.uleb128();
      const codeOffset = this.uleb128();
      if (codeOffset !== 0 && !this.code.has(codeOffset)) throw new FormatError('no code item there', codeOffset);
      this.checkMethod(id, flags, list, codeOffset !== 0);
      methodFlags[id] = (flags | list | DEFINED) >>> 0;
      codeOffsets[id] = codeOffset;
    }
  }

  /**
   * What CheckMethodAccessFlags asks of every version: the list a method is in follows from its flags and name, and it
   * has code unless it is native or abstract. Rules only newer versions enforce (interfaces, odd combinations) are left
   * out: they say nothing about what the code does, and releases differ in them.
   */
  private checkMethod(id: number, flags: number, list: number, hasCode: boolean): void {
    const name = this.i32[this.methodNames + id * 2]!;
    const isConstructor = name === this.init || name === this.clinit;
    if (!isConstructor && name >= this.angledStart && name < this.angledEnd)
      throw new FormatError('method name', this.at);
    const direct = isConstructor || (flags & (ACC_STATIC | ACC_PRIVATE)) !== 0;
    const isBad =
      flags > METHOD_FLAGS ||
      direct !== (list === FIRST_LIST) ||
      hasCode === ((flags & ACC_NATIVE_OR_ABSTRACT) !== 0) ||
      (!isConstructor && (flags & ACC_CONSTRUCTOR) !== 0) ||
      !hasOneVisibility(flags);
    if (isBad) throw new FormatError('method access flags', this.at);
  }

  private uleb128(): number {
    const { bytes } = this;
    let byte = bytes[this.at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      byte = bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (this.at > this.end) throw new FormatError('class data passes the end of its section', this.at);
    return value >>> 0;
  }
}

/** At most one of public, private, protected. */
function hasOneVisibility(flags: number): boolean {
  const visibility = flags & ACC_VISIBILITY;
  return (visibility & (visibility - 1)) === 0;
}
