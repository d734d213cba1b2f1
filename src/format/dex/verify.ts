import { FormatError } from '../../model/errors.js';
import { loadIntoKernel, type Kernel } from './kernel.js';
import { MapType, type DexLayout } from './layout.js';
import { StringTable } from './string-table.js';

/** Bits set beside the 18 access flags of a member that this DEX defines. */
export const DEFINED = 0x8000_0000;
/** In the direct (private, static, constructor) method list, or in the static field list. */
export const FIRST_LIST = 0x4000_0000;
/** What remains are the access flags. */
export const ACCESS_MASK = 0x3fff_ffff;

/**
 * What verification learns on its way. Class data is decoded once and kept by member id: because ids are sorted by
 * class, the members of a class are a range of ids, and what the DEX defines of them is a bit.
 */
export interface DexTables {
  readonly strings: StringTable;
  /** First field id of each class, by type id; one more than there are types. */
  readonly fieldStarts: Uint32Array;
  /** First method id of each class, by type id; one more than there are types. */
  readonly methodStarts: Uint32Array;
  /** Class def index + 1 of each type, 0 when this DEX does not define it. */
  readonly classOfType: Uint16Array;
  /** Access flags, {@link DEFINED} and {@link FIRST_LIST} by method id; 0 when only referenced. */
  readonly methodFlags: Uint32Array;
  /** Offset of the code item by method id; 0 for none. */
  readonly codeOffsets: Uint32Array;
  readonly fieldFlags: Uint32Array;
}

/** Where the Adler-32 of the header starts: after the magic and itself. */
const SUMMED = 12;

/**
 * Checks the checksum and what ART's DexFileVerifier checks of every string, id, class and code item. The work is done
 * in WebAssembly (kernel/), the results are copied out of its memory.
 *
 * @throws FormatError naming the first thing that is wrong
 */
export function verifyDex(layout: DexLayout): DexTables {
  const { kernel, adler32 } = loadIntoKernel(layout.bytes, SUMMED);
  if (adler32 !== layout.u32[2]) throw new FormatError('bad checksum', 8);
  const data = layout.section(MapType.stringData);
  kernel.verifyStrings(data.offset, data.end, data.count);
  kernel.verifyIds(layout.typeLists.offset, layout.typeLists.end);
  const code = layout.section(MapType.codeItems);
  kernel.verifyCode(code.offset, code.end, code.count);
  const strings = new StringTable(layout);
  kernel.setNames(strings.find('<init>'), strings.find('<clinit>'), strings.lowerBound('<'), strings.lowerBound('='));
  const classData = layout.section(MapType.classData);
  const annotations = layout.section(MapType.annotationsDirectories);
  const arrays = layout.section(MapType.encodedArrays);
  kernel.readClasses(classData.offset, classData.end, annotations.offset, annotations.end, arrays.offset, arrays.end);
  return { strings, ...copyTables(kernel, layout) };
}

function copyTables(kernel: Kernel, { types, methods, fields }: DexLayout): Omit<DexTables, 'strings'> {
  // Taken now: growing has replaced the buffer there was before.
  const { buffer } = kernel.memory;
  const words = (at: { readonly value: number }, count: number): Uint32Array =>
    new Uint32Array(buffer, at.value, count).slice();
  return {
    fieldStarts: words(kernel.fieldStarts, types.count + 1),
    methodStarts: words(kernel.methodStarts, types.count + 1),
    classOfType: new Uint16Array(buffer, kernel.classOfType.value, types.count).slice(),
    methodFlags: words(kernel.methodFlags, methods.count),
    codeOffsets: words(kernel.codeOffsets, methods.count),
    fieldFlags: words(kernel.fieldFlags, fields.count),
  };
}
