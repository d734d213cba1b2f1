import { descriptorOf, type Program } from '../program/index.js';
import type { CallbackSource, ImplicitCallRow } from './implicit-row.js';

/** A row that applies to a reference, and the position of what it speaks of in `CallValues.args`. */
export interface RowMatch {
  /** Index into the table. */
  readonly row: number;
  /** Parameters by index (return type not counted, `this` not counted); empty for the receiver. */
  readonly parameters: readonly number[];
  /** How the parameter is to be taken, where that differs from the row: for methods that hand it on. */
  readonly role?: CallbackSource['from'];
}

/** A row with its names looked up once. */
interface PreparedRow {
  /** Type id of `on`; -1 for `*`, packages and types nothing names. */
  readonly on: number;
  /** For a package: the descriptors' prefix, and by type what is known of it (1 in it, 2 not). */
  readonly prefix: string | undefined;
  readonly inPackage: Uint8Array;
  /** Type id of the callback; -1 when nothing names it. */
  readonly callback: number;
}

const NO_TYPES = new Uint8Array(0);

/** Finds the references of a program the rows of the implicit-call table are about. */
export class RowMatcher {
  private readonly program: Program;
  private readonly rows: readonly ImplicitCallRow[];
  private readonly prepared: readonly PreparedRow[];
  private readonly objectType: number;

  constructor(program: Program, rows: readonly ImplicitCallRow[]) {
    this.program = program;
    this.rows = rows;
    this.objectType = program.findType('Ljava/lang/Object;');
    this.prepared = rows.map(({ on, callback }) => {
      const isPackage = on.endsWith('.*');
      return {
        on: on === '*' || isPackage ? -1 : program.findType(descriptorOf(on)),
        prefix: isPackage ? `L${on.slice(0, -1).replaceAll('.', '/')}` : undefined,
        inPackage: isPackage ? new Uint8Array(program.typeCount) : NO_TYPES,
        callback: program.findType(descriptorOf(callback.type)),
      };
    });
  }

  match(): Map<number, RowMatch[]> {
    const { program } = this;
    const byName = this.rowsByName();
    const byProto = this.rowsByProto();
    const found = new Map<number, RowMatch[]>();
    const count = program.methodCount;
    for (let ref = 0; ref < count; ref++) {
      const named = byName.get(program.nameOf(ref));
      const typed = byProto.get(program.methodProtoId(ref));
      if (!named && !typed) continue;
      const matches: RowMatch[] = [];
      for (const rows of [named, typed]) {
        for (let i = 0; rows && i < rows.length; i++) {
          const match = this.matchRow(rows[i]!, ref);
          if (match) matches.push(match);
        }
      }
      if (matches.length > 0) found.set(ref, matches);
    }
    return found;
  }

  /** Rows by the pool id of a method name; the names no method has fall out. */
  private rowsByName(): Map<number, number[]> {
    const found = new Map<number, number[]>();
    const add = (name: number, row: number): void => {
      if (name < 0) return;
      const rows = found.get(name);
      if (!rows) found.set(name, [row]);
      else if (!rows.includes(row)) rows.push(row);
    };
    const prefixed = new Map<string, readonly number[]>();
    const startingWith = (prefix: string): readonly number[] => {
      let ids = prefixed.get(prefix);
      if (!ids) prefixed.set(prefix, (ids = this.program.namesStartingWith(prefix)));
      return ids;
    };
    this.rows.forEach(({ names, on }, row) => {
      const { on: type, prefix, callback } = this.prepared[row]!;
      if (callback < 0 || (type < 0 && prefix === undefined && on !== '*')) return;
      for (const name of names) {
        if (name === '*') continue;
        if (!name.endsWith('*')) add(this.program.findName(name), row);
        else for (const id of startingWith(name.slice(0, -1))) add(id, row);
      }
    });
    return found;
  }

  /** Rows about any method with a parameter of a type, by prototype. */
  private rowsByProto(): Map<number, number[]> {
    const byType = new Map<number, number[]>();
    this.rows.forEach(({ names }, row) => {
      const type = names.includes('*') ? this.prepared[row]!.callback : -1;
      if (type >= 0) byType.set(type, [...(byType.get(type) ?? []), row]);
    });
    const found = new Map<number, number[]>();
    this.program.forEachProto((proto, types) => {
      for (let i = 1; i < types.length; i++) {
        const rows = byType.get(types[i]!);
        if (rows) found.set(proto, [...(found.get(proto) ?? []), ...rows]);
      }
    });
    return found;
  }

  private matchRow(row: number, ref: number): RowMatch | undefined {
    if (!this.isOn(row, ref)) return undefined;
    const { from } = this.rows[row]!.callback;
    if (from === 'receiver' || from === 'reflection') return { row, parameters: [] };
    const parameters = this.parametersOf(row, ref);
    return parameters.length > 0 ? { row, parameters } : undefined;
  }

  private parametersOf(row: number, ref: number): number[] {
    const { program } = this;
    const { from } = this.rows[row]!.callback;
    const types = program.methodProto(ref).slice(1);
    const where = (test: (type: number) => boolean): number[] => types.flatMap((type, i) => (test(type) ? [i] : []));
    if (from === 'any') return where((type) => program.isReferenceType(type));
    if (from === 'class') return where((type) => program.typeName(type) === 'Ljava/lang/Class;').slice(0, 1);
    if (from === 'intent') {
      const isTarget = /^\[?Landroid\/content\/(?:Intent|ComponentName);$/u;
      return where((type) => isTarget.test(program.typeName(type))).slice(0, 1);
    }
    const wanted = this.prepared[row]!.callback;
    const exact = where((type) => type === wanted);
    if (exact.length > 0 || wanted === this.objectType) return exact.slice(0, 1);
    return where((type) => program.hierarchy.isSubtype(type, wanted)).slice(0, 1);
  }

  private isOn(row: number, ref: number): boolean {
    const { program } = this;
    const { on, prefix, inPackage } = this.prepared[row]!;
    const type = program.methodClass(ref);
    if (on >= 0) return program.hierarchy.isSubtype(type, on);
    if (prefix !== undefined) {
      if (inPackage[type] === 0) inPackage[type] = program.typeName(type).startsWith(prefix) ? 1 : 2;
      return inPackage[type] === 1;
    }
    if (this.rows[row]!.on !== '*') return false;
    return !program.isDefinedType(type) || program.resolveDefined(type, program.methodSignature(ref)) < 0;
  }
}
