import type { Diagnostic } from '../../model/diagnostic.js';
import { FormatError } from '../../model/errors.js';
import {
  CHUNK_HEADER_SIZE,
  CHUNK_STRING_POOL,
  CHUNK_TABLE,
  CHUNK_TABLE_PACKAGE,
  chunks,
  readChunk,
  viewOf,
} from '../res-chunk.js';
import { MAX_PACKAGES } from '../res-limits.js';
import { StringPool } from '../res-string-pool.js';
import type { ResValue } from '../res-value.js';
import { resValue, ResType } from '../res-value.js';
import type { RawEntry } from './raw-entry.js';
import { MAP_SIZE, readRawEntry } from './raw-entry.js';
import type { ResourceConfig } from './resource-config.js';
import type { ResourceType } from './resource-package.js';
import { ResourcePackage } from './resource-package.js';
import type { TypeChunk } from './type-chunk.js';

/** `ResTable_header`. */
const HEADER_SIZE = 12;

/** A style, array, plural or attribute definition. */
export interface ResourceBag {
  /** Resource id of the parent style; 0: none. */
  readonly parent: number;
  /** In file order. `name`: an attribute's id, or 0x02000000 + index in arrays, 0x0100000x for quantities. */
  readonly items: readonly { readonly name: number; readonly value: ResValue }[];
}

/** What one configuration says of a resource: a value or a bag. */
export type ResourceEntry =
  | { readonly config: ResourceConfig; readonly value: ResValue; readonly bag?: never }
  | { readonly config: ResourceConfig; readonly value?: never; readonly bag: ResourceBag };

export interface ResourceName {
  readonly packageName: string;
  readonly type: string;
  readonly entry: string;
}

/** Where a resource may be: one a package with its id. */
interface Place {
  readonly owner: ResourcePackage;
  readonly type: ResourceType;
  readonly entry: number;
}

/**
 * A `resources.arsc`. Opening locates packages, types and configurations; values and names are decoded when asked for.
 * Read as AOSP's LoadedArsc and ResTable read it: normal, sparse and 16-bit offsets, full and compact entries.
 */
export class ResourceTable {
  readonly where: string;
  readonly packages: readonly ResourcePackage[];
  /** Strings of values, shared by all packages. */
  readonly strings: StringPool;
  readonly #view: DataView;
  readonly #diagnostics = new Map<string, Diagnostic>();

  private constructor(where: string, view: DataView, strings: StringPool, packages: readonly ResourcePackage[]) {
    this.where = where;
    this.#view = view;
    this.strings = strings;
    this.packages = packages;
  }

  /**
   * @param bytes the whole file
   * @param where entry name for diagnostics
   * @throws FormatError where Android refuses the table
   * @throws LimitError for counts beyond res-limits.ts
   */
  static open(bytes: Uint8Array, where: string): ResourceTable {
    const view = viewOf(bytes);
    const header = readChunk(view, 0, bytes.length, HEADER_SIZE, 'resource table');
    if (header.type !== CHUNK_TABLE)
      throw new FormatError(`resource table: chunk type 0x${header.type.toString(16)}`, 0);
    const declared = view.getUint32(CHUNK_HEADER_SIZE, true);
    const packages: ResourcePackage[] = [];
    let strings: StringPool | undefined;
    let pools = 0;
    for (const chunk of chunks(view, header.body, header.end, 'resource table')) {
      if (chunk.type === CHUNK_STRING_POOL) {
        pools += 1;
        // Only the first pool counts.
        strings ??= StringPool.open(bytes, chunk);
      } else if (chunk.type === CHUNK_TABLE_PACKAGE) {
        if (packages.length >= Math.min(declared, MAX_PACKAGES)) {
          throw new FormatError(`resource table: more packages than the ${declared} declared`, chunk.start);
        }
        packages.push(ResourcePackage.open(bytes, view, chunk));
      }
    }
    if (packages.length < declared) throw new FormatError(`resource table: ${packages.length} packages of ${declared}`);
    if (strings === undefined) throw new FormatError('resource table: no string pool');
    const table = new ResourceTable(where, view, strings, packages);
    if (pools > 1) table.#note('arsc-string-pools', 'more than one string pool; the first one counts');
    if (header.end < bytes.length) table.#note('arsc-trailing-bytes', 'bytes after the end of the table');
    return table;
  }

  /** Oddities seen so far; looking up values may add some. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()];
  }

  /** Every configuration's value of a resource, in file order; empty when there is none. */
  lookup(id: number): ResourceEntry[] {
    const entries: ResourceEntry[] = [];
    this.eachChunk(id, (chunk, entry) => {
      const found = this.entryIn(chunk, entry);
      if (found !== undefined) entries.push(found);
    });
    return entries;
  }

