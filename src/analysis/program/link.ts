import type { DexFile } from '../../format/dex/index.js';
import { FRAMEWORK_TYPES, OBJECT } from './framework-types.js';
import { IntColumn } from './int-column.js';
import { ListTable } from './list-table.js';
import { PairTable } from './pair-table.js';
import { StringPool } from './string-pool.js';

/** Ids of one dex file in the common id space. */
export interface LinkedDex {
  readonly dex: DexFile;
  readonly types: Int32Array;
  readonly methods: Int32Array;
  readonly fields: Int32Array;
}

/** The tables of the common id space while it is made. */
export class Tables {
  readonly pool = new StringPool();
  /** Pool string of each type. */
  readonly typeNames: number[] = [];
  readonly protos = new ListTable();
  /** Pool string of the name, proto. */
  readonly signatures: PairTable;
  /** Class, signature. */
  readonly methods: PairTable;
  /** Pool string of the name, type. */
  readonly fieldSignatures: PairTable;
  /** Class, field signature. */
  readonly fields: PairTable;
  /** By type: dex index and class_def index; -1 where no dex defines it. */
  readonly typeDex = new IntColumn(-1);
  readonly typeClass = new IntColumn(-1);
  /** By method: dex index and method id in it; -1 where no dex defines it. */
  readonly methodDex: IntColumn;
  readonly methodLocal: IntColumn;
  readonly fieldDex: IntColumn;
  readonly fieldLocal: IntColumn;
  private readonly typeOfString = new IntColumn(-1);

  constructor(dexFiles: readonly DexFile[]) {
    const total = (count: (dex: DexFile) => number): number => dexFiles.reduce((sum, dex) => sum + count(dex), 0);
    const methods = total((dex) => dex.counts.methods);
    const fields = total((dex) => dex.counts.fields);
    this.signatures = new PairTable(methods >> 1);
    this.methods = new PairTable(methods);
    this.fieldSignatures = new PairTable(fields >> 1);
    this.fields = new PairTable(fields);
    this.methodDex = new IntColumn(-1, methods);
    this.methodLocal = new IntColumn(-1, methods);
    this.fieldDex = new IntColumn(-1, fields);
    this.fieldLocal = new IntColumn(-1, fields);
  }

  typeOf(poolString: number): number {
    const known = this.typeOfString.get(poolString);
    if (known >= 0) return known;
    const type = this.typeNames.push(poolString) - 1;
    this.typeOfString.set(poolString, type);
    return type;
  }

  typeNamed(descriptor: string): number {
    return this.typeOf(this.pool.internText(descriptor));
  }

  findType(descriptor: string): number {
    const name = this.pool.find(descriptor);
    return name < 0 ? -1 : this.typeOfString.get(name);
  }
}

/** Enters the ids of one dex; classes that an earlier dex defines keep their first definition, as in Android. */
export function linkDex(tables: Tables, dex: DexFile, index: number): LinkedDex {
  const { counts } = dex;
  const { pool } = tables;
  const names = new Int32Array(counts.strings).fill(-1);
  const nameOf = (string: number): number => {
    const known = names[string]!;
    return known >= 0 ? known : (names[string] = pool.intern(dex, string));
  };
  const types = new Int32Array(counts.types);
  for (let id = 0; id < types.length; id++) types[id] = tables.typeOf(nameOf(dex.typeStringId(id)));
  const protos = new Int32Array(counts.protos);
  for (let id = 0; id < protos.length; id++) {
    const list = dex.protoParameters(id);
    for (let i = 0; i < list.length; i++) list[i] = types[list[i]!]!;
    list.unshift(types[dex.protoReturn(id)]!);
    protos[id] = tables.protos.add(list);
  }
  const methods = new Int32Array(counts.methods);
  for (let id = 0; id < methods.length; id++) {
    const signature = tables.signatures.add(nameOf(dex.methodNameId(id)), protos[dex.methodProto(id)]!);
    methods[id] = tables.methods.add(types[dex.methodClass(id)]!, signature);
  }
  const fields = new Int32Array(counts.fields);
  for (let id = 0; id < fields.length; id++) {
    const signature = tables.fieldSignatures.add(nameOf(dex.fieldNameId(id)), types[dex.fieldType(id)]!);
    fields[id] = tables.fields.add(types[dex.fieldClass(id)]!, signature);
  }
  const linked = { dex, types, methods, fields };
  for (let cls = 0; cls < counts.classes; cls++) defineClass(tables, linked, index, cls);
  return linked;
}

