/** Types of `Res_value` (AOSP ResourceTypes.h). */
export const TYPE_NULL = 0x00;
export const TYPE_REFERENCE = 0x01;
export const TYPE_ATTRIBUTE = 0x02;
export const TYPE_STRING = 0x03;
export const TYPE_FLOAT = 0x04;
export const TYPE_DIMENSION = 0x05;
export const TYPE_FRACTION = 0x06;
export const TYPE_DYNAMIC_REFERENCE = 0x07;
export const TYPE_DYNAMIC_ATTRIBUTE = 0x08;
export const TYPE_INT_DEC = 0x10;
export const TYPE_INT_HEX = 0x11;
export const TYPE_INT_BOOLEAN = 0x12;
export const TYPE_INT_COLOR_ARGB8 = 0x1c;
export const TYPE_INT_COLOR_RGB8 = 0x1d;
export const TYPE_INT_COLOR_ARGB4 = 0x1e;
export const TYPE_INT_COLOR_RGB4 = 0x1f;
const TYPE_FIRST_INT = 0x10;
const TYPE_LAST_INT = 0x1f;

/** A typed value of binary XML or a resource table. */
export interface ResValue {
  /** One of the `TYPE_…` constants; unknown numbers are possible. */
  readonly type: number;
  /** The 32 bits as an unsigned number. */
  readonly data: number;
  /** The text of a `TYPE_STRING` value; absent when its index or its bytes are not valid. */
  readonly string?: string;
}

/** Makes a value; leaves `string` out when there is none. */
export function resValue(type: number, data: number, string?: string): ResValue {
  return string === undefined ? { type, data } : { type, data, string };
}

/** The resource id a value points to: reference or dynamic reference. `@null` (0) is no reference. */
export function referenceOf(value: ResValue): number | undefined {
  if (value.type !== TYPE_REFERENCE && value.type !== TYPE_DYNAMIC_REFERENCE) return undefined;
  return value.data === 0 ? undefined : value.data;
}

/** True for integers, booleans and colours: what `TypedArray.getInt` of Android takes as it is. */
export function isInteger(value: ResValue): boolean {
  return value.type >= TYPE_FIRST_INT && value.type <= TYPE_LAST_INT;
}

/** `0x7f0b0001`. */
export function formatResourceId(id: number): string {
  return `0x${(id >>> 0).toString(16).padStart(8, '0')}`;
}

const DIMENSION_UNITS = ['px', 'dp', 'sp', 'pt', 'in', 'mm'];
const FRACTION_UNITS = ['%', '%p'];
/** Multipliers of the four radix positions 23p0, 16p7, 8p15, 0p23 (`complex_value` of AOSP), mantissa at bit 8. */
const RADIX = [1 / (1 << 8), 1 / (1 << 15), 1 / (1 << 23), 1 / 2 ** 31];

/** Number of a complex (dimension or fraction) value, before its unit. */
export function complexToNumber(data: number): number {
  return (data & 0xffffff00) * (RADIX[(data >> 4) & 3] ?? 0);
}

const colour = (data: number): string => `#${(data >>> 0).toString(16).padStart(8, '0')}`;

/** Six decimals, as `%f` of C prints. */
const float = (value: number): string => (Number.isFinite(value) ? value.toFixed(6) : String(value));

function floatOfBits(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/**
 * A value as people read it, in the wording of `aapt dump --values resources` (`@0x7f010000`, `16.000000dp`,
 * `#ff112233`, `true`, `-1`, `0x00000010`); strings come as they are. Types unknown to aapt print as `(type 0x..)0x…`.
 */
export function formatResValue(value: ResValue): string {
  const data = value.data;
  switch (value.type) {
    case TYPE_NULL:
      return data === 1 ? '@empty' : '@null';
    case TYPE_REFERENCE:
    case TYPE_DYNAMIC_REFERENCE:
      return data === 0 ? '@null' : `@${formatResourceId(data)}`;
    case TYPE_ATTRIBUTE:
    case TYPE_DYNAMIC_ATTRIBUTE:
      return `?${formatResourceId(data)}`;
    case TYPE_STRING:
      return value.string ?? '';
    case TYPE_FLOAT:
      return float(floatOfBits(data));
    case TYPE_DIMENSION:
      return float(complexToNumber(data)) + (DIMENSION_UNITS[data & 0xf] ?? ' (unknown unit)');
    case TYPE_FRACTION:
      return float(complexToNumber(data) * 100) + (FRACTION_UNITS[data & 0xf] ?? ' (unknown unit)');
    case TYPE_INT_DEC:
      return String(data | 0);
    case TYPE_INT_BOOLEAN:
      return data === 0 ? 'false' : 'true';
    case TYPE_INT_COLOR_ARGB8:
    case TYPE_INT_COLOR_RGB8:
    case TYPE_INT_COLOR_ARGB4:
    case TYPE_INT_COLOR_RGB4:
      return colour(data);
    default:
      return value.type > TYPE_FIRST_INT && value.type <= TYPE_LAST_INT
        ? formatResourceId(data)
        : `(type 0x${value.type.toString(16).padStart(2, '0')})${formatResourceId(data)}`;
  }
}
