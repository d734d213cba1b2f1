import type { DexFile } from '../../format/dex/index.js';
import { ClassHierarchy } from './class-hierarchy.js';
import { IntColumn } from './int-column.js';
import { linkCallSites, SYNTHETIC, type Lambda, type LinkedCallSite } from './lambdas.js';
import { linkDex, readSupertypes, Tables, type LinkedDex } from './link.js';

const [LONG, DOUBLE, CLASS, ARRAY] = [0x4a, 0x44, 0x4c, 0x5b];
const ACC_PRIVATE = 0x2;
const ACC_STATIC = 0x8;
const ACC_ABSTRACT = 0x400;
const ACC_CONSTRUCTOR = 0x10000;

/**
 * All dex files of an app as one program: one id space for types, signatures (name and prototype), methods and fields,
 * where the first definition of a class wins, as in Android's class loader. What the code only refers to (the
 * platform) has ids too: methods without a definition are leaves. Ids are dense and depend on the order of the files;
 * descriptors do not.
 *
 * The dex files stay in memory.
 */
export class Program {
  readonly dexFiles: readonly DexFile[];
  readonly hierarchy: ClassHierarchy;
  /** invoke-custom call sites that make lambdas, as synthetic classes; by the method they define. */
  readonly lambdas: ReadonlyMap<number, Lambda>;
  private readonly tables: Tables;
  private readonly linked: readonly LinkedDex[];
  private readonly callSites: readonly (readonly LinkedCallSite[])[];
  /** The one method, by type, of the classes of {@link lambdas}. */
  private readonly lambdaTypes = new IntColumn(-1);
  private readonly keys = new IntColumn(0);
  private readonly methodsOfType = new Map<number, readonly number[]>();

  private constructor(dexFiles: readonly DexFile[]) {
    this.dexFiles = dexFiles;
    this.tables = new Tables(dexFiles);
    this.linked = dexFiles.map((dex, index) => linkDex(this.tables, dex, index));
    this.callSites = this.linked.map((linked, index) => linkCallSites(this.tables, linked, index));
    const lambdas = this.callSites.flat().flatMap(({ lambda }) => (lambda ? [lambda] : []));
    this.lambdas = new Map(lambdas.map((lambda) => [lambda.method, lambda]));
    for (const { type, method } of lambdas) this.lambdaTypes.set(type, method);
    const interfaces = new Map(lambdas.map(({ type, interfaceType }) => [type, interfaceType]));
    this.hierarchy = new ClassHierarchy(readSupertypes(this.tables, this.linked, interfaces));
  }

  /** @param dexFiles in Android's load order */
  static link(dexFiles: readonly DexFile[]): Program {
    return new Program(dexFiles);
  }

  // Types

  get typeCount(): number {
    return this.tables.typeNames.length;
  }

  /** Descriptor, `Lcom/a/B;`. */
  typeName(type: number): string {
    return this.tables.pool.text(this.tables.typeNames[type]!);
  }

  /** Registers a value of the type takes: 2 for long and double. */
  registersOf(type: number): 1 | 2 {
    const first = this.tables.pool.firstByte(this.tables.typeNames[type]!);
    return first === LONG || first === DOUBLE ? 2 : 1;
  }

  /** Whether values of the type are objects or arrays. */
  isReferenceType(type: number): boolean {
    const first = this.tables.pool.firstByte(this.tables.typeNames[type]!);
    return first === CLASS || first === ARRAY;
  }

  /** -1 when nothing names the type. */
  findType(descriptor: string): number {
    return this.tables.findType(descriptor);
  }

  /** Whether the app defines the class. */
  isDefinedType(type: number): boolean {
    return this.tables.typeDex.get(type) >= 0;
  }

  /** Where the app defines the class; undefined for the platform's. */
  classDef(type: number): { readonly dex: DexFile; readonly index: number } | undefined {
    const dex = this.tables.typeDex.get(type);
    return dex < 0 ? undefined : { dex: this.dexFiles[dex]!, index: this.tables.typeClass.get(type) };
  }

  /** Methods the app's class defines, ascending by the id in its dex. */
  methodsOf(type: number): readonly number[] {
    let methods = this.methodsOfType.get(type);
    if (!methods) this.methodsOfType.set(type, (methods = this.readMethodsOf(type)));
    return methods;
  }

