import { createHash } from 'node:crypto';
import { readAnnotations, type ClassAnnotations } from './annotations.js';
import { readCallSite, readMethodHandle, verifyHandles, type CallSite, type MethodHandle } from './call-sites.js';
import { readCode, type Code } from './code-item.js';
import { DexIds } from './dex-ids.js';
import { readDebugLines, type DebugLines } from './debug-info.js';
import { readEncodedArray, type EncodedValue } from './encoded-value.js';
import { InstructionCursor } from './instruction-cursor.js';
import { MapType, readLayout, type DexLayout } from './layout.js';
import { ACCESS_MASK, DEFINED, FIRST_LIST, verifyDex, type DexTables } from './verify.js';

/** Called for a method this DEX defines; `codeOffset` is 0 for abstract and native ones. */
export type MethodVisitor = (methodId: number, accessFlags: number, codeOffset: number, direct: boolean) => void;
/** Called for a field this DEX defines. */
export type FieldVisitor = (fieldId: number, accessFlags: number, isStatic: boolean) => void;

const NO_INDEX = 0xffff_ffff;

/**
 * One DEX file: its id tables, classes, code and metadata. Only class data is decoded at open, strings and the rest
 * when asked for.
 */
export class DexFile extends DexIds {
  /** Name of the archive entry, for messages. */
  readonly entry: string;
  /** 35, 37, 38, 39 or 40. */
  readonly version: number;
  /** The file's bytes: those given to {@link DexFile.open}, or a copy if those were not 4-aligned. */
  readonly bytes: Uint8Array;
  /** Offset of the code item by method id, 0 for none: for tight loops over all methods. Do not write. */
  readonly codeOffsets: Uint32Array;
  private readonly layout: DexLayout;
  private readonly classesAt: number;

  private constructor(entry: string, layout: DexLayout, tables: DexTables) {
    super(layout, tables);
    this.entry = entry;
    this.version = layout.version;
    this.bytes = layout.bytes;
    this.layout = layout;
    this.classesAt = layout.classes.offset >> 2;
    this.codeOffsets = tables.codeOffsets;
    verifyHandles(layout);
  }

  /**
   * Opens a DEX: checks what ART's DexFileVerifier checks of the header, the map, every string, id, class and code
   * item. Debug info, annotations and encoded values are checked when they are asked for, instructions as they are
   * walked. SHA-1 is not checked: Android does not either (see {@link DexFile.checkSignature}).
   *
   * @throws FormatError when Android would refuse the file
   */
  static open(bytes: Uint8Array, entry: string): DexFile {
    const layout = readLayout(bytes);
    return new DexFile(entry, layout, verifyDex(layout));
  }

  /** Whether the SHA-1 signature of the header is that of the file. */
  checkSignature(): boolean {
    const digest = createHash('sha1').update(this.bytes.subarray(32)).digest();
    return digest.equals(this.bytes.subarray(12, 32));
  }

  // Classes

  /** Index of the class_def of a type, -1 if this DEX does not define it. */
  classOf(typeId: number): number {
    return this.tables.classOfType[typeId]! - 1;
  }

  classType(index: number): number {
    return this.classWord(index, 0);
  }

  accessFlags(index: number): number {
    return this.classWord(index, 1);
  }

  /** Type id of the superclass, -1 for none (java.lang.Object only). */
  superType(index: number): number {
    const type = this.classWord(index, 2);
    return type === NO_INDEX ? -1 : type;
  }

  interfaces(index: number): number[] {
    return this.typeList(this.classWord(index, 3));
  }

  sourceFile(index: number): string | undefined {
    // ART checks every other index of a class_def but not this one.
    const id = this.classWord(index, 4);
    return id < this.counts.strings ? this.string(id) : undefined;
  }

  private classWord(index: number, word: number): number {
    return this.u32[this.classesAt + index * 8 + word]!;
  }

  /** Visits the methods the class defines, in ascending order of method id. */
  forEachMethod(index: number, visit: MethodVisitor): void {
    const type = this.classWord(index, 0);
    const { methodFlags, codeOffsets } = this.tables;
    const end = this.tables.methodStarts[type + 1]!;
    for (let id = this.tables.methodStarts[type]!; id < end; id++) {
      const flags = methodFlags[id]!;
      if (flags !== 0) visit(id, flags & ACCESS_MASK, codeOffsets[id]!, (flags & FIRST_LIST) !== 0);
    }
  }

  /** Visits the fields the class defines, in ascending order of field id. */
  forEachField(index: number, visit: FieldVisitor): void {
    const type = this.classWord(index, 0);
    const { fieldFlags } = this.tables;
    const end = this.tables.fieldStarts[type + 1]!;
    for (let id = this.tables.fieldStarts[type]!; id < end; id++) {
      const flags = fieldFlags[id]!;
      if (flags !== 0) visit(id, flags & ACCESS_MASK, (flags & FIRST_LIST) !== 0);
    }
  }

  /** Whether this DEX defines the method (with or without code). */
  definesMethod(id: number): boolean {
    return this.tables.methodFlags[id]! >= DEFINED;
  }

  /** Access flags of a method this DEX defines, -1 of one it only refers to. */
  methodFlags(id: number): number {
    const flags = this.tables.methodFlags[id]!;
    return flags === 0 ? -1 : flags & ACCESS_MASK;
  }

  /** Access flags of a field this DEX defines, -1 of one it only refers to. */
  fieldFlags(id: number): number {
    const flags = this.tables.fieldFlags[id]!;
    return flags === 0 ? -1 : flags & ACCESS_MASK;
  }

  /** Initial values of the class's static fields, in their order; fewer than the fields when the rest are zero. */
  staticValues(index: number): EncodedValue[] {
    const offset = this.classWord(index, 7);
    return offset === 0 ? [] : readEncodedArray(this.layout, offset);
  }

  /** Annotations of the class, its fields, methods and parameters; undefined when it has none. */
  annotations(index: number): ClassAnnotations | undefined {
    const offset = this.classWord(index, 5);
    return offset === 0 ? undefined : readAnnotations(this.layout, offset);
  }

  // Code

  /** Offset of the method's code item, 0 for none. */
  codeOffset(methodId: number): number {
    return this.codeOffsets[methodId]!;
  }

  code(codeOffset: number): Code {
    return readCode(this.layout, codeOffset);
  }

  /** Line table of a code item; undefined when it has no debug info. */
  debugLines(codeOffset: number): DebugLines | undefined {
    return readDebugLines(this.layout, codeOffset);
  }

  /** A fresh cursor; keep one for a whole sweep. */
  cursor(): InstructionCursor {
    return new InstructionCursor(this.layout);
  }

  /** Number of call_site_ids. */
  get callSiteCount(): number {
    return this.layout.section(MapType.callSiteIds).count;
  }

  callSite(id: number): CallSite {
    return readCallSite(this.layout, id);
  }

  methodHandle(id: number): MethodHandle {
    return readMethodHandle(this.layout, id);
  }
}
