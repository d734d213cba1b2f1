import { FormatError } from '../model/errors.js';

/** Chunk types of AOSP's ResourceTypes.h. */
export const CHUNK_STRING_POOL = 0x0001;
export const CHUNK_TABLE = 0x0002;
export const CHUNK_XML = 0x0003;
export const CHUNK_XML_FIRST = 0x0100;
export const CHUNK_XML_START_NAMESPACE = 0x0100;
export const CHUNK_XML_END_NAMESPACE = 0x0101;
export const CHUNK_XML_START_ELEMENT = 0x0102;
export const CHUNK_XML_END_ELEMENT = 0x0103;
export const CHUNK_XML_CDATA = 0x0104;
export const CHUNK_XML_LAST = 0x017f;
export const CHUNK_XML_RESOURCE_MAP = 0x0180;
export const CHUNK_TABLE_PACKAGE = 0x0200;
export const CHUNK_TABLE_TYPE = 0x0201;
export const CHUNK_TABLE_TYPE_SPEC = 0x0202;

/** Bytes of `ResChunk_header`: u16 type, u16 header size, u32 size. */
export const CHUNK_HEADER_SIZE = 8;

/** A chunk whose header and body lie inside its parent. Offsets are in bytes of the file's view. */
export interface Chunk {
  readonly type: number;
  readonly headerSize: number;
  readonly size: number;
  readonly start: number;
  /** First byte after the header. */
  readonly body: number;
  /** First byte after the chunk; never after the parent's end. */
  readonly end: number;
}

/** A view over the bytes of one file. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Reads the chunk at `offset`, checked as AOSP's `validate_chunk`: header at least `minHeader` and at most the size,
 * both multiples of 4, the chunk inside `limit`.
 *
 * @throws FormatError when a check fails; a size of 0 therefore never loops.
 */
export function readChunk(view: DataView, offset: number, limit: number, minHeader: number, what: string): Chunk {
  if (offset + CHUNK_HEADER_SIZE > limit) throw new FormatError(`${what}: chunk header past the end`, offset);
  const type = view.getUint16(offset, true);
  const headerSize = view.getUint16(offset + 2, true);
  const size = view.getUint32(offset + 4, true);
  if (headerSize < minHeader) {
    throw new FormatError(`${what}: header of ${headerSize} bytes, at least ${minHeader} expected`, offset);
  }
  if (headerSize > size) throw new FormatError(`${what}: header size ${headerSize} above chunk size ${size}`, offset);
  if (((headerSize | size) & 3) !== 0) throw new FormatError(`${what}: chunk sizes not multiples of 4`, offset);
  if (size > limit - offset) throw new FormatError(`${what}: chunk of ${size} bytes passes the end`, offset);
  return { type, headerSize, size, start: offset, body: offset + headerSize, end: offset + size };
}

/**
 * The chunks from `start` to `limit`, one after the other.
 *
 * @throws FormatError at the first malformed one.
 */
export function* chunks(view: DataView, start: number, limit: number, what: string): Generator<Chunk> {
  let offset = start;
  // Fewer bytes than a header are padding, as for ResTable::addInternal.
  while (offset + CHUNK_HEADER_SIZE <= limit) {
    const chunk = readChunk(view, offset, limit, CHUNK_HEADER_SIZE, what);
    yield chunk;
    offset = chunk.end;
  }
}
