import { mutf8Unit } from '../binary/mutf8.js';

/**
 * Characters of a member name below 0x80 (AOSP art/libdexfile/dex/descriptors_names.cc, DEX_MEMBER_VALID_LOW_ASCII):
 * letters, digits, `$ - _`, and the space, which Android 11 (DEX 040) added for Kotlin's test names.
 */
const NAME_CHARACTER = new Uint8Array(256);
for (const character of ' $-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  NAME_CHARACTER[character.charCodeAt(0)] = 1;
}

const [SLASH, SEMICOLON, BRACKET, CLASS, VOID, LESS, GREATER] = Array.from('/;[LV<>', (c) => c.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const PRIMITIVES: ReadonlySet<number> = new Set(Array.from('ZBSCIJFD', (c) => c.charCodeAt(0)));
const MAX_DIMENSIONS = 255;

/**
 * Bytes of the valid name character at `at`, or 0 (IsValidPartOfMemberNameUtf8 of Android 11 and later): refused are
 * C1 controls, U+200B-200F, U+2028-202E, U+FFF0-FFFF and lone surrogates. `bytes` is known to be valid MUTF-8.
 */
function nameCharacter(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return NAME_CHARACTER[lead]!;
  const unit = mutf8Unit(bytes, at);
  const width = lead < 0xe0 ? 2 : 3;
  if (unit >= 0xd800 && unit <= 0xdfff) {
    if (unit >= 0xdc00 || bytes[at + 3] !== 0xed) return 0;
    const low = mutf8Unit(bytes, at + 3);
    return low >= 0xdc00 && low <= 0xdfff ? 6 : 0;
  }
  if (unit < 0xa0 || unit >= 0xfff0) return 0;
  return (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e) ? 0 : width;
}

/** Whether the NUL-terminated string at `start` is a field or method name (IsValidMemberName): `<angled>` ones too. */
export function isMemberName(bytes: Uint8Array, start: number): boolean {
  const angled = bytes[start] === LESS;
  const first = angled ? start + 1 : start;
  for (let at = first; ;) {
    while (NAME_CHARACTER[bytes[at]!] === 1) at++;
    const byte = bytes[at];
    if (byte === 0) return at > first && !angled;
    if (byte === GREATER) return angled && bytes[at + 1] === 0;
    const width = nameCharacter(bytes, at);
    if (width === 0) return false;
    at += width;
  }
}

/** Whether the NUL-terminated string at `start` is a type descriptor (IsValidDescriptor). */
export function isTypeDescriptor(bytes: Uint8Array, start: number): boolean {
  let at = start;
  while (bytes[at] === BRACKET) at++;
  if (at - start > MAX_DIMENSIONS) return false;
  const kind = bytes[at]!;
  if (kind !== CLASS) {
    return bytes[at + 1] === 0 && (PRIMITIVES.has(kind) || (kind === VOID && at === start));
  }
  let segment = ++at;
  for (;;) {
    while (NAME_CHARACTER[bytes[at]!] === 1) at++;
    const byte = bytes[at];
    if (byte === SEMICOLON) return at > segment && bytes[at + 1] === 0;
    if (byte === SLASH) {
      if (at === segment) return false;
      segment = ++at;
      continue;
    }
    const width = nameCharacter(bytes, at);
    if (width === 0) return false;
    at += width;
  }
}