function defineClass(tables: Tables, { dex, types, methods, fields }: LinkedDex, index: number, cls: number): void {
  const type = types[dex.classType(cls)]!;
  if (tables.typeDex.get(type) >= 0) return;
  tables.typeDex.set(type, index);
  tables.typeClass.set(type, cls);
  dex.forEachMethod(cls, (local) => {
    tables.methodDex.set(methods[local]!, index);
    tables.methodLocal.set(methods[local]!, local);
  });
  dex.forEachField(cls, (local) => {
    tables.fieldDex.set(fields[local]!, index);
    tables.fieldLocal.set(fields[local]!, local);
  });
}

/** Supertypes by type; interfaces of type `t` are `interfaces[interfaceStarts[t] … interfaceStarts[t + 1]]`. */
export interface Supertypes {
  /** -1 for none. */
  readonly superOf: Int32Array;
  readonly interfaceStarts: Int32Array;
  readonly interfaces: Int32Array;
  /** 1 for interfaces, of the app and known ones of the platform. */
  readonly isInterface: Uint8Array;
}

const ACC_INTERFACE = 0x200;

/** What every class says of its supertypes, the platform's table for those no dex defines. */
export function readSupertypes(
  tables: Tables,
  linked: readonly LinkedDex[],
  lambdaInterfaces: ReadonlyMap<number, number>,
): Supertypes {
  const object = tables.typeNamed(OBJECT);
  const framework = new Map<number, readonly number[]>();
  const frameworkSuper = new Map<number, number>();
  for (const { type, superType, interfaces, isInterface } of FRAMEWORK_TYPES) {
    const id = tables.typeNamed(type);
    framework.set(
      id,
      interfaces.map((one) => tables.typeNamed(one)),
    );
    frameworkSuper.set(id, isInterface ? -1 : tables.typeNamed(superType ?? OBJECT));
  }
  const count = tables.typeNames.length;
  const superOf = new Int32Array(count).fill(object);
  superOf[object] = -1;
  const isInterface = new Uint8Array(count);
  const interfaceStarts = new Int32Array(count + 1);
  const interfaces: number[] = [];
  for (let type = 0; type < count; type++) {
    interfaceStarts[type] = interfaces.length;
    const dex = tables.typeDex.get(type);
    if (dex >= 0) {
      const { dex: file, types } = linked[dex]!;
      const cls = tables.typeClass.get(type);
      const above = file.superType(cls);
      superOf[type] = above < 0 ? -1 : types[above]!;
      if ((file.accessFlags(cls) & ACC_INTERFACE) !== 0) isInterface[type] = 1;
      for (const one of file.interfaces(cls)) {
        interfaces.push(types[one]!);
        isInterface[types[one]!] = 1;
      }
    } else {
      const above = frameworkSuper.get(type);
      if (above === -1) isInterface[type] = 1;
      else if (above !== undefined) superOf[type] = above;
      for (const one of framework.get(type) ?? []) interfaces.push(one);
      const lambda = lambdaInterfaces.get(type);
      if (lambda !== undefined) {
        interfaces.push(lambda);
        isInterface[lambda] = 1;
      }
    }
  }
  interfaceStarts[count] = interfaces.length;
  return { superOf, interfaceStarts, interfaces: Int32Array.from(interfaces), isInterface };
}
