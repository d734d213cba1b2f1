import type { DexLayout } from './layout.js';
import type { StringTable } from './string-table.js';
import type { DexTables } from './verify.js';

/** A half-open range of ids. */
export interface IdRange {
  readonly start: number;
  readonly end: number;
}

/** Rows of each table. */
export interface DexCounts {
  readonly strings: number;
  readonly types: number;
  readonly protos: number;
  readonly fields: number;
  readonly methods: number;
  readonly classes: number;
}

const EMPTY_RANGE: IdRange = { start: 0, end: 0 };

/**
 * The id tables of a DEX: strings, types, prototypes, fields, methods. They are sorted, so a package is a range of type
 * ids, a class's methods a range of method ids, and a look-up a binary search over undecoded bytes. Arguments are
 * trusted to be ids this file handed out: an id out of range is a bug of the caller, not of the input.
 */
export class DexIds {
  readonly counts: DexCounts;
  /** The file as 16-bit code units; unit `i` is at byte `2 * i`. For tight loops with `OPCODE_WIDTH`. */
  readonly units: Uint16Array;
  protected readonly tables: DexTables;
  private readonly strings: StringTable;
  protected readonly u32: Uint32Array;
  private readonly typesAt: number;
  private readonly protosAt: number;
  private readonly fieldsAt: number;
  private readonly methodsAt: number;

  protected constructor(layout: DexLayout, tables: DexTables) {
    this.units = layout.u16;
    this.u32 = layout.u32;
    const { strings, types, protos, fields, methods, classes } = layout;
    this.counts = {
      strings: strings.count,
      types: types.count,
      protos: protos.count,
      fields: fields.count,
      methods: methods.count,
      classes: classes.count,
    };
    this.typesAt = types.offset >> 2;
    this.protosAt = protos.offset >> 2;
    this.fieldsAt = fields.offset >> 2;
    this.methodsAt = methods.offset >> 2;
    this.tables = tables;
    this.strings = tables.strings;
  }

  // Strings

  string(id: number): string {
    return this.strings.get(id);
  }

  /** Byte range of the string's Modified UTF-8, without its NUL. */
  stringBytes(id: number): IdRange {
    return { start: this.strings.start(id), end: this.strings.end(id) };
  }

  /** Offset of the string's first byte; its Modified UTF-8 ends with a NUL. */
  stringStart(id: number): number {
    return this.strings.start(id);
  }

  /** Id of the string, -1 if absent. */
  findString(text: string): number {
    return this.strings.find(text);
  }

  /** Ids of the strings that start with a prefix, which is not empty. */
  stringsStartingWith(prefix: string): IdRange {
    return this.strings.startingWith(prefix);
  }

  /** Ids of the strings that hold one of the words (Modified UTF-8, not empty), ascending. */
  stringsHolding(words: readonly Uint8Array[]): number[] {
    return this.strings.holding(words);
  }

  // Types

  typeStringId(id: number): number {
    return this.u32[this.typesAt + id]!;
  }

  /** Descriptor, `Lcom/umeng/Foo;`. */
  type(id: number): string {
    return this.strings.get(this.u32[this.typesAt + id]!);
  }

  findType(descriptor: string): number {
    const stringId = this.findString(descriptor);
    if (stringId < 0) return -1;
    const id = this.typeLowerBound(stringId);
    return id < this.counts.types && this.typeStringId(id) === stringId ? id : -1;
  }

  /**
   * Types in a package and its sub-packages: `com.umeng`, `com/umeng` and `com/umeng/` are the same. Arrays are not in
   * the range, for they sort elsewhere. The empty prefix is every class.
   */
  typesUnder(prefix: string): IdRange {
    const path = prefix.replaceAll('.', '/').replace(/\/+$/, '');
    const [from, to] = path === '' ? ['L', 'M'] : [`L${path}/`, `L${path}0`]; // '0' is '/' + 1
    const start = this.typeLowerBound(this.strings.lowerBound(from));
    const end = this.typeLowerBound(this.strings.lowerBound(to));
    return start < end ? { start, end } : EMPTY_RANGE;
  }

  /** First type whose string id is `stringId` or greater. */
  private typeLowerBound(stringId: number): number {
    let low = 0;
    let high = this.counts.types;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.u32[this.typesAt + middle]! < stringId) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index in {@link units} of the first method_id; each takes four units, the class first. */
  get methodIdsUnit(): number {
    return this.methodsAt * 2;
  }

  /** Index in {@link units} of the first field_id; each takes four units, the class first. */
  get fieldIdsUnit(): number {
    return this.fieldsAt * 2;
  }

  // Methods

  methodClass(id: number): number {
    return this.u32[this.methodsAt + id * 2]! & 0xffff;
  }

  methodProto(id: number): number {
    return this.u32[this.methodsAt + id * 2]! >>> 16;
  }

