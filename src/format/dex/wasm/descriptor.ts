import { BASE, u8At } from './memory';
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
 * Characters of a member name below 0x80 (AOSP art/libdexfile/dex/descriptors_names.cc, DEX_MEMBER_VALID_LOW_ASCII):
 * letters, digits, `$ - _`, and the space, which Android 11 (DEX 040) added for Kotlin's test names.
 */
const PLAIN = ' $-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/**
 * A vector asks of 16 characters at once whether they are plain: by its low half-byte, a character looks up in which
 * rows of the ASCII table that column is plain; by its high half-byte, the bit of its row.
 */
const COLUMNS = memory.data(16, 16);
const ROWS = memory.data(16, 16);
for (let i = 0; i < PLAIN.length; i++) {
  const character: u32 = PLAIN.charCodeAt(i);
  const column = COLUMNS + (character & 15);
  const row = character >> 4;
  const bit: u32 = 1 << row;
  store<u8>(column, load<u8>(column) | (bit as u8));
  store<u8>(ROWS + row, bit as u8);
}

/** One bit for each of the 16 characters at `at`: whether it is plain. */
function plainAt(characters: v128): u32 {
  const columns = i8x16.swizzle(v128.load(COLUMNS), v128.and(characters, i8x16.splat(15)));
  const rows = i8x16.swizzle(v128.load(ROWS), i8x16.shr_u(characters, 4));
  return i8x16.bitmask(i8x16.ne(v128.and(columns, rows), i8x16.splat(0)));
}

/** First byte from `start` on that is no plain character. */
function skipPlain(start: u32): u32 {
  let at = start;
  while (true) {
    const others = ~plainAt(v128.load(at, BASE)) & 0xffff;
    if (others != 0) return at + ctz(others);
    at += 16;
  }
}

function isPlain(byte: u32): bool {
  return (load<u8>(COLUMNS + (byte & 15)) & load<u8>(ROWS + (byte >> 4))) != 0;
}

function isPrimitive(byte: u32): bool {
  switch (byte) {
    case 0x5a: // Z
    case 0x42: // B
    case 0x53: // S
    case 0x43: // C
    case 0x49: // I
    case 0x4a: // J
    case 0x46: // F
    case 0x44: // D
      return true;
    default:
      return false;
  }
}

/**
 * Bytes of the valid name character at `at`, or 0 (IsValidPartOfMemberNameUtf8 of Android 11 and later): refused are
 * C1 controls, U+200B-200F, U+2028-202E, U+FFF0-FFFF and lone surrogates. The bytes are known to be valid MUTF-8.
 */
function nameCharacter(at: u32): u32 {
  const lead = u8At(at);
  if (lead < 0x80) return isPlain(lead) ? 1 : 0;
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
  if (kind != CLASS) return u8At(at + 1) == 0 && (isPrimitive(kind) || (kind == VOID && at == start));
  at++;
  /** 1 where a segment starts, and must not end. */
  let atStart: u32 = 1;
  while (true) {
    const characters = v128.load(at, BASE);
    const slashes: u32 = i8x16.bitmask(i8x16.eq(characters, i8x16.splat(<u8>SLASH)));
    const others = ~(plainAt(characters) | slashes) & 0xffff;
    const length = ctz(others | 0x10000);
    const ends = slashes & ((1 << length) - 1);
    const segments = (ends << 1) | atStart;
    if ((ends & segments) != 0) return false;
    atStart = (segments >>> length) & 1;
    at += length;
    if (length == 16) continue;
    if (u8At(at) == SEMICOLON) return atStart == 0 && u8At(at + 1) == 0;
    const width = nameCharacter(at);
    if (width == 0) return false;
    at += width;
    atStart = 0;
  }
}
