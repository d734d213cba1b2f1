import { DexFile } from '../../format/dex/index.js';

/** One place a string's bytes are: NUL-terminated Modified UTF-8. */
type Source = DexFile | string;

/** Modified UTF-8 of a text, with its NUL. */
function encode(text: string): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 1 && unit <= 0x7f) out.push(unit);
    else if (unit <= 0x7ff) out.push(0xc0 + (unit >> 6), 0x80 + (unit & 63));
    else out.push(0xe0 + (unit >> 12), 0x80 + ((unit >> 6) & 63), 0x80 + (unit & 63));
  }
  out.push(0);
  return Uint8Array.from(out);
}

function isSame(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  let i = atA;
  let j = atB;
  for (;;) {
    const byte = a[i++]!;
    if (byte !== b[j++]!) return false;
    if (byte === 0) return true;
  }
}

/**
 * Names of all dex files in one id space. Strings are compared as bytes where they lie, so that linking decodes none:
 * decoding and a Map cost five times as much and keep every name twice. The strings of one dex are distinct and sorted,
 * so those of the first are not hashed before a second dex comes.
 */
export class StringPool {
  size = 0;
  private slots = new Int32Array(1 << 14).fill(-1);
  private hashes = new Int32Array(1 << 13);
  private offsets = new Int32Array(1 << 13);
  /** String id within its dex file. */
  private locals = new Int32Array(1 << 13);
  private sources = new Int32Array(1 << 13);
  private readonly holders: { readonly bytes: Uint8Array; readonly source: Source }[] = [];
  private readonly holderOf = new Map<DexFile, number>();
  /** While it alone is linked: the first dex, and pool ids by its string ids. */
  private only: DexFile | undefined;
  private onlyIds = new Int32Array(0);
  /** Strings in {@link slots}; the others are the first dex's. */
  private hashed = 0;

  /** Pool id of a string of a dex file. */
  intern(dex: DexFile, stringId: number): number {
    if (this.size === 0) {
      this.only = dex;
      this.onlyIds = new Int32Array(dex.counts.strings).fill(-1);
      this.holders.push({ bytes: dex.bytes, source: dex });
      this.holderOf.set(dex, 0);
    }
    if (this.only === dex) {
      const known = this.onlyIds[stringId]!;
      return known >= 0 ? known : (this.onlyIds[stringId] = this.append(dex.stringStart(stringId), 0, stringId));
    }
    this.hashOnly();
    let holder = this.holderOf.get(dex);
    if (holder === undefined) {
      holder = this.holders.push({ bytes: dex.bytes, source: dex }) - 1;
      this.holderOf.set(dex, holder);
    }
    return this.add(dex.bytes, dex.stringStart(stringId), holder, stringId);
  }

  /** Pool id of a text no dex need have. */
  internText(text: string): number {
    const found = this.find(text);
    if (found >= 0) return found;
    const local = this.only?.findString(text) ?? -1;
    if (this.only && local >= 0) return this.intern(this.only, local);
    const bytes = encode(text);
    return this.add(bytes, 0, this.holders.push({ bytes, source: text }) - 1, 0);
  }

  /** Pool id of a string of a dex file, -1 when it is not the name of a type or member. */
  findIn(dex: DexFile, stringId: number): number {
    return this.only === dex ? this.onlyIds[stringId]! : this.lookUp(dex.bytes, dex.stringStart(stringId));
  }

  /** Pool id, -1 when no dex has the string as the name of a type or member. */
  find(text: string): number {
    if (this.only) {
      const local = this.only.findString(text);
      if (local >= 0) return this.onlyIds[local]!;
    }
    return this.lookUp(encode(text), 0);
  }

  text(id: number): string {
    const { source } = this.holders[this.sources[id]!]!;
    return typeof source === 'string' ? source : source.string(this.locals[id]!);
  }

  /** First character, of a name that is ASCII there: the kind of a descriptor. */
  firstByte(id: number): number {
    return this.holders[this.sources[id]!]!.bytes[this.offsets[id]!]!;
  }

  /** Hash of the characters: the same whatever the id. */
  hashOf(id: number): number {
    return this.only && this.sources[id] === 0 ? this.hash(this.only.bytes, this.offsets[id]!) : this.hashes[id]!;
  }

  private hash(bytes: Uint8Array, start: number): number {
    let hash = 0;
    for (let at = start, byte = bytes[at]!; byte !== 0; byte = bytes[++at]!) hash = (Math.imul(hash, 31) + byte) | 0;
    return hash ^ (hash >>> 15);
  }

  private lookUp(bytes: Uint8Array, start: number): number {
    const slot = this.slotOf(bytes, start, this.hash(bytes, start));
    return this.slots[slot]!;
  }

  /** The slot the string is in, or the free one where it belongs. */
  private slotOf(bytes: Uint8Array, start: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.slots[slot]!;
      if (id < 0) return slot;
      if (this.hashes[id] !== hash) continue;
      if (isSame(this.holders[this.sources[id]!]!.bytes, this.offsets[id]!, bytes, start)) return slot;
    }
  }

  private add(bytes: Uint8Array, start: number, holder: number, local: number): number {
    const hash = this.hash(bytes, start);
    const slot = this.slotOf(bytes, start, hash);
    const found = this.slots[slot]!;
    if (found >= 0) return found;
    const id = this.append(start, holder, local);
    this.hashes[id] = hash;
    this.slots[slot] = id;
    if (++this.hashed * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    return id;
  }

  private append(start: number, holder: number, local: number): number {
    const id = this.size++;
    if (id === this.hashes.length) this.grow();
    this.offsets[id] = start;
    this.locals[id] = local;
    this.sources[id] = holder;
    return id;
  }

  /** Enters the first dex's strings in the hash table: from now on others may have the same. */
  private hashOnly(): void {
    if (!this.only) return;
    const { bytes } = this.only;
    this.only = undefined;
    for (let id = 0; id < this.size; id++) {
      if (this.sources[id] === 0) this.hashes[id] = this.hash(bytes, this.offsets[id]!);
    }
    this.hashed = this.size;
    let slots = this.slots.length;
    while (slots < this.size * 4) slots *= 2;
    this.rehash(slots);
  }

  private grow(): void {
    const double = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(column.length * 2);
      grown.set(column);
      return grown;
    };
    this.hashes = double(this.hashes);
    this.offsets = double(this.offsets);
    this.locals = double(this.locals);
    this.sources = double(this.sources);
  }

  private rehash(length: number): void {
    const slots = new Int32Array(length).fill(-1);
    const mask = length - 1;
    for (let id = 0; id < this.size; id++) {
      if (this.only && this.sources[id] === 0) continue;
      let slot = this.hashes[id]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }
}
