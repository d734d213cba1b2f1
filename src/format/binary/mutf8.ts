import { FormatError } from '../../model/errors.js';

/** Longest run of units given to `String.fromCharCode` at once; the argument list lives on the stack. */
const RUN = 4096;

/**
 * Decodes Modified UTF-8 (JVM specification §4.4.7): NUL is `C0 80`, characters above U+FFFF are two three-byte
 * surrogates, and a lone surrogate stands for itself, so the result may not be well-formed Unicode.
 *
 * @throws FormatError on a byte that starts no character, a broken continuation or an overlong form.
 */
export function decodeMutf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  const units = new Uint16Array(Math.min(end - start, RUN));
  let count = 0;
  for (let at = start; at < end;) {
    if (count === units.length) {
      text += String.fromCharCode(...units);
      count = 0;
    }
    const width = mutf8Width(bytes, at, end);
    units[count++] = mutf8Unit(bytes, at);
    at += width;
  }
  return text + String.fromCharCode(...units.subarray(0, count));
}

/** The UTF-16 unit of the (already validated) character at `at`. */
export function mutf8Unit(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return lead;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | (bytes[at + 1]! & 0x3f);
  return ((lead & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
}

/**
 * Bytes of the character at `at` (1-3), validated as ART's DexFileVerifier validates it: overlong forms are refused
 * but for `C0 80`.
 */
export function mutf8Width(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc0 || lead >= 0xf0) throw new FormatError('bad MUTF-8 start byte', at);
  const width = lead < 0xe0 ? 2 : 3;
  if (at + width > end) throw new FormatError('MUTF-8 character cut short', at);
  if ((bytes[at + 1]! & 0xc0) !== 0x80) throw new FormatError('bad MUTF-8 continuation byte', at);
  if (width === 2) {
    if (lead < 0xc2 && !(lead === 0xc0 && bytes[at + 1] === 0x80)) throw new FormatError('overlong MUTF-8', at);
  } else {
    if ((bytes[at + 2]! & 0xc0) !== 0x80) throw new FormatError('bad MUTF-8 continuation byte', at);
    if (lead === 0xe0 && bytes[at + 1]! < 0xa0) throw new FormatError('overlong MUTF-8', at);
  }
  return width;
}

/** Encodes as Modified UTF-8, without a terminating NUL. */
export function encodeMutf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0 && unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}
