import {
  IndexKind,
  OPCODE_FLAGS,
  OPCODE_INDEX_KIND,
  OPCODE_WIDTH,
  OpcodeFlag,
  payloadUnits,
} from '../../format/dex/index.js';
import type { Budget } from '../budget.js';
import { IntList } from '../int-list.js';
import type { Program } from '../program/index.js';
import { ClassInit } from './class-init.js';
import { EdgeKind, edgeOf, type EdgeTable } from './edges.js';

/** What one pass over all code gives. */
export interface CodeScan extends EdgeTable {
  /** Methods with a call of a watched reference, or an invoke-custom or -polymorphic. */
  readonly watched: readonly number[];
  /** `[field, method]*`: who writes a field that holds an object, or a static one. */
  readonly writes: IntList;
  /** By type: whether `new` or a class literal of it is anywhere in the code. */
  readonly allocated: Uint8Array;
  /** By lambda type: the method that makes it. */
  readonly lambdaMakers: Map<number, number>;
  readonly badMethods: number;
  /** Dex files left out because the budget ran out. */
  readonly unscanned: readonly string[];
}

const CODE_HEADER = 16;
const NEW_INSTANCE = 0x22;
const CONST_CLASS = 0x1c;
const IPUT_OBJECT = 0x5b;
const [SGET, SPUT, SPUT_LAST] = [0x60, 0x67, 0x6d];
const INVOKE_POLYMORPHIC = [0xfa, 0xfb];

/** Kind of edge + 1 by opcode, 0 for other instructions. */
const INVOKE_KIND = new Uint8Array(256);
for (const base of [0x6e, 0x74]) {
  INVOKE_KIND[base] = INVOKE_KIND[base + 4] = EdgeKind.virtual + 1;
  INVOKE_KIND[base + 1] = INVOKE_KIND[base + 2] = INVOKE_KIND[base + 3] = EdgeKind.exact + 1;
}
const isStaticInvoke = (opcode: number): boolean => opcode === 0x71 || opcode === 0x77;

/** Scans the code of every method the program defines. `watch` has a 1 for references to note their callers of. */
export function scanCode(program: Program, watch: Uint8Array, budget: Budget): CodeScan {
  const scanner = new Scanner(program, watch);
  const unscanned: string[] = [];
  program.dexFiles.forEach((dex, index) => {
    if (budget.exhausted) unscanned.push(dex.entry);
    else scanner.scan(index);
    budget.spend(dex.units.length);
  });
  scanner.addClassInitChains();
  return { ...scanner.result(), unscanned };
}

class Scanner {
  private readonly program: Program;
  private readonly watch: Uint8Array;
  private readonly classInit: ClassInit;
  private readonly pool = new IntList();
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly watched: number[] = [];
  private readonly writes = new IntList();
  private readonly allocated: Uint8Array;
  private readonly lambdaMakers = new Map<number, number>();
  private badMethods = 0;

  constructor(program: Program, watch: Uint8Array) {
    this.program = program;
    this.watch = watch;
    this.classInit = new ClassInit(program);
    this.starts = new Int32Array(program.methodCount);
    this.ends = new Int32Array(program.methodCount);
    this.allocated = new Uint8Array(program.typeCount);
  }

  result(): Omit<CodeScan, 'unscanned'> {
    const { pool, starts, ends, watched, writes, allocated, lambdaMakers, badMethods } = this;
    return { pool, starts, ends, watched, writes, allocated, lambdaMakers, badMethods };
  }

