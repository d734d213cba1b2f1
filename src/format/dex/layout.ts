import { FormatError } from '../../model/errors.js';

/** Types of map list entries (AOSP art/libdexfile/dex/dex_file_structs.h, `MapItemType`). */
export const MapType = {
  header: 0x0000,
  stringIds: 0x0001,
  typeIds: 0x0002,
  protoIds: 0x0003,
  fieldIds: 0x0004,
  methodIds: 0x0005,
  classDefs: 0x0006,
  callSiteIds: 0x0007,
  methodHandles: 0x0008,
  mapList: 0x1000,
  typeLists: 0x1001,
  annotationSetRefLists: 0x1002,
  annotationSets: 0x1003,
  classData: 0x2000,
  codeItems: 0x2001,
  stringData: 0x2002,
  debugInfo: 0x2003,
  annotations: 0x2004,
  encodedArrays: 0x2005,
  annotationsDirectories: 0x2006,
  hiddenApi: 0xf000,
} as const;

const KNOWN_TYPES: ReadonlySet<number> = new Set(Object.values(MapType));

/** A run of items of one kind. `offset` and `end` in bytes of the file; `end` is where the next section starts. */
export interface Section {
  readonly offset: number;
  readonly count: number;
  readonly end: number;
}

/** The checked skeleton of a DEX file: views over its bytes and where the tables are. */
export interface DexLayout {
  readonly version: number;
  /** The file's bytes, 4-aligned in their buffer. */
  readonly bytes: Uint8Array;
  readonly u16: Uint16Array;
  /** Signed on purpose: V8 keeps int32 loads out of the heap, and ids stay below 2^31 once checked. */
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly strings: Section;
  readonly types: Section;
  readonly protos: Section;
  readonly fields: Section;
  readonly methods: Section;
  readonly classes: Section;
  readonly typeLists: Section;
  section(mapType: number): Section;
}

const HEADER_SIZE = 0x70;
const ENDIAN_CONSTANT = 0x12345678;
const NO_SECTION: Section = { offset: 0, count: 0, end: 0 };
/** What ART of Android 14 reads; 036 was never used, 041 is the container format. */
const VERSIONS: ReadonlySet<string> = new Set(['035', '037', '038', '039', '040']);

/** Word index of a header field from its byte offset. */
const word = (byteOffset: number): number => byteOffset >> 2;

/**
 * Checks the magic, the header and the map list as ART's DexFileVerifier does (CheckHeader, CheckMap and the header
 * half of CheckIntraIdSection). The checksum is checked by the caller.
 *
 * @throws FormatError naming the first thing that is wrong
 */
export function readLayout(input: Uint8Array): DexLayout {
  const version = readVersion(input);
  const bytes = aligned(input);
  const words = bytes.length >> 2;
  const u32 = new Uint32Array(bytes.buffer, bytes.byteOffset, words);
  checkHeader(bytes, u32);
  const sections = readMap(bytes, u32);
  const table = (name: string, mapType: number, header: number, itemSize: number): Section => {
    const count = u32[word(header)]!;
    const offset = u32[word(header) + 1]!;
    const mapped = sections.get(mapType) ?? NO_SECTION;
    if (mapped.offset !== offset || mapped.count !== count) {
      throw new FormatError(`${name} of the header and of the map differ`, header);
    }
    if (count * itemSize > mapped.end - offset) throw new FormatError(`${name} pass the end of their section`, header);
    if (count > 0) checkPadding(bytes, offset + count * itemSize, mapped);
    return mapped;
  };
  return {
    version,
    bytes,
    u16: new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1),
    i32: new Int32Array(bytes.buffer, bytes.byteOffset, words),
    u32,
    strings: table('string_ids', MapType.stringIds, 0x38, 4),
    types: table('type_ids', MapType.typeIds, 0x40, 4),
    protos: table('proto_ids', MapType.protoIds, 0x48, 12),
    fields: table('field_ids', MapType.fieldIds, 0x50, 8),
    methods: table('method_ids', MapType.methodIds, 0x58, 8),
    classes: table('class_defs', MapType.classDefs, 0x60, 32),
    typeLists: sections.get(MapType.typeLists) ?? NO_SECTION,
    section: (mapType) => sections.get(mapType) ?? NO_SECTION,
  };
}

function readVersion(bytes: Uint8Array): number {
  if (bytes.length < HEADER_SIZE) throw new FormatError(`DEX of ${bytes.length} bytes is shorter than its header`);
  const magic = String.fromCharCode(...bytes.subarray(0, 8));
  const version = magic.slice(4, 7);
  if (!magic.startsWith('dex\n') || magic[7] !== '\0') throw new FormatError('no DEX magic', 0);
  if (version === '041') throw new FormatError('DEX 041 container is not read', 4);
  if (!VERSIONS.has(version)) throw new FormatError('unknown DEX version', 4);
  return Number(version);
}

