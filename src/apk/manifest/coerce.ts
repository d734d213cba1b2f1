import { isInteger, ResType, type ResValue } from '../../format/res-value.js';

/** A typed value as `TypedValue.coerceToString` writes it; undefined for null, unresolved references and attributes. */
export function coerceToText(value: ResValue): string | undefined {
  if (value.type === ResType.string) return value.string;
  if (value.type === ResType.boolean) return value.data !== 0 ? 'true' : 'false';
  if (value.type === ResType.float) return floatText(value.data);
  return isInteger(value) ? String(value.data | 0) : undefined;
}

/** `XmlUtils.convertValueToInt` for text: decimal, `0x`, `#` or octal, with a sign. */
export function coerceToInteger(value: ResValue): number | undefined {
  if (isInteger(value)) return value.data | 0;
  if (value.type !== ResType.string || value.string === undefined) return undefined;
  const match = /^([+-]?)(?:(?:0[xX]|#)([0-9a-fA-F]{1,8})|0([0-7]{1,11})|(\d{1,10}))$/.exec(value.string);
  if (match === null) return undefined;
  const [, sign, hex, octal, decimal] = match;
  const size = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : Number(decimal);
  return (sign === '-' ? -size : size) | 0;
}

/** `TypedArray.getBoolean`: undefined for null and unresolved references. */
export function coerceToBoolean(value: ResValue): boolean | undefined {
  if (isInteger(value)) return value.data !== 0;
  const text = coerceToText(value);
  return text === undefined ? undefined : text === '1' || text === 'true' || text === 'TRUE';
}

/** Java's `Float.toString` for the range manifests use: `1.0`, `2.5`; exponents only far outside it. */
function floatText(bits: number): string {
  const value = new DataView(new ArrayBuffer(4));
  value.setUint32(0, bits >>> 0);
  // Seven significant digits identify a 32-bit float's decimal source; Number's own text would show 1.100000023841858.
  const text = String(Number(value.getFloat32(0).toPrecision(7)));
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