  private readMethodsOf(type: number): number[] {
    const found: number[] = [];
    const lambda = this.lambdaTypes.get(type);
    if (lambda >= 0) found.push(lambda);
    const dex = this.tables.typeDex.get(type);
    if (dex < 0) return found;
    const { dex: file, methods } = this.linked[dex]!;
    file.forEachMethod(this.tables.typeClass.get(type), (local) => found.push(methods[local]!));
    return found;
  }

  // Methods

  /** Ids below it are methods, defined or referred to. */
  get methodCount(): number {
    return this.tables.methods.size;
  }

  methodClass(method: number): number {
    return this.tables.methods.first[method]!;
  }

  /** Id of name and prototype; equal for all methods that can override one another. */
  methodSignature(method: number): number {
    return this.tables.methods.second[method]!;
  }

  methodName(method: number): string {
    return this.tables.pool.text(this.tables.signatures.first[this.methodSignature(method)]!);
  }

  /** Types of return and parameters (`this` not among them), in this order. */
  methodProto(method: number): readonly number[] {
    return this.tables.protos.list(this.tables.signatures.second[this.methodSignature(method)]!);
  }

  /** Equal for methods with the same prototype. */
  methodProtoId(method: number): number {
    return this.tables.signatures.second[this.methodSignature(method)]!;
  }

  /** Visits every prototype: its id, and types of return and parameters. */
  forEachProto(visit: (proto: number, types: readonly number[]) => void): void {
    for (let id = 0; id < this.tables.protos.size; id++) visit(id, this.tables.protos.list(id));
  }

  /** `name(args)ret`. */
  signatureText(signature: number): string {
    const { pool, protos, signatures } = this.tables;
    const [returns, ...parameters] = protos.list(signatures.second[signature]!).map((type) => this.typeName(type));
    return `${pool.text(signatures.first[signature]!)}(${parameters.join('')})${returns}`;
  }

  /** `Lcls;->name(args)ret`; of a lambda's synthetic method, the method that implements it. */
  describe(method: number): string {
    const lambda = this.lambdas.get(method);
    if (lambda) return this.describe(lambda.implementation);
    return `${this.typeName(this.methodClass(method))}->${this.signatureText(this.methodSignature(method))}`;
  }

  /** A number from the descriptor's characters: an order of methods that does not depend on that of the dex files. */
  methodKey(method: number): number {
    const known = this.keys.get(method);
    if (known !== 0) return known;
    const { pool, typeNames } = this.tables;
    let key = (Math.imul(pool.hashOf(typeNames[this.methodClass(method)]!), 31) + pool.hashOf(this.nameOf(method))) | 0;
    for (const type of this.methodProto(method)) key = (Math.imul(key, 31) + pool.hashOf(typeNames[type]!)) | 0;
    this.keys.set(method, key);
    return key;
  }

  /** Id of `Lcls;->name(args)ret`, -1 when nothing defines or names it. */
  findMethod(descriptor: string): number {
    const arrow = descriptor.indexOf('->');
    const type = arrow < 0 ? -1 : this.findType(descriptor.slice(0, arrow));
    const signature = type < 0 ? -1 : this.findSignature(descriptor.slice(arrow + 2));
    return signature < 0 ? -1 : this.tables.methods.find(type, signature);
  }