  /** The types (one a package with the id) that may hold a resource. */
  typesOf(id: number): ResourceType[] {
    const found: ResourceType[] = [];
    for (const owner of this.packages) {
      const type = owner.id === id >>> 24 ? owner.types.get((id >>> 16) & 0xff) : undefined;
      if (type !== undefined) found.push(type);
    }
    return found;
  }

  /** Calls `visit` with each chunk that has a value for a resource, in file order, decoding nothing. */
  eachChunk(id: number, visit: (chunk: TypeChunk, entry: number) => void): void {
    const entry = id & 0xffff;
    for (const type of this.typesOf(id)) {
      for (const chunk of type.chunks) if (chunk.offsetOf(entry) >= 0) visit(chunk, entry);
    }
  }

  /** One configuration's value of an entry. */
  entryIn(chunk: TypeChunk, entry: number): ResourceEntry | undefined {
    const offset = chunk.offsetOf(entry);
    const raw = offset < 0 ? undefined : this.rawEntry(chunk, offset);
    if (raw === undefined) return undefined;
    const { config } = chunk;
    if (raw.kind === 'value') return { config, value: this.#value(raw.type, raw.data) };
    const items = Array.from({ length: raw.count }, (_, index) => {
      const at = raw.items + index * MAP_SIZE;
      const name = this.#view.getUint32(at, true);
      return { name, value: this.#value(this.#view.getUint8(at + 7), this.#view.getUint32(at + 8, true)) };
    });
    return { config, bag: { parent: raw.parent, items } };
  }

  /** The undecoded entry at an offset of a chunk; a malformed one is noted and left out. */
  rawEntry(chunk: TypeChunk, offset: number): RawEntry | undefined {
    const raw = readRawEntry(this.#view, offset, chunk.end);
    if (raw === undefined) this.#note('arsc-bad-entry', `a resource entry is malformed (at 0x${offset.toString(16)})`);
    return raw;
  }

  /** Type and data of an item of a bag. */
  bagItem(raw: RawEntry & { readonly kind: 'bag' }, index: number): { readonly type: number; readonly data: number } {
    const at = raw.items + index * MAP_SIZE;
    return { type: this.#view.getUint8(at + 7), data: this.#view.getUint32(at + 8, true) };
  }

  /** The name of a resource: of the first configuration that has it. */
  nameOf(id: number): ResourceName | undefined {
    for (const { owner, type, entry } of this.#places(id)) {
      for (const chunk of type.chunks) {
        const offset = chunk.offsetOf(entry);
        const raw = offset < 0 ? undefined : this.rawEntry(chunk, offset);
        if (raw === undefined) continue;
        return { packageName: owner.name, type: type.name, entry: owner.keys.at(raw.key) ?? '' };
      }
    }
    return undefined;
  }

  *types(): Generator<{ readonly packageId: number; readonly typeId: number; readonly typeName: string }> {
    for (const { id, types } of this.packages) {
      for (const type of types.values()) yield { packageId: id, typeId: type.id, typeName: type.name };
    }
  }

  /** Ids of the resources of a type that have a value in some configuration, ascending within a package. */
  *entriesOfType(typeName: string, packageId?: number): Generator<number> {
    for (const { id, types } of this.packages) {
      if (packageId !== undefined && id !== packageId) continue;
      for (const type of types.values()) {
        if (type.name !== typeName) continue;
        const present = new Uint8Array(0x10000);
        for (const chunk of type.chunks) chunk.forEach((entry) => (present[entry] = 1));
        for (let entry = present.indexOf(1); entry >= 0; entry = present.indexOf(1, entry + 1)) {
          yield resourceId(id, type.id, entry);
        }
      }
    }
  }

  *#places(id: number): Generator<Place> {
    const typeId = (id >>> 16) & 0xff;
    for (const owner of this.packages) {
      const type = owner.id === id >>> 24 ? owner.types.get(typeId) : undefined;
      if (type !== undefined) yield { owner, type, entry: id & 0xffff };
    }
  }

  #value(type: number, data: number): ResValue {
    return resValue(type, data, type === ResType.string ? this.strings.at(data) : undefined);
  }

  #note(code: string, message: string): void {
    if (this.#diagnostics.has(code)) return;
    this.#diagnostics.set(code, { code, level: 'anomaly', stage: 'parse', where: this.where, message });
  }
}

/** `0xPPTTEEEE` as an unsigned number. */
export function resourceId(packageId: number, typeId: number, entry: number): number {
  return ((packageId << 24) | (typeId << 16) | entry) >>> 0;
}