/** Typed-array views need alignment; an archive hands out exact buffers, so the copy is the exception. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

function checkHeader(bytes: Uint8Array, u32: Uint32Array): void {
  const size = bytes.length;
  if (u32[word(0x20)] !== size) throw new FormatError(`file_size ${u32[word(0x20)]!} is not ${size}`, 0x20);
  if (u32[word(0x28)] !== ENDIAN_CONSTANT) throw new FormatError('bad endian_tag', 0x28);
  if (u32[word(0x24)] !== HEADER_SIZE) throw new FormatError(`bad header_size ${u32[word(0x24)]!}`, 0x24);
  const mapOffset = u32[word(0x34)]!;
  if (mapOffset < HEADER_SIZE || mapOffset >= size || mapOffset % 4 !== 0) throw new FormatError('bad map_off', 0x34);
  // link, string_ids, type_ids, proto_ids, field_ids, method_ids, class_defs, data: each a size and an offset.
  for (const at of [0x2c, 0x38, 0x40, 0x48, 0x50, 0x58, 0x60, 0x68]) {
    const offset = u32[word(at) + 1]!;
    if (u32[word(at)] === 0 && offset !== 0) throw new FormatError('offset of an empty section is not zero', at + 4);
    if (offset >= size) throw new FormatError('section offset is past the end of the file', at + 4);
    const mayBeUnaligned = at === 0x2c || at === 0x68;
    if (offset % 4 !== 0 && !mayBeUnaligned) throw new FormatError('section is not 4-aligned', at + 4);
  }
  if (u32[word(0x40)]! > 0xffff) throw new FormatError('more than 65,535 type_ids', 0x40);
  if (u32[word(0x48)]! > 0xffff) throw new FormatError('more than 65,535 proto_ids', 0x48);
}

/** Reads the map list: known types, each once, in ascending order of offset, inside the file. */
function readMap(bytes: Uint8Array, u32: Uint32Array): Map<number, Section> {
  const mapOffset = u32[word(0x34)]!;
  const count = u32[word(mapOffset)];
  const listStart = mapOffset + 4;
  if (count === undefined || count * 12 > bytes.length - listStart) throw new FormatError('map list is cut', mapOffset);
  const dataOffset = u32[word(0x6c)]!;
  const dataEnd = dataOffset + u32[word(0x68)]!;
  const sections = new Map<number, Section>();
  let itemsLeft = u32[word(0x68)]!;
  for (let i = 0; i < count; i++) {
    const at = listStart + i * 12;
    const type = u32[word(at)]! & 0xffff;
    const items = u32[word(at) + 1]!;
    const offset = u32[word(at) + 2]!;
    const end = i + 1 < count ? u32[word(at) + 5]! : bytes.length;
    if (!KNOWN_TYPES.has(type)) throw new FormatError(`unknown map section type 0x${type.toString(16)}`, at);
    if (sections.has(type)) throw new FormatError(`duplicate map section of type 0x${type.toString(16)}`, at);
    if (offset >= bytes.length || end <= offset) throw new FormatError('map sections out of order', at);
    const inData = type > MapType.mapList;
    if (inData && (offset < dataOffset || offset > dataEnd)) {
      throw new FormatError('map section outside the data section', at);
    }
    // No item is empty, so the data section bounds their number.
    if (type > MapType.classDefs && (itemsLeft -= items) < 0) throw new FormatError('too many items in the map', at);
    sections.set(type, { offset, count: items, end: inData ? Math.min(end, dataEnd) : end });
  }
  checkFixedSections(sections, mapOffset);
  return sections;
}

/** What lies between the items of a section, which end at `from`, and the next section must be zero (CheckPadding). */
function checkPadding(bytes: Uint8Array, from: number, section: Section): void {
  if (section.end >= bytes.length) return;
  for (let at = from; at < section.end; at++) {
    if (bytes[at] !== 0) throw new FormatError('non-zero padding after a section', at);
  }
}

function checkFixedSections(sections: ReadonlyMap<number, Section>, mapOffset: number): void {
  const header = sections.get(MapType.header);
  const mapList = sections.get(MapType.mapList);
  if (header?.offset !== 0 || header.count !== 1) throw new FormatError('map has no proper header entry', mapOffset);
  if (mapList?.offset !== mapOffset || mapList.count !== 1) {
    throw new FormatError('map has no proper map_list entry', mapOffset);
  }
  for (const [type, itemSize] of [
    [MapType.callSiteIds, 4],
    [MapType.methodHandles, 8],
  ] as const) {
    const section = sections.get(type);
    if (section && (section.offset % 4 !== 0 || section.count * itemSize > section.end - section.offset)) {
      throw new FormatError('call site or method handle section is cut', section.offset);
    }
  }
}