  /** One tight loop: no object and no allocation an instruction. */
  scan(dexIndex: number): void {
    const { program, pool, watch } = this;
    const { dex, types, methods, fields } = program.idsOf(dexIndex);
    const { units, codeOffsets, counts } = dex;
    const { limits, stampMethod, stampType, stampInit } = stampsFor(counts, dex.callSiteCount);
    const fieldClass = new Int32Array(counts.fields);
    for (let id = 0; id < counts.fields; id++) fieldClass[id] = dex.fieldClass(id);
    for (let local = 0; local < counts.methods; local++) {
      const code = codeOffsets[local]!;
      const method = methods[local]!;
      if (code === 0 || program.dexOf(method) !== dexIndex) continue;
      const mark = local + 1;
      const begin = pool.length;
      const start = (code + CODE_HEADER) >> 1;
      const end = start + units[(code >> 1) + 6]! + units[(code >> 1) + 7]! * 0x10000;
      let isWatched = false;
      let isBad = false;
      for (let at = start; at < end;) {
        const unit = units[at]!;
        const opcode = unit & 0xff;
        const kind = OPCODE_INDEX_KIND[opcode]!;
        let width = OPCODE_WIDTH[opcode]!;
        if (kind === IndexKind.none) {
          if (opcode === 0 && unit !== 0) {
            const payload = payloadUnits(units, at, end);
            if (payload > 0) width = payload;
          } else if ((OPCODE_FLAGS[opcode]! & OpcodeFlag.unused) !== 0) {
            isBad = true;
            break;
          }
          at += width;
          continue;
        }
        const index = units[at + 1]!;
        if (at + width > end || index >= limits[kind]!) {
          isBad = true;
          break;
        }
        if (kind === IndexKind.method) {
          const invoke = INVOKE_KIND[opcode]! - 1;
          const ref = methods[index]!;
          if (watch[ref] !== 0) isWatched = true;
          const stamp = index * 2 + invoke;
          if (stampMethod[stamp] !== mark) {
            stampMethod[stamp] = mark;
            pool.push(edgeOf(ref, invoke));
            if (isStaticInvoke(opcode)) {
              const type = dex.methodClass(index);
              if (stampInit[type] !== mark) {
                stampInit[type] = mark;
                this.initialise(types[type]!, method);
              }
            }
          }
        } else if (kind === IndexKind.field) {
          if (opcode === IPUT_OBJECT || (opcode >= SPUT && opcode <= SPUT_LAST)) {
            this.writes.push(fields[index]!);
            this.writes.push(method);
          }
          if (opcode >= SGET) {
            const type = fieldClass[index]!;
            if (stampInit[type] !== mark) {
              stampInit[type] = mark;
              this.initialise(types[type]!, method);
            }
          }
        } else if (kind === IndexKind.type) {
          if (opcode === NEW_INSTANCE || opcode === CONST_CLASS) {
            if (stampType[index] !== mark) {
              stampType[index] = mark;
              this.allocated[types[index]!] = 1;
              if (program.isDefinedType(types[index]!)) pool.push(edgeOf(types[index]!, EdgeKind.allocation));
            }
            if (opcode === NEW_INSTANCE && stampInit[index] !== mark) {
              stampInit[index] = mark;
              this.initialise(types[index]!, method);
            }
          }
        } else if (kind === IndexKind.callSite) {
          isWatched = true;
          const lambda = program.callSite(dexIndex, index)?.lambda;
          if (lambda) {
            this.lambdaMakers.set(lambda.type, method);
            this.allocated[lambda.type] = 1;
            pool.push(edgeOf(lambda.type, EdgeKind.allocation));
          }
        } else if (INVOKE_POLYMORPHIC.includes(opcode)) isWatched = true;
        at += width;
      }
      // ART's verifier fails such a method and its class: nothing of it runs, so nothing seen in it counts.
      if (isBad) {
        this.badMethods++;
        pool.length = begin;
      } else if (isWatched) this.watched.push(method);
      this.starts[method] = begin;
      this.ends[method] = pool.length;
    }
  }

  private initialise(type: number, method: number): void {
    const clinit = this.classInit.of(type);
    if (clinit >= 0 && clinit !== method) this.pool.push(edgeOf(clinit, EdgeKind.classInit));
  }

  /** A `<clinit>` runs after that of the class above; a lambda's method calls what implements it. */
  addClassInitChains(): void {
    const { program, pool } = this;
    const signature = program.findSignature('<clinit>()V');
    for (let method = 0; method < this.starts.length; method++) {
      if (program.methodSignature(method) !== signature || !program.isDefined(method)) continue;
      const above = this.classInit.above(method);
      if (above < 0) continue;
      const begin = pool.length;
      for (let i = this.starts[method]!; i < this.ends[method]!; i++) pool.push(pool.at(i));
      pool.push(edgeOf(above, EdgeKind.classInit));
      this.starts[method] = begin;
      this.ends[method] = pool.length;
    }
    for (const [method, { implementation, kind }] of program.lambdas) {
      const isVirtual = kind === 'invoke-instance' || kind === 'invoke-interface';
      this.starts[method] = pool.length;
      pool.push(edgeOf(implementation, isVirtual ? EdgeKind.virtual : EdgeKind.exact));
      if (kind === 'invoke-constructor') {
        pool.push(edgeOf(program.methodClass(implementation), EdgeKind.allocation));
      }
      this.ends[method] = pool.length;
    }
  }
}

interface Counts {
  readonly strings: number;
  readonly types: number;
  readonly protos: number;
  readonly fields: number;
  readonly methods: number;
}

/** By id of a dex: the last method that mentioned it, so that each edge is kept once; and how many ids there are. */
function stampsFor(counts: Counts, callSites: number) {
  const limits = new Int32Array(16).fill(0x1_0000);
  limits[IndexKind.type] = counts.types;
  limits[IndexKind.field] = counts.fields;
  limits[IndexKind.method] = counts.methods;
  limits[IndexKind.methodAndProto] = counts.methods;
  limits[IndexKind.callSite] = callSites;
  return {
    limits,
    stampMethod: new Int32Array(counts.methods * 2),
    stampType: new Int32Array(counts.types),
    stampInit: new Int32Array(counts.types),
  };
}
