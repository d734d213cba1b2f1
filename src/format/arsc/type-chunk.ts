import { FormatError } from '../../model/errors.js';
import type { Chunk } from '../res-chunk.js';
import { ResourceConfig } from './resource-config.js';

/** `ResTable_type` up to its configuration. */
const FIXED_HEADER = 20;
const FLAG_SPARSE = 0x01;
const FLAG_OFFSET16 = 0x02;
const NO_ENTRY = 0xffffffff;
const NO_ENTRY16 = 0xffff;
/** Entry indices are 16 bits of a resource id. */
const MAX_ENTRIES = 0xffff;

/** The values of one resource type for one configuration: a table of offsets into entries, looked at on demand. */
export class TypeChunk {
  /** The id in the chunk; the package adds its offset. */
  readonly typeId: number;
  /** Offset slots: entries of the type, or, when sparse, entries present. */
  readonly slots: number;
  /** First byte after the chunk. */
  readonly end: number;
  /** Bytes. */
  readonly size: number;
  readonly #view: DataView;
  readonly #chunk: Chunk;
  readonly #entries: number;
  readonly #sparse: boolean;
  readonly #offset16: boolean;
  #config: ResourceConfig | undefined;

  /** @throws FormatError where `VerifyResTableType` of AOSP's LoadedArsc refuses */
  constructor(view: DataView, chunk: Chunk) {
    const { start, size, headerSize } = chunk;
    const fail = (message: string): never => {
      throw new FormatError(`resource type: ${message}`, start);
    };
    if (headerSize < FIXED_HEADER + 4) fail(`header of ${headerSize} bytes`);
    this.#view = view;
    this.#chunk = chunk;
    this.end = chunk.end;
    this.size = size;
    this.typeId = view.getUint8(start + 8);
    const flags = view.getUint8(start + 9);
    this.#sparse = (flags & FLAG_SPARSE) !== 0;
    // Sparse is asked first, as LoadedPackage::GetEntryOffset does.
    this.#offset16 = !this.#sparse && (flags & FLAG_OFFSET16) !== 0;
    this.slots = view.getUint32(start + 12, true);
    const entriesStart = view.getUint32(start + 16, true);
    this.#entries = start + entriesStart;
    if (this.typeId === 0) fail('id 0');
    if (this.slots > MAX_ENTRIES) fail(`${this.slots} entries`);
    const width = this.#offset16 ? 2 : 4;
    if (entriesStart < headerSize + this.slots * width) fail('offsets overlap the entries');
    if (entriesStart > size) fail('entries start after the end');
    if ((entriesStart & 3) !== 0) fail('entries not aligned');
  }

  get config(): ResourceConfig {
    this.#config ??= ResourceConfig.read(this.#view, this.#chunk.start + FIXED_HEADER, this.#chunk.body);
    return this.#config;
  }

  /** Offset of an entry in the file, -1 when this configuration has none. Not checked against the end. */
  offsetOf(entry: number): number {
    if (this.#sparse) return this.#sparseOffsetOf(entry);
    return entry < this.slots ? this.#slotOffset(entry) : -1;
  }

  /** Calls `visit` for each entry present, in slot order. */
  forEach(visit: (entry: number, offset: number) => void): void {
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (this.#sparse) visit(this.#sparseIndex(slot), this.#sparseSlot(slot));
      else {
        const offset = this.#slotOffset(slot);
        if (offset >= 0) visit(slot, offset);
      }
    }
  }

  #slotOffset(slot: number): number {
    if (this.#offset16) {
      const offset = this.#view.getUint16(this.#chunk.body + slot * 2, true);
      return offset === NO_ENTRY16 ? -1 : this.#entries + offset * 4;
    }
    const offset = this.#view.getUint32(this.#chunk.body + slot * 4, true);
    return offset === NO_ENTRY ? -1 : this.#entries + offset;
  }

  #sparseIndex(slot: number): number {
    return this.#view.getUint16(this.#chunk.body + slot * 4, true);
  }

  #sparseSlot(slot: number): number {
    return this.#entries + this.#view.getUint16(this.#chunk.body + slot * 4 + 2, true) * 4;
  }

  /** Binary search, as AOSP's `std::lower_bound` over `ResTable_sparseTypeEntry`. */
  #sparseOffsetOf(entry: number): number {
    let low = 0;
    let high = this.slots;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sparseIndex(middle) < entry) low = middle + 1;
      else high = middle;
    }
    return low < this.slots && this.#sparseIndex(low) === entry ? this.#sparseSlot(low) : -1;
  }
}
