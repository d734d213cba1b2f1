import { IndexKind, OPCODE_INDEX_KIND } from '../../format/dex/index.js';
import type { DexFile, InstructionCursor } from '../../format/dex/index.js';
import type { DexWalk } from '../sweep/walk.js';
import type { RawSite } from '../sweep/raw-hits.js';
import { rawSite } from './raw-site.js';
import { readable } from './readable.js';

/** A call that opens a WebView: to the app's Java objects, or to files. */
export interface WebViewUse {
  readonly kind: 'javascript-interface' | 'file-access';
  /** Name of the method called. */
  readonly call: string;
  readonly site: RawSite;
  /** Class of the object that is handed out, where the code tells. */
  readonly bridge?: string;
  /** Methods of that class that JavaScript can call, where its dex is the same. */
  readonly exposed?: readonly string[];
}

const ADD = 'addJavascriptInterface';
const SOUGHT: readonly (readonly [name: string, proto: string])[] = [
  [ADD, '(Ljava/lang/Object;Ljava/lang/String;)V'],
  ['setAllowUniversalAccessFromFileURLs', '(Z)V'],
  ['setAllowFileAccessFromFileURLs', '(Z)V'],
];

const ANNOTATION = 'Landroid/webkit/JavascriptInterface;';
const ACC_STATIC = 0x8;
/** new-instance, iget-object, sget-object: the type of what the register holds is written there. */
const NEW_INSTANCE = 0x22;
const GET_OBJECT = new Set([0x54, 0x62]);

/** First register is read, not written: return, monitors, throw, branches, switches, aput, iput, sput, check-cast … */
const READS_ONLY: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x00],
  [0x0e, 0x11],
  [0x1d, 0x1f],
  [0x24, 0x2c],
  [0x32, 0x3d],
  [0x4b, 0x51],
  [0x59, 0x5f],
  [0x67, 0x6d],
];
const writes = (opcode: number): boolean => opcode <= 0xff && !READS_ONLY.some(([a, b]) => opcode >= a && opcode <= b);

/** Method references of the dex that are sought. */
function soughtMethods(dex: DexFile): Set<number> {
  const found = new Set<number>();
  for (const [name, proto] of SOUGHT) {
    const id = dex.findString(name);
    if (id < 0) continue;
    for (const method of dex.methodsNamed(id)) {
      if (dex.protoDescriptor(dex.methodProto(method)) === proto) found.add(method);
    }
  }
  return found;
}

/** Types of the classes whose code names one of these types. */
function* classesNaming(
  types: ReadonlySet<number>,
  { classTypes, references, referenceStarts }: DexWalk,
): Generator<number> {
  for (let k = 0; k < classTypes.length; k++) {
    const end = referenceStarts.at(k + 1);
    for (let at = referenceStarts.at(k); at < end; at++) {
      if (!types.has(references.at(at))) continue;
      yield classTypes.at(k);
      break;
    }
  }
}

/** What the registers of one method hold, read straight on: branches are not followed. */
class Registers {
  private readonly types = new Map<number, number>();

  private readonly numbers = new Map<number, number>();

  private readonly dex: DexFile;

  constructor(dex: DexFile, method: number) {
    this.dex = dex;
    const code = dex.codeOffset(method) >> 1;
    // registers_size and ins_size begin the code item; `this` is the first of the ins.
    if ((dex.methodFlags(method) & ACC_STATIC) === 0) {
      this.types.set(dex.units[code]! - dex.units[code + 1]!, dex.methodClass(method));
    }
  }

  typeOf(register: number): number | undefined {
    return this.types.get(register);
  }

  numberOf(register: number): number | undefined {
    return this.numbers.get(register);
  }

  step(cursor: InstructionCursor): void {
    const { opcode } = cursor;
    if (!writes(opcode) || cursor.registerCount === 0) return;
    const to = cursor.register(0);
    const from = opcode >= 0x01 && opcode <= 0x09 ? cursor.register(1) : -1;
    const type = this.typeWritten(cursor) ?? this.types.get(from);
    const number = opcode >= 0x12 && opcode <= 0x15 ? cursor.literal : this.numbers.get(from);
    if (type === undefined) this.types.delete(to);
    else this.types.set(to, type);
    if (number === undefined) this.numbers.delete(to);
    else this.numbers.set(to, number);
  }

  private typeWritten({ opcode, index }: InstructionCursor): number | undefined {
    if (opcode === NEW_INSTANCE) return index;
    return GET_OBJECT.has(opcode) ? this.dex.fieldType(index) : undefined;
  }
}

/** Methods of a class that JavaScript can call since Android 4.2. */
function exposedMethods(dex: DexFile, type: number): string[] | undefined {
  const index = dex.classOf(type);
  if (index < 0) return undefined;
  const methods = dex.annotations(index)?.methods ?? new Map<number, never>();
  return [...methods].flatMap(([id, annotations]) =>
    annotations.some((one) => dex.type(one.type) === ANNOTATION) ? [dex.methodDescriptor(id)] : [],
  );
}

/** Whether the code of a method has such a call: most have none, and following registers costs much more. */
function callsOne(cursor: InstructionCursor, code: number, sought: ReadonlySet<number>): boolean {
  cursor.open(code);
  while (cursor.next()) {
    if (OPCODE_INDEX_KIND[cursor.opcode] === IndexKind.method && sought.has(cursor.index)) return true;
  }
  return false;
}

function* usesIn(dex: DexFile, method: number, sought: ReadonlySet<number>): Generator<WebViewUse> {
  const cursor = dex.cursor();
  const registers = new Registers(dex, method);
  cursor.open(dex.codeOffset(method));
  while (cursor.next()) {
    if (OPCODE_INDEX_KIND[cursor.opcode] !== IndexKind.method) {
      registers.step(cursor);
      continue;
    }
    if (!sought.has(cursor.index) || cursor.registerCount < 2) continue;
    const call = dex.methodName(cursor.index);
    const argument = cursor.register(1);
    const site = rawSite(dex, method, cursor.pc);
    if (call !== ADD) {
      if (registers.numberOf(argument) === 1) yield { kind: 'file-access', call, site };
      continue;
    }
    const type = registers.typeOf(argument);
    const exposed = type === undefined ? undefined : exposedMethods(dex, type);
    yield {
      kind: 'javascript-interface',
      call,
      site,
      ...(type === undefined ? {} : { bridge: dex.type(type) }),
      ...(exposed === undefined ? {} : { exposed }),
    };
  }
}

/**
 * JavaScript bridges and file access of WebViews. Only the classes that name a class with such a method are read a
 * second time.
 */
export function webViewUses(dex: DexFile, walk: DexWalk): WebViewUse[] {
  const sought = soughtMethods(dex);
  if (sought.size === 0) return [];
  const types = new Set([...sought].map((method) => dex.methodClass(method)));
  const uses: WebViewUse[] = [];
  const cursor = dex.cursor();
  for (const type of classesNaming(types, walk)) {
    const { start, end } = dex.methodsOf({ start: type, end: type + 1 });
    for (let method = start; method < end; method++) {
      const code = dex.codeOffset(method);
      if (code === 0 || !callsOne(cursor, code, sought)) continue;
      uses.push(...(readable(() => [...usesIn(dex, method, sought)]) ?? []));
    }
  }
  return uses;
}