  methodNameId(id: number): number {
    return this.u32[this.methodsAt + id * 2 + 1]!;
  }

  methodName(id: number): string {
    return this.strings.get(this.methodNameId(id));
  }

  /** `name(args)ret`. */
  methodSignature(id: number): string {
    return this.methodName(id) + this.protoDescriptor(this.methodProto(id));
  }

  /** `Lcls;->name(args)ret`. */
  methodDescriptor(id: number): string {
    return `${this.type(this.methodClass(id))}->${this.methodSignature(id)}`;
  }

  /** Ids of the methods whose class is in the range of types. */
  methodsOf(types: IdRange): IdRange {
    return { start: this.tables.methodStarts[types.start]!, end: this.tables.methodStarts[types.end]! };
  }

  /** Id of `Lcls;->name(args)ret`, -1 if the DEX does not refer to it. */
  findMethod(descriptor: string): number {
    const arrow = descriptor.indexOf('->');
    const open = descriptor.indexOf('(', arrow);
    if (arrow < 0 || open < 0) return -1;
    const type = this.findType(descriptor.slice(0, arrow));
    const name = type < 0 ? -1 : this.findString(descriptor.slice(arrow + 2, open));
    if (name < 0) return -1;
    const proto = descriptor.slice(open);
    const end = this.tables.methodStarts[type + 1]!;
    for (let id = this.memberLowerBound(this.methodsAt, this.tables.methodStarts, type, name); id < end; id++) {
      if (this.methodNameId(id) !== name) break;
      if (this.protoDescriptor(this.methodProto(id)) === proto) return id;
    }
    return -1;
  }

  /** Ids of all methods of that name: one linear pass over the table (a nanosecond a row). */
  methodsNamed(nameStringId: number): number[] {
    const found: number[] = [];
    for (let id = 0; id < this.counts.methods; id++) {
      if (this.u32[this.methodsAt + id * 2 + 1] === nameStringId) found.push(id);
    }
    return found;
  }

  /** First member of `type` whose name id is `name` or greater. */
  private memberLowerBound(table: number, starts: Uint32Array, type: number, name: number): number {
    let low = starts[type]!;
    let high = starts[type + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.u32[table + middle * 2 + 1]! < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Fields

  fieldClass(id: number): number {
    return this.u32[this.fieldsAt + id * 2]! & 0xffff;
  }

  /** Type id of the field's type. */
  fieldType(id: number): number {
    return this.u32[this.fieldsAt + id * 2]! >>> 16;
  }

  fieldNameId(id: number): number {
    return this.u32[this.fieldsAt + id * 2 + 1]!;
  }

  fieldName(id: number): string {
    return this.strings.get(this.fieldNameId(id));
  }

  /** `Lcls;->name:T`. */
  fieldDescriptor(id: number): string {
    return `${this.type(this.fieldClass(id))}->${this.fieldName(id)}:${this.type(this.fieldType(id))}`;
  }

  fieldsOf(types: IdRange): IdRange {
    return { start: this.tables.fieldStarts[types.start]!, end: this.tables.fieldStarts[types.end]! };
  }

  /** Id of `Lcls;->name:T`, -1 if the DEX does not refer to it. */
  findField(descriptor: string): number {
    const arrow = descriptor.indexOf('->');
    const colon = descriptor.indexOf(':', arrow);
    if (arrow < 0 || colon < 0) return -1;
    const owner = this.findType(descriptor.slice(0, arrow));
    const name = owner < 0 ? -1 : this.findString(descriptor.slice(arrow + 2, colon));
    const type = name < 0 ? -1 : this.findType(descriptor.slice(colon + 1));
    if (type < 0) return -1;
    const end = this.tables.fieldStarts[owner + 1]!;
    for (let id = this.memberLowerBound(this.fieldsAt, this.tables.fieldStarts, owner, name); id < end; id++) {
      if (this.fieldNameId(id) !== name) break;
      if (this.fieldType(id) === type) return id;
    }
    return -1;
  }

  // Prototypes

  protoShorty(id: number): string {
    return this.strings.get(this.u32[this.protosAt + id * 3]!);
  }

  protoReturn(id: number): number {
    return this.u32[this.protosAt + id * 3 + 1]!;
  }

  /** Type ids of the parameters, `this` not among them. */
  protoParameters(id: number): number[] {
    return this.typeList(this.u32[this.protosAt + id * 3 + 2]!);
  }

  /** `(args)ret`. */
  protoDescriptor(id: number): string {
    let text = '(';
    for (const type of this.protoParameters(id)) text += this.type(type);
    return `${text})${this.type(this.protoReturn(id))}`;
  }

  protected typeList(offset: number): number[] {
    if (offset === 0) return [];
    const first = (offset >> 1) + 2;
    const list = new Array<number>(this.u32[offset >> 2]!);
    for (let i = 0; i < list.length; i++) list[i] = this.units[first + i]!;
    return list;
  }
}
