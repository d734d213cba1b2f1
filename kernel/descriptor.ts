import { u8At } from './memory';
import { mutf8Unit } from './mutf8';

const SLASH: u32 = 0x2f;
const SEMICOLON: u32 = 0x3b;
const LESS: u32 = 0x3c;
const GREATER: u32 = 0x3e;
export const CLASS: u32 = 0x4c;
export const VOID: u32 = 0x56;
export const BRACKET: u32 = 0x5b;
const MAX_DIMENSIONS: u32 = 255;

/**
 * By byte: 1 for the characters of a member name below 0x80 (AOSP art/libdexfile/dex/descriptors_names.cc,
 * DEX_MEMBER_VALID_LOW_ASCII): letters, digits, `$ - _`, and the space, which Android 11 (DEX 040) added for Kotlin's
 * test names; 2 for the letters of the primitive types.
 */
const PLAIN: u8 = 1;
const PRIMITIVE: u8 = 2;
const CHARACTERS = memory.data(256);
mark(' $-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', PLAIN);
mark('ZBSCIJFD', PRIMITIVE);

function mark(text: string, bit: u8): void {
  for (let i = 0; i < text.length; i++) {
    const entry = CHARACTERS + text.charCodeAt(i);
    store<u8>(entry, load<u8>(entry) | bit);
  }
}

/** First byte from `at` on that is no plain ASCII name character. */
function skipPlain(start: u32): u32 {
  let at = start;
  while ((load<u8>(CHARACTERS + u8At(at)) & PLAIN) != 0) at++;
  return at;
}

/**
 * Bytes of the valid name character at `at`, or 0 (IsValidPartOfMemberNameUtf8 of Android 11 and later): refused are
 * C1 controls, U+200B-200F, U+2028-202E, U+FFF0-FFFF and lone surrogates. The bytes are known to be valid MUTF-8.
 */
function nameCharacter(at: u32): u32 {
  const lead = u8At(at);
  if (lead < 0x80) return load<u8>(CHARACTERS + lead) & PLAIN;
  const unit = mutf8Unit(at);
  const width: u32 = lead < 0xe0 ? 2 : 3;
  if (unit >= 0xd800 && unit <= 0xdfff) {
    if (unit >= 0xdc00 || u8At(at + 3) != 0xed) return 0;
    const low = mutf8Unit(at + 3);
    return low >= 0xdc00 && low <= 0xdfff ? 6 : 0;
  }
  if (unit < 0xa0 || unit >= 0xfff0) return 0;
  return (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e) ? 0 : width;
}

/** Whether the NUL-terminated string at `start` is a field or method name (IsValidMemberName): `<angled>` ones too. */
export function isMemberName(start: u32): bool {
  const angled = u8At(start) == LESS;
  const first = angled ? start + 1 : start;
  let at = first;
  while (true) {
    at = skipPlain(at);
    const byte = u8At(at);
    if (byte == 0) return at > first && !angled;
    if (byte == GREATER) return angled && u8At(at + 1) == 0;
    const width = nameCharacter(at);
    if (width == 0) return false;
    at += width;
  }
}

/** Whether the NUL-terminated string at `start` is a type descriptor (IsValidDescriptor). */
export function isTypeDescriptor(start: u32): bool {
  let at = start;
  while (u8At(at) == BRACKET) at++;
  if (at - start > MAX_DIMENSIONS) return false;
  const kind = u8At(at);
  if (kind != CLASS) {
    const primitive = (load<u8>(CHARACTERS + kind) & PRIMITIVE) != 0;
    return u8At(at + 1) == 0 && (primitive || (kind == VOID && at == start));
  }
  let segment = ++at;
  while (true) {
    at = skipPlain(at);
    const byte = u8At(at);
    if (byte == SEMICOLON) return at > segment && u8At(at + 1) == 0;
    if (byte == SLASH) {
      if (at == segment) return false;
      segment = ++at;
      continue;
    }
    const width = nameCharacter(at);
    if (width == 0) return false;
    at += width;
  }
}
