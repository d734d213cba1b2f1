import { descriptorOf, type Program } from '../program/index.js';
import type { ImplicitCallRow } from './implicit-row.js';

/** A row that applies to a reference, and the position of what it speaks of in `CallValues.args`. */
export interface RowMatch {
  /** Index into the table. */
  readonly row: number;
  /** Parameters by index (return type not counted, `this` not counted); empty for the receiver. */
  readonly parameters: readonly number[];
}

const isReference = (name: string): boolean => name.startsWith('L') || name.startsWith('[');

/** Finds the references of a program the rows of the implicit-call table are about. */
export class RowMatcher {
  private readonly program: Program;
  private readonly rows: readonly ImplicitCallRow[];
  private readonly types = new Map<string, number>();
  private readonly packages = new Map<string, boolean>();

  constructor(program: Program, rows: readonly ImplicitCallRow[]) {
    this.program = program;
    this.rows = rows;
  }

  match(): ReadonlyMap<number, readonly RowMatch[]> {
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
      for (const row of [...(named ?? []), ...(typed ?? [])]) {
        const match = this.matchRow(row, ref);
        if (match) matches.push(match);
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
    this.rows.forEach(({ names, on, callback }, row) => {
      if (!this.isPresent(on) || !this.isPresent(callback.type)) return;
      for (const name of names) {
        if (name === '*') continue;
        if (!name.endsWith('*')) add(this.program.findName(name), row);
        else for (const id of this.program.namesStartingWith(name.slice(0, -1))) add(id, row);
      }
    });
    return found;
  }

  /** Rows about any method with a parameter of a type, by prototype. */
  private rowsByProto(): Map<number, number[]> {
    const byType = new Map<number, number[]>();
    this.rows.forEach(({ names, callback }, row) => {
      const type = names.includes('*') ? this.typeOf(callback.type) : -1;
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
    const { on, callback } = this.rows[row]!;
    if (!this.isOn(on, ref)) return undefined;
    const { from } = callback;
    if (from === 'receiver' || from === 'reflection') return { row, parameters: [] };
    const parameters = this.parametersOf(row, ref);
    return parameters.length > 0 ? { row, parameters } : undefined;
  }

  private parametersOf(row: number, ref: number): number[] {
    const { program } = this;
    const { callback } = this.rows[row]!;
    const types = program.methodProto(ref).slice(1);
    const where = (test: (name: string, type: number) => boolean): number[] =>
      types.flatMap((type, i) => (test(program.typeName(type), type) ? [i] : []));
    if (callback.from === 'any') return where(isReference);
    if (callback.from === 'class') return where((name) => name === 'Ljava/lang/Class;').slice(0, 1);
    if (callback.from === 'intent') {
      return where((name) => /^\[?Landroid\/content\/(?:Intent|ComponentName);$/u.test(name)).slice(0, 1);
    }
    const wanted = this.typeOf(callback.type);
    const exact = where((_, type) => type === wanted);
    if (exact.length > 0 || callback.type === 'java.lang.Object') return exact.slice(0, 1);
    return where((_, type) => program.hierarchy.isSubtype(type, wanted)).slice(0, 1);
  }

  private isOn(on: string, ref: number): boolean {
    const { program } = this;
    const type = program.methodClass(ref);
    if (on === '*')
      return !program.isDefinedType(type) || program.resolveDefined(type, program.methodSignature(ref)) < 0;
    if (on.endsWith('.*')) {
      const key = `${type} ${on}`;
      let isIn = this.packages.get(key);
      if (isIn === undefined) {
        isIn = program.typeName(type).startsWith(`L${on.slice(0, -1).replaceAll('.', '/')}`);
        this.packages.set(key, isIn);
      }
      return isIn;
    }
    const wanted = this.typeOf(on);
    return wanted >= 0 && program.hierarchy.isSubtype(type, wanted);
  }

  private isPresent(on: string): boolean {
    return on === '*' || on.endsWith('.*') || this.typeOf(on) >= 0;
  }

  private typeOf(name: string): number {
    let type = this.types.get(name);
    if (type === undefined) this.types.set(name, (type = this.program.findType(descriptorOf(name))));
    return type;
  }
}