  /** Id of `name(args)ret`, -1 when no method has it. */
  findSignature(text: string): number {
    const open = text.indexOf('(');
    const close = text.indexOf(')', open);
    if (open < 0 || close < 0) return -1;
    const name = this.tables.pool.find(text.slice(0, open));
    const parameters = text.slice(open + 1, close).match(/\[*(?:L[^;]*;|[ZBSCIJFD])/gu) ?? [];
    const proto = this.tables.protos.find([text.slice(close + 1), ...parameters].map((type) => this.findType(type)));
    return name < 0 || proto < 0 ? -1 : this.tables.signatures.find(name, proto);
  }

  /** Pool id of a name, for comparing with {@link nameOf}; -1 when no type or member has it. */
  findName(name: string): number {
    return this.tables.pool.find(name);
  }

  /** Pool ids of the names of types and members that start with a prefix, ascending. */
  namesStartingWith(prefix: string): number[] {
    const found = new Set<number>();
    for (const dex of this.dexFiles) {
      const { start, end } = dex.stringsStartingWith(prefix);
      for (let id = start; id < end; id++) {
        const name = this.tables.pool.findIn(dex, id);
        if (name >= 0) found.add(name);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Pool id of the method's name. */
  nameOf(method: number): number {
    return this.tables.signatures.first[this.methodSignature(method)]!;
  }

  /** Method `signature` of `type`, -1 when nothing defines or names it. No climbing: see {@link resolve}. */
  methodIn(type: number, signature: number): number {
    return this.tables.methods.find(type, signature);
  }

  /** As {@link methodIn}, but makes the id where there is none: a leaf. */
  leaf(type: number, signature: number): number {
    return this.tables.methods.add(type, signature);
  }

  /** Makes the id of a platform method that no code names, for reflection: `proto` may be `(*)*` when not known. */
  leafNamed(type: number, name: string): number {
    const any = this.tables.typeNamed('*');
    const signature = this.tables.signatures.add(this.tables.pool.internText(name), this.tables.protos.add([any, any]));
    return this.tables.methods.add(type, signature);
  }

  /** Makes the id of a type no code names. */
  typeNamed(descriptor: string): number {
    return this.tables.typeNamed(descriptor);
  }

  /** Whether the app defines the method (with or without code), or it is a lambda's. */
  isDefined(method: number): boolean {
    return this.tables.methodDex.get(method) !== -1;
  }

  /** Index into {@link dexFiles}, negative for methods without a dex. */
  dexOf(method: number): number {
    return this.tables.methodDex.get(method);
  }

  /** Where the app defines the method; undefined for leaves and lambdas. */
  definition(method: number): { readonly dex: DexFile; readonly id: number } | undefined {
    const dex = this.tables.methodDex.get(method);
    return dex < 0 ? undefined : { dex: this.dexFiles[dex]!, id: this.tables.methodLocal.get(method) };
  }

  /** Access flags, -1 of methods the app does not define. */
  methodFlags(method: number): number {
    const dex = this.tables.methodDex.get(method);
    if (dex === SYNTHETIC) return 1;
    return dex < 0 ? -1 : this.dexFiles[dex]!.methodFlags(this.tables.methodLocal.get(method));
  }

  isStatic(method: number): boolean {
    const flags = this.methodFlags(method);
    return flags >= 0 && (flags & ACC_STATIC) !== 0;
  }

  /** Whether it runs when dispatched to: defined, not abstract, not static, not private, not a constructor. */
  isConcreteVirtual(method: number): boolean {
    const flags = this.methodFlags(method);
    return flags >= 0 && (flags & (ACC_ABSTRACT | ACC_STATIC | ACC_PRIVATE | ACC_CONSTRUCTOR)) === 0;
  }

  /** Offset of the code item in its dex, 0 for none. */
  codeOffset(method: number): number {
    const dex = this.tables.methodDex.get(method);
    return dex < 0 ? 0 : this.dexFiles[dex]!.codeOffsets[this.tables.methodLocal.get(method)]!;
  }

  /** Common ids of one dex's ids. Do not write. */
  idsOf(dex: number): LinkedDex {
    return this.linked[dex]!;
  }

  callSite(dex: number, id: number): LinkedCallSite | undefined {
    return this.callSites[dex]![id];
  }

  /**
   * The method a call of `signature` on an object of exactly `type` runs, as ART resolves it: up the superclasses,
   * then the interfaces. Where that ends at a class the app does not define, the leaf of that class.
   */
  resolve(type: number, signature: number): number {
    const found = this.resolveDefined(type, signature);
    return found >= 0 ? found : this.leaf(this.firstForeign(type), signature);
  }

  /** As {@link resolve}, but -1 where the platform or nobody defines the method. */
  resolveDefined(type: number, signature: number): number {
    const { methods, typeDex } = this.tables;
    let at = type;
    for (; at >= 0; at = this.hierarchy.superOf(at)) {
      const method = methods.find(at, signature);
      if (method >= 0 && this.isDefined(method)) return method;
      // Only Object's methods are few enough for an interface's default to come before «the platform may have it».
      if (typeDex.get(at) === -1 && this.hierarchy.superOf(at) >= 0 && this.lambdaTypes.get(at) < 0) return -1;
    }
    let abstract = -1;
    for (const one of this.hierarchy.allInterfacesOf(type)) {
      const method = methods.find(one, signature);
      if (method < 0 || !this.isDefined(method)) continue;
      if (this.isConcreteVirtual(method)) return method;
      abstract = method;
    }
    return abstract;
  }

  /** The type itself or the first above it that the app does not define. */
  private firstForeign(type: number): number {
    let at = type;
    while (this.isDefinedType(at) && this.hierarchy.superOf(at) >= 0) at = this.hierarchy.superOf(at);
    return at;
  }

  /**
   * Every method id by which the app's code may name a platform method: of its class and of what is below it, where
   * the app does not override it. `(*)*` leaves of reflection with that name are among them.
   */
  referencesTo(className: string, signature: string): number[] {
    const type = this.findType(className);
    const id = this.findSignature(signature);
    if (type < 0) return [];
    const wanted = this.findName(signature.slice(0, signature.indexOf('(')));
    const anyType = this.findType('*');
    const found: number[] = [];
    for (let method = 0; method < this.methodCount; method++) {
      const isMatch =
        this.methodSignature(method) === id || (this.nameOf(method) === wanted && this.isAny(method, anyType));
      if (!isMatch || this.isDefined(method) || !this.hierarchy.isSubtype(this.methodClass(method), type)) continue;
      if (!this.isDefined(this.resolve(this.methodClass(method), this.methodSignature(method)))) found.push(method);
    }
    return found;
  }

  private isAny(method: number, anyType: number): boolean {
    return anyType >= 0 && this.methodProto(method)[0] === anyType;
  }

  // Fields

  get fieldCount(): number {
    return this.tables.fields.size;
  }

  fieldClass(field: number): number {
    return this.tables.fields.first[field]!;
  }

  fieldType(field: number): number {
    return this.tables.fieldSignatures.second[this.tables.fields.second[field]!]!;
  }

  /** `Lcls;->name:T`. */
  describeField(field: number): string {
    const name = this.tables.pool.text(this.tables.fieldSignatures.first[this.tables.fields.second[field]!]!);
    return `${this.typeName(this.fieldClass(field))}->${name}:${this.typeName(this.fieldType(field))}`;
  }

  /** Id of `Lcls;->name:T`, -1 when nothing names it. */
  findField(descriptor: string): number {
    const arrow = descriptor.indexOf('->');
    const colon = descriptor.indexOf(':', arrow);
    if (arrow < 0 || colon < 0) return -1;
    const type = this.findType(descriptor.slice(0, arrow));
    const name = this.findName(descriptor.slice(arrow + 2, colon));
    const fieldType = this.findType(descriptor.slice(colon + 1));
    const signature = name < 0 || fieldType < 0 ? -1 : this.tables.fieldSignatures.find(name, fieldType);
    return type < 0 || signature < 0 ? -1 : this.tables.fields.find(type, signature);
  }

  /** The field an access of `field` means: that of the class itself or of the nearest class above that defines it. */
  resolveField(field: number): number {
    const { fields } = this.tables;
    const signature = fields.second[field]!;
    for (const type of this.hierarchy.superclasses(this.fieldClass(field))) {
      const found = fields.find(type, signature);
      if (found >= 0 && this.tables.fieldDex.get(found) >= 0) return found;
      for (const one of this.hierarchy.interfacesOf(type)) {
        const constant = fields.find(one, signature);
        if (constant >= 0 && this.tables.fieldDex.get(constant) >= 0) return constant;
      }
    }
    return field;
  }

  /** Where the app defines the field; undefined for the platform's. */
  fieldDefinition(field: number): { readonly dex: DexFile; readonly id: number } | undefined {
    const dex = this.tables.fieldDex.get(field);
    return dex < 0 ? undefined : { dex: this.dexFiles[dex]!, id: this.tables.fieldLocal.get(field) };
  }
}
