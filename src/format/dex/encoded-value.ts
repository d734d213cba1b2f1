import { FormatError } from '../../model/errors.js';
import { ByteReader } from '../binary/byte-reader.js';
import { MapType, type DexLayout } from './layout.js';

/** An encoded_value: a number, an id into a table of the DEX, or a composite. */
export type EncodedValue =
  | { readonly kind: 'byte' | 'short' | 'char' | 'int' | 'float' | 'double'; readonly value: number }
  | { readonly kind: 'long'; readonly value: bigint }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'string' | 'type' | 'field' | 'method' | 'enum' | 'proto' | 'methodHandle'; readonly id: number }
  | { readonly kind: 'array'; readonly values: readonly EncodedValue[] }
  | { readonly kind: 'annotation'; readonly annotation: EncodedAnnotation };

/** An annotation: its type and named values. */
export interface EncodedAnnotation {
  /** Type id. */
  readonly type: number;
  readonly elements: readonly { /** String id. */ readonly name: number; readonly value: EncodedValue }[];
}

/** Nesting deeper than any compiler writes; guards the stack. */
const MAX_DEPTH = 100;
/** Values read by one call; guards against items that hostile offsets make overlap. */
const MAX_VALUES = 1 << 20;

/** Reads the encoded array at `offset` of the encoded array section, or the first `most` values of it. */
export function readEncodedArray(layout: DexLayout, offset: number, most = Infinity): EncodedValue[] {
  const section = layout.section(MapType.encodedArrays);
  if (offset < section.offset || offset >= section.end) throw new FormatError('encoded array offset', offset);
  return new ValueReader(layout, new ByteReader(layout.bytes, offset, section.end)).array(most);
}

/** Decodes encoded values, checking sizes and indices as DexFileVerifier's CheckEncodedValue does. */
export class ValueReader {
  private readonly layout: DexLayout;
  private readonly reader: ByteReader;
  private depth = 0;
  private left = MAX_VALUES;

  constructor(layout: DexLayout, reader: ByteReader) {
    this.layout = layout;
    this.reader = reader;
  }

  array(most = Infinity): EncodedValue[] {
    const { reader } = this;
    const count = reader.uleb128();
    if (count > reader.remaining) throw new FormatError('encoded array is cut', reader.position);
    const values: EncodedValue[] = [];
    for (let i = 0; i < count && i < most; i++) values.push(this.value());
    return values;
  }

  annotation(): EncodedAnnotation {
    const { reader, layout } = this;
    const type = this.index(reader.uleb128(), layout.types.count);
    const count = reader.uleb128();
    if (count > reader.remaining) throw new FormatError('encoded annotation is cut', reader.position);
    const elements: EncodedAnnotation['elements'][number][] = [];
    let last = -1;
    for (let i = 0; i < count; i++) {
      const name = this.index(reader.uleb128(), layout.strings.count);
      if (name <= last) throw new FormatError('annotation elements are not sorted', reader.position);
      last = name;
      elements.push({ name, value: this.value() });
    }
    return { type, elements };
  }

  private value(): EncodedValue {
    const { reader } = this;
    if (this.left-- === 0) throw new FormatError('too many encoded values', reader.position);
    const header = reader.u8();
    const argument = header >> 5;
    switch (header & 0x1f) {
      case 0x00:
        return { kind: 'byte', value: this.integer(argument, 0) };
      case 0x02:
        return { kind: 'short', value: this.integer(argument, 1) };
      case 0x03:
        return { kind: 'char', value: this.unsigned(argument, 1) };
      case 0x04:
        return { kind: 'int', value: this.integer(argument, 3) };
      case 0x06:
        return { kind: 'long', value: BigInt.asIntN(64, this.wide(argument, true)) };
      case 0x10:
        return { kind: 'float', value: float32((this.unsigned(argument, 3) << (8 * (3 - argument))) >>> 0) };
      case 0x11:
        return { kind: 'double', value: float64(this.wide(argument, false) << BigInt(8 * (7 - argument))) };
      default:
        return this.reference(header & 0x1f, argument);
    }
  }

  private reference(type: number, argument: number): EncodedValue {
    const { layout } = this;
    switch (type) {
      case 0x15:
        return { kind: 'proto', id: this.index(this.unsigned(argument, 3), layout.protos.count) };
      case 0x16: {
        const handles = layout.section(MapType.methodHandles).count;
        return { kind: 'methodHandle', id: this.index(this.unsigned(argument, 3), handles) };
      }
      case 0x17:
        return { kind: 'string', id: this.index(this.unsigned(argument, 3), layout.strings.count) };
      case 0x18:
        return { kind: 'type', id: this.index(this.unsigned(argument, 3), layout.types.count) };
      case 0x19:
        return { kind: 'field', id: this.index(this.unsigned(argument, 3), layout.fields.count) };
      case 0x1a:
        return { kind: 'method', id: this.index(this.unsigned(argument, 3), layout.methods.count) };
      case 0x1b:
        return { kind: 'enum', id: this.index(this.unsigned(argument, 3), layout.fields.count) };
      default:
        return this.composite(type, argument);
    }
  }

  private composite(type: number, argument: number): EncodedValue {
    if (argument > (type === 0x1f ? 1 : 0)) throw new FormatError('encoded value size', this.reader.position);
    if (type === 0x1e) return { kind: 'null' };
    if (type === 0x1f) return { kind: 'boolean', value: argument === 1 };
    if (type !== 0x1c && type !== 0x1d) throw new FormatError('unknown encoded value type', this.reader.position);
    if (++this.depth > MAX_DEPTH) throw new FormatError('encoded values nest too deep', this.reader.position);
    const value: EncodedValue =
      type === 0x1c ? { kind: 'array', values: this.array() } : { kind: 'annotation', annotation: this.annotation() };
    this.depth--;
    return value;
  }

  /** `argument + 1` bytes, little-endian, zero-extended. */
  private unsigned(argument: number, most: number): number {
    if (argument > most) throw new FormatError('encoded value size', this.reader.position);
    let value = 0;
    for (let i = 0; i <= argument; i++) value |= this.reader.u8() << (8 * i);
    return value >>> 0;
  }

  /** The same, sign-extended. */
  private integer(argument: number, most: number): number {
    const shift = 8 * (3 - argument);
    return (this.unsigned(argument, most) << shift) >> shift;
  }

  private wide(argument: number, signed: boolean): bigint {
    let value = 0n;
    for (let i = 0; i <= argument; i++) value |= BigInt(this.reader.u8()) << BigInt(8 * i);
    return signed ? BigInt.asIntN(8 * (argument + 1), value) : value;
  }

  private index(id: number, limit: number): number {
    if (id >= limit) throw new FormatError('encoded value index', this.reader.position);
    return id;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

function float32(bits: number): number {
  scratch.setUint32(0, bits);
  return scratch.getFloat32(0);
}

function float64(bits: bigint): number {
  scratch.setBigUint64(0, BigInt.asUintN(64, bits));
  return scratch.getFloat64(0);
}
