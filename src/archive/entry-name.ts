import { isUtf8 } from 'node:buffer';

/**
 * Would libziparchive take these bytes as an entry name? No NUL, and UTF-8 as `IsValidEntryName` of
 * entry_name_utils-inl.h checks it: lead bytes and their continuation bytes agree. Overlong forms, surrogates and the
 * old forms of five and six bytes pass there, so they pass here.
 */
export function isEntryName(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead === 0) return false;
    if (lead < 0x80) continue;
    if ((lead & 0xc0) === 0x80 || lead >= 0xfe) return false;
    for (let bit = 0x40; (lead & bit) !== 0; bit >>= 1) {
      if (++i === bytes.length || (bytes[i]! & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}

/**
 * Entry name as a string, one to one: two different byte strings never give the same name, or an entry could hide
 * behind another. Bytes that are not strict UTF-8 become lone surrogates U+DC80…U+DCFF (as Python's `surrogateescape`),
 * which strict UTF-8 never decodes to.
 */
export function decodeEntryName(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}
