import { fail } from './fail';
import { u8At } from './memory';

/** Bytes of the (already validated) character that starts with `lead`. */
export function widthOf(lead: u32): u32 {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : 3;
}

/** The UTF-16 unit of the (already validated) character at `at`. */
export function mutf8Unit(at: u32): u32 {
  const lead = u8At(at);
  if (lead < 0x80) return lead;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | (u8At(at + 1) & 0x3f);
  return ((lead & 0x0f) << 12) | ((u8At(at + 1) & 0x3f) << 6) | (u8At(at + 2) & 0x3f);
}

/** Bytes of the character at `at` (1-3), validated as ART does: overlong forms are refused but for `C0 80`. */
export function mutf8Width(at: u32, end: u32): u32 {
  const lead = u8At(at);
  if (lead < 0x80) return 1;
  if (lead < 0xc0 || lead >= 0xf0) fail('bad MUTF-8 start byte', at);
  const width = widthOf(lead);
  if (width > end - at) fail('MUTF-8 character cut short', at);
  const second = u8At(at + 1);
  if ((second & 0xc0) != 0x80) fail('bad MUTF-8 continuation byte', at);
  if (width == 2) {
    if (lead < 0xc2 && !(lead == 0xc0 && second == 0x80)) fail('overlong MUTF-8', at);
  } else {
    if ((u8At(at + 2) & 0xc0) != 0x80) fail('bad MUTF-8 continuation byte', at);
    if (lead == 0xe0 && second < 0xa0) fail('overlong MUTF-8', at);
  }
  return width;
}
