import { FormatError } from '../../model/errors.js';
import { MapType, type DexLayout } from './layout.js';
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

/** Reads and checks class_defs and every class_data_item (DexFileVerifier, CheckInterClassDefItem and its data). */
export function readClasses(layout: DexLayout, ids: IdTables, code: CodeStarts): ClassTables {
  const tables = {
    classOfType: new Uint16Array(layout.types.count),
    methodFlags: new Uint32Array(layout.methods.count),
    codeOffsets: new Uint32Array(layout.methods.count),
    fieldFlags: new Uint32Array(layout.fields.count),
  };
  const data = new ClassDataReader(layout, ids, code, tables);
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
  const sourceFile = u32[at + 4]!;
  if (sourceFile !== NO_INDEX && sourceFile >= layout.strings.count) throw new FormatError('source file', at << 2);
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

  constructor(layout: DexLayout, ids: IdTables, code: CodeStarts, tables: ClassTables) {
    this.bytes = layout.bytes;
    this.end = layout.section(MapType.classData).end;
    this.ids = ids;
    this.code = code;
    this.tables = tables;
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
      if (flags > JAVA_FLAGS) throw new FormatError('field access flags', this.at);
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
      if (methodFlags[id] !== 0) throw new FormatError('method is defined twice', this.at);
      const flags = this.uleb128();
      // 16 Java flags, ACC_CONSTRUCTOR and ACC_DECLARED_SYNCHRONIZED.
      if (flags > 0x3ffff) throw new FormatError('method access flags', this.at);
      const codeOffset = this.uleb128();
      if (codeOffset !== 0 && !this.code.has(codeOffset)) throw new FormatError('no code item there', codeOffset);
      methodFlags[id] = (flags | list | DEFINED) >>> 0;
      codeOffsets[id] = codeOffset;
    }
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
