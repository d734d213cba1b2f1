import { fail } from './fail';
import { typeCount } from './header';
import { u16At, u32At } from './memory';

let sectionStart: u32 = 0;
let sectionEnd: u32 = 0;

export function setTypeLists(start: u32, end: u32): void {
  sectionStart = start;
  sectionEnd = end;
}

/** Number of types in a list; 0 is the offset of the empty one. */
export function listCount(offset: u32): u32 {
  return offset == 0 ? 0 : u32At(offset);
}

/** The n-th type id of a list. */
export function listItem(offset: u32, n: u32): u32 {
  return u16At(offset + 4 + n * 2);
}

/** Checks that a type list (u4 count, then u2 type ids) lies in its section and names types that exist. */
export function checkTypeList(offset: u32): void {
  if (offset % 4 != 0 || offset < sectionStart || offset >= sectionEnd || sectionEnd - offset < 4) {
    fail('type list offset', offset);
  }
  const count = u32At(offset);
  if (count > (sectionEnd - offset - 4) >> 1) fail('type list is cut', offset);
  const types = typeCount();
  for (let i: u32 = 0; i < count; i++) if (listItem(offset, i) >= types) fail('type list index', offset + 4 + i * 2);
}

/** Negative, 0 or positive, as strings of type ids compare. */
export function compareTypeLists(a: u32, b: u32): i32 {
  const countA = listCount(a);
  const countB = listCount(b);
  const common = min(countA, countB);
  for (let i: u32 = 0; i < common; i++) {
    const difference = <i32>listItem(a, i) - <i32>listItem(b, i);
    if (difference != 0) return difference;
  }
  return countA < countB ? -1 : countA > countB ? 1 : 0;
}
