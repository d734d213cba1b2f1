/** Types of `Res_value` (AOSP ResourceTypes.h). */
export const ResType = {
  null: 0x00,
  reference: 0x01,
  attribute: 0x02,
  string: 0x03,
  float: 0x04,
  dimension: 0x05,
  fraction: 0x06,
  dynamicReference: 0x07,
  dynamicAttribute: 0x08,
  decimal: 0x10,
  hexadecimal: 0x11,
  boolean: 0x12,
  colorArgb8: 0x1c,
  colorRgb8: 0x1d,
  colorArgb4: 0x1e,
  colorRgb4: 0x1f,
} as const;
const FIRST_INT = 0x10;
const LAST_INT = 0x1f;

/** A typed value of binary XML or a resource table. */
export interface ResValue {
  /** One of {@link ResType}; unknown numbers are possible. */
  readonly type: number;
  /** The 32 bits as an unsigned number. */
  readonly data: number;
  /** The text of a `ResType.string` value; absent when its index or its bytes are not valid. */
  readonly string?: string;
}

/** Makes a value; leaves `string` out when there is none. */
export function resValue(type: number, data: number, string?: string): ResValue {
  return string === undefined ? { type, data } : { type, data, string };
}

/** The resource id a value points to: reference or dynamic reference. `@null` (0) is no reference. */
export function referenceOf(value: ResValue): number | undefined {
  if (value.type !== ResType.reference && value.type !== ResType.dynamicReference) return undefined;
  return value.data === 0 ? undefined : value.data;
}

/** True for integers, booleans and colours: what `TypedArray.getInt` of Android takes as it is. */
export function isInteger(value: ResValue): boolean {
  return value.type >= FIRST_INT && value.type <= LAST_INT;
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
function complexToNumber(data: number): number {
  return (data & 0xffffff00) * (RADIX[(data >> 4) & 3] ?? 0);
}

/** `%f` of C: six decimals, exact halves to the even digit (`toFixed` rounds them up). */
function fixed(value: number): string {
  const scaled = value * 1e6;
  const below = Math.floor(scaled);
  const half = scaled - below === 0.5;
  return ((half ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled)) / 1e6).toFixed(6);
}

const colour = (data: number): string => `#${(data >>> 0).toString(16).padStart(8, '0')}`;

/** Six significant digits, as `%g` of C prints. */
function float(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const exponent = value === 0 ? 0 : Number(value.toExponential(5).split('e')[1]);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  const [digits = '', power = ''] = value.toExponential(5).split('e');
  return `${Number(digits)}e${power.startsWith('-') ? '-' : '+'}${power.slice(1).padStart(2, '0')}`;
}

function floatOfBits(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/**
 * A value as people read it, in the wording of `aapt dump --values resources` (`@0x7f010000`, `16.000000dp`,
 * `#ff112233`, `true`, `-1`, `0x00000010`; a fraction of 60 % as `0.600000%`); strings come as they are. Types unknown to aapt print as `(type 0x..)0x…`.
 */
export function formatResValue(value: ResValue): string {
  const data = value.data;
  switch (value.type) {
    case ResType.null:
      return data === 1 ? '@empty' : '@null';
    case ResType.reference:
    case ResType.dynamicReference:
      return data === 0 ? '@null' : `@${formatResourceId(data)}`;
    case ResType.attribute:
    case ResType.dynamicAttribute:
      return `?${formatResourceId(data)}`;
    case ResType.string:
      return value.string ?? '';
    case ResType.float:
      return float(floatOfBits(data));
    case ResType.dimension:
      return fixed(complexToNumber(data)) + (DIMENSION_UNITS[data & 0xf] ?? ' (unknown unit)');
    case ResType.fraction:
      return fixed(complexToNumber(data)) + (FRACTION_UNITS[data & 0xf] ?? ' (unknown unit)');
    case ResType.decimal:
      return String(data | 0);
    case ResType.boolean:
      return data === 0 ? 'false' : 'true';
    case ResType.colorArgb8:
    case ResType.colorRgb8:
    case ResType.colorArgb4:
    case ResType.colorRgb4:
      return colour(data);
    default:
      return value.type > FIRST_INT && value.type <= LAST_INT
        ? formatResourceId(data)
        : `(type 0x${value.type.toString(16).padStart(2, '0')})${formatResourceId(data)}`;
  }
}
