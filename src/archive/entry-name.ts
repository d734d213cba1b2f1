import { isUtf8 } from 'node:buffer';

/**
 * The entry name in `bytes` from `start` to `end`, or undefined where libziparchive refuses the archive for it.
 *
 * Decoding is one to one: two different byte strings never give the same name, or an entry could hide behind another.
 * Bytes that are not strict UTF-8 become lone surrogates U+DC80…U+DCFF (as Python's `surrogateescape`), which strict
 * UTF-8 never decodes to.
 */
export function decodeEntryName(bytes: Buffer, start: number, end: number): string | undefined {
  let i = start;
  // The common case first: an app has thousands of names, nearly all ASCII.
  while (i < end && bytes[i]! < 0x80 && bytes[i] !== 0) i++;
  if (i === end) return bytes.toString('latin1', start, end);
  const name = bytes.subarray(start, end);
  if (!isEntryName(name)) return undefined;
  if (isUtf8(name)) return name.toString('utf8');
  return Array.from(name, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}

/**
 * No NUL, and UTF-8 as `IsValidEntryName` of libziparchive's entry_name_utils-inl.h checks it: lead bytes and their
 * continuation bytes agree. Overlong forms, surrogates and the old forms of five and six bytes pass there, so they pass
 * here.
 */
function isEntryName(name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) {
    const lead = name[i]!;
    if (lead === 0) return false;
    if (lead < 0x80) continue;
    if ((lead & 0xc0) === 0x80 || lead >= 0xfe) return false;
    for (let bit = 0x40; (lead & bit) !== 0; bit >>= 1) {
      if (++i === name.length || (name[i]! & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}
