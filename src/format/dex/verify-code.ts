import { FormatError } from '../../model/errors.js';
import { ByteReader } from '../binary/byte-reader.js';
import { MapType, checkPadding, type DexLayout } from './layout.js';

/** Bytes of a code item before its instructions: registers, ins, outs, tries (u2), debug_info_off, insns_size (u4). */
export const CODE_HEADER = 16;

/** The set of offsets at which a code item starts. */
export class CodeStarts {
  private readonly bits: Uint8Array;
  private readonly base: number;
  private readonly end: number;

  constructor(offset: number, end: number) {
    this.base = offset;
    this.end = end;
    this.bits = new Uint8Array(((end - offset) >> 5) + 1);
  }

  add(offset: number): void {
    const unit = (offset - this.base) >> 2;
    this.bits[unit >> 3]! |= 1 << (unit & 7);
  }

  has(offset: number): boolean {
    if (offset < this.base || offset >= this.end || (offset & 3) !== 0) return false;
    const unit = (offset - this.base) >> 2;
    return (this.bits[unit >> 3]! & (1 << (unit & 7))) !== 0;
  }
}

/**
 * Walks the code item section item by item (DexFileVerifier, CheckIntraCodeItem): sizes in bounds, zero padding, try
 * ranges in order, handlers that exist. Instructions are not read; the cursor checks those as it goes.
 */
export function verifyCode(layout: DexLayout): CodeStarts {
  const { bytes, u32, i32 } = layout;
  const section = layout.section(MapType.codeItems);
  const starts = new CodeStarts(section.offset, section.end);
  if (section.count === 0) return starts;
  if (section.offset % 4 !== 0) throw new FormatError('code section is not 4-aligned', section.offset);
  let at = section.offset;
  for (let i = 0; i < section.count; i++) {
    if (at + CODE_HEADER > section.end) throw new FormatError('code section is cut', at);
    const frame = i32[at >> 2]!;
    const registers = frame & 0xffff;
    const outsAndTries = u32[(at >> 2) + 1]!;
    const outs = outsAndTries & 0xffff;
    const size = u32[(at >> 2) + 3]!;
    if (frame >>> 16 > registers) throw new FormatError('more ins than registers', at);
    if (outs > 5 && outs > registers) throw new FormatError('more outs than registers', at);
    if (size * 2 > section.end - at - CODE_HEADER) throw new FormatError('instructions pass the end of the code', at);
    starts.add(at);
    let end = at + CODE_HEADER + size * 2;
    const tries = outsAndTries >>> 16;
    if (tries !== 0) end = verifyTries(layout, end, tries, size, section.end);
    at = (end + 3) & ~3;
    // Padding belongs to the item that follows; after the last one it is the next section's.
    if (i + 1 === section.count) checkPadding(bytes, end, section);
    else for (; end < at; end++) if (bytes[end] !== 0) throw new FormatError('non-zero padding in the code', end);
  }
  return starts;
}

/** Checks the tries after the instructions ending at `offset`; returns the end of the handlers. */
function verifyTries(layout: DexLayout, offset: number, tries: number, size: number, sectionEnd: number): number {
  const { u16, u32 } = layout;
  const first = (offset + 3) & ~3;
  if (first !== offset && u16[offset >> 1] !== 0) throw new FormatError('non-zero padding before tries', offset);
  if (tries * 8 > sectionEnd - first) throw new FormatError('tries pass the end of the code', first);
  const handlers = first + tries * 8;
  const reader = new ByteReader(layout.bytes, handlers, sectionEnd);
  const offsets = readHandlers(reader, handlers, size, layout.types.count);
  let last = 0;
  for (let i = 0; i < tries; i++) {
    const start = u32[(first >> 2) + i * 2]!;
    const counts = u32[(first >> 2) + i * 2 + 1]!;
    if (start < last) throw new FormatError('tries are not sorted', first + i * 8);
    last = start + (counts & 0xffff);
    if (start >= size || last > size) throw new FormatError('try passes the end of the code', first + i * 8);
    if (!includes(offsets, counts >>> 16)) throw new FormatError('try has no such handler', first + i * 8);
  }
  return reader.position;
}

/** Reads every handler list of a method; the offsets at which they start, ascending. */
function readHandlers(reader: ByteReader, base: number, size: number, types: number): number[] {
  const count = reader.uleb128();
  if (count === 0 || count >= 0x10000) throw new FormatError('bad number of handlers', base);
  const offsets: number[] = [];
  for (let i = 0; i < count; i++) {
    const at = reader.position;
    offsets.push(at - base);
    const signed = reader.sleb128();
    if (signed < -0x10000 || signed > 0x10000) throw new FormatError('bad number of catch clauses', at);
    for (let left = Math.abs(signed); left > 0; left--) {
      if (reader.uleb128() >= types) throw new FormatError('catch type index', at);
      if (reader.uleb128() >= size) throw new FormatError('catch address', at);
    }
    if (signed <= 0 && reader.uleb128() >= size) throw new FormatError('catch-all address', at);
  }
  return offsets;
}

/** Binary search: 65,535 tries against 65,535 handlers must not cost their product. */
function includes(ascending: readonly number[], value: number): boolean {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle]!;
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
