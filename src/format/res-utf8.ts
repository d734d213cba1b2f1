/**
 * UTF-8 as Android's `utf8_to_utf16` reads it: by the lead byte alone, continuation bytes unchecked, so surrogates
 * written as three bytes each (CESU-8, MUTF-8, common in old tools) come out as a pair. Node's decoder would make six
 * replacement characters of them.
 *
 * @param end exclusive; a character cut off by it becomes U+FFFD.
 */
export function decodeLooseUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  while (at < end) {
    const lead = bytes[at] ?? 0;
    // As utf8_codepoint_len: 0x00-0x7f and 0x80-0xbf are one byte, 0xc0-0xdf two, 0xe0-0xef three, the rest four.
    const length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > end) return text + '\ufffd';
    text += character(bytes, at, length, lead);
    at += length;
  }
  return text;
}

function character(bytes: Uint8Array, at: number, length: number, lead: number): string {
  const tail = (index: number): number => (bytes[at + index] ?? 0) & 0x3f;
  if (length === 1) return String.fromCharCode(lead);
  if (length === 2) return String.fromCharCode(((lead & 0x1f) << 6) | tail(1));
  if (length === 3) return String.fromCharCode(((lead & 0x0f) << 12) | (tail(1) << 6) | tail(2));
  const code = ((lead & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3);
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
