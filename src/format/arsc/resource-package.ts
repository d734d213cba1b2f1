import { FormatError, LimitError } from '../../model/errors.js';
import type { Chunk } from '../res-chunk.js';
import { CHUNK_STRING_POOL, CHUNK_TABLE_TYPE, CHUNK_TABLE_TYPE_SPEC, chunks } from '../res-chunk.js';
import { MAX_TYPE_CHUNKS } from '../res-limits.js';
import { StringPool } from '../res-string-pool.js';
import { TypeChunk } from './type-chunk.js';

/** `ResTable_package` without and with `typeIdOffset`. */
const HEADER_SIZE = 284;
const HEADER_SIZE_WITH_OFFSET = 288;
/** `ResTable_typeSpec`. */
const SPEC_HEADER_SIZE = 16;
const NAME_UNITS = 128;

/** A type of one package: its name and its chunks, one a configuration. */
export interface ResourceType {
  /** Bits 16-23 of its resources' ids. */
  readonly id: number;
  readonly name: string;
  /** Entries of the type over all configurations, present or not. */
  readonly entryCount: number;
  readonly chunks: readonly TypeChunk[];
}

interface TypeBuilder {
  readonly id: number;
  readonly entryCount: number;
  readonly chunks: TypeChunk[];
}

/** One package of a table: located, not decoded. */
export class ResourcePackage {
  /** Bits 24-31 of its resources' ids; 0 for a shared library, which gets its id when it is loaded. */
  readonly id: number;
  readonly name: string;
  /** Names of entries. */
  readonly keys: StringPool;
  readonly types: ReadonlyMap<number, ResourceType>;

  private constructor(id: number, name: string, keys: StringPool, types: ReadonlyMap<number, ResourceType>) {
    this.id = id;
    this.name = name;
    this.keys = keys;
    this.types = types;
  }

  /**
   * Locates the types of the package in `chunk`.
   *
   * @throws FormatError where `LoadedPackage::Load` of AOSP refuses
   */
  static open(bytes: Uint8Array, view: DataView, chunk: Chunk): ResourcePackage {
    const { start, headerSize } = chunk;
    if (headerSize < HEADER_SIZE) throw new FormatError(`resource package: header of ${headerSize} bytes`, start);
    const offset = headerSize >= HEADER_SIZE_WITH_OFFSET ? view.getUint32(start + 284, true) : 0;
    if (offset > 0xff) throw new FormatError(`resource package: type id offset ${offset}`, start);
    const typePool = start + view.getUint32(start + 268, true);
    const keyPool = start + view.getUint32(start + 276, true);
    let typeNames = StringPool.empty();
    let keys = StringPool.empty();
    const builders = new Map<number, TypeBuilder>();
    let located = 0;
    for (const child of chunks(view, chunk.body, chunk.end, 'resource package')) {
      if (child.type === CHUNK_STRING_POOL) {
        // Only the pools the header points to count; one may serve as both.
        if (child.start === typePool) typeNames = StringPool.open(bytes, child);
        if (child.start === keyPool) keys = StringPool.open(bytes, child);
      } else if (child.type === CHUNK_TABLE_TYPE_SPEC) {
        addSpec(view, child, builders);
      } else if (child.type === CHUNK_TABLE_TYPE) {
        located += 1;
        if (located > MAX_TYPE_CHUNKS) throw new LimitError('resource-type-chunks', 'resource table: too many types');
        addType(new TypeChunk(view, child), child, builders);
      }
    }
    const types = nameTypes(builders, typeNames, offset);
    return new ResourcePackage(view.getUint32(start + 8, true), packageName(view, start + 12), keys, types);
  }
}

/**
 * Gives types their ids and names. Since Android 9 (LoadedArsc) a type's id is the chunk's id plus the package's offset;
 * before, and in aapt's ResTable, the chunk has the whole id and the offset is taken off for the name. Only where the
 * first reading runs past the names is the second taken.
 */
function nameTypes(
  builders: ReadonlyMap<number, TypeBuilder>,
  names: StringPool,
  offset: number,
): ReadonlyMap<number, ResourceType> {
  const whole = offset > 0 && Math.max(0, ...builders.keys()) > names.count;
  const types = new Map<number, ResourceType>();
  for (const { id: inChunk, entryCount, chunks: list } of builders.values()) {
    const id = whole ? inChunk : inChunk + offset;
    types.set(id, { id, name: names.at(whole ? inChunk - offset - 1 : inChunk - 1) ?? '', entryCount, chunks: list });
  }
  return types;
}

function addSpec(view: DataView, chunk: Chunk, builders: Map<number, TypeBuilder>): void {
  if (chunk.headerSize < SPEC_HEADER_SIZE) throw new FormatError('resource type spec: header too short', chunk.start);
  const id = view.getUint8(chunk.start + 8);
  const entryCount = view.getUint32(chunk.start + 12, true);
  if (id === 0) throw new FormatError('resource type spec: id 0', chunk.start);
  if (entryCount > 0xffff || entryCount * 4 > chunk.size - chunk.headerSize) {
    throw new FormatError(`resource type spec: ${entryCount} entries do not fit`, chunk.start);
  }
  // A second spec for the same type is ignored, as by LoadedArsc.
  if (!builders.has(id)) builders.set(id, { id, entryCount, chunks: [] });
}

function addType(type: TypeChunk, chunk: Chunk, builders: Map<number, TypeBuilder>): void {
  const builder = builders.get(type.typeId);
  if (builder === undefined) throw new FormatError('resource type: no type spec before it', chunk.start);
  builder.chunks.push(type);
}

function packageName(view: DataView, offset: number): string {
  let name = '';
  for (let index = 0; index < NAME_UNITS; index += 1) {
    const unit = view.getUint16(offset + index * 2, true);
    if (unit === 0) break;
    name += String.fromCharCode(unit);
  }
  return name;
}
