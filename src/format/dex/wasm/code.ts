import { hasBit, setBit } from './bit-set';
import { fail } from './fail';
import { typeCount } from './header';
import { lebAt, lebLength, slebValue, ulebValue } from './leb128';
import { allocate, checkPadding, u16At, u32At, u8At } from './memory';

/** Bytes of a code item before its instructions: registers, ins, outs, tries (u2), debug_info_off, insns_size (u4). */
const CODE_HEADER: u32 = 16;
const MAX_HANDLERS: u32 = 0xffff;

let sectionStart: u32 = 0;
let sectionEnd: u32 = 0;
/** One bit for every four bytes of the section: whether a code item starts there. */
let starts: u32 = 0;
/** u1 by offset in the handlers of the method at hand, which 16 bits of a try can name: 1 where one starts. */
let handlerStarts: u32 = 0;

/** Whether a code item starts at `offset`. */
export function isCodeItem(offset: u32): bool {
  if (offset < sectionStart || offset >= sectionEnd || (offset & 3) != 0) return false;
  return hasBit(starts, (offset - sectionStart) >> 2);
}

/**
 * Walks the code item section item by item (DexFileVerifier, CheckIntraCodeItem): sizes in bounds, zero padding, try
 * ranges in order, handlers that exist. Instructions are not read; the cursor checks those as it goes.
 */
export function verifyCode(section: u32, end: u32, items: u32): void {
  sectionStart = section;
  sectionEnd = end;
  if (items == 0) return;
  if (section % 4 != 0) fail('code section is not 4-aligned', section);
  starts = allocate(((end - section) >> 5) + 1);
  handlerStarts = allocate(MAX_HANDLERS + 1);
  let at = section;
  for (let left = items; left > 0; left--) {
    const itemEnd = verifyItem(at);
    setBit(starts, (at - section) >> 2);
    at = (itemEnd + 3) & ~3;
    // Padding belongs to the item that follows; after the last one it is the next section's.
    if (left == 1) checkPadding(itemEnd, end);
    else for (let i = itemEnd; i < at; i++) if (u8At(i) != 0) fail('non-zero padding in the code', i);
  }
}

/** Checks one code item; returns its end. */
function verifyItem(at: u32): u32 {
  if (at + CODE_HEADER > sectionEnd) fail('code section is cut', at);
  const registers = u16At(at);
  const outs = u16At(at + 4);
  const tries = u16At(at + 6);
  const size = u32At(at + 12);
  if (u16At(at + 2) > registers) fail('more ins than registers', at);
  if (outs > 5 && outs > registers) fail('more outs than registers', at);
  if (size > (sectionEnd - at - CODE_HEADER) >> 1) fail('instructions pass the end of the code', at);
  const end = at + CODE_HEADER + size * 2;
  return tries == 0 ? end : verifyTries(end, tries, size);
}

/** Checks the tries after the instructions ending at `offset`; returns the end of the handlers. */
function verifyTries(offset: u32, tries: u32, size: u32): u32 {
  const first = (offset + 3) & ~3;
  if (first != offset && u16At(offset) != 0) fail('non-zero padding before tries', offset);
  if (first > sectionEnd || tries * 8 > sectionEnd - first) fail('tries pass the end of the code', first);
  const handlers = first + tries * 8;
  const end = verifyHandlers(handlers, size);
  let last: u32 = 0;
  for (let at = first; at < handlers; at += 8) {
    const start = u32At(at);
    if (start < last) fail('tries are not sorted', at);
    if (start >= size) fail('try passes the end of the code', at);
    last = start + u16At(at + 4);
    if (last > size) fail('try passes the end of the code', at);
    if (load<u8>(handlerStarts + u16At(at + 6)) == 0) fail('try has no such handler', at);
  }
  memory.fill(handlerStarts, 0, min(end - handlers, MAX_HANDLERS + 1));
  return end;
}

/** Reads every handler list of a method and marks where they start; returns their end. */
function verifyHandlers(base: u32, size: u32): u32 {
  const types = typeCount();
  let word = lebAt(base);
  let at = base + lebLength(word);
  const count = ulebValue(word);
  if (count == 0 || count > MAX_HANDLERS) fail('bad number of handlers', base);
  for (let i: u32 = 0; i < count; i++) {
    const start = at;
    if (start >= sectionEnd) fail('handlers pass the end of the code', base);
    if (start - base <= MAX_HANDLERS) store<u8>(handlerStarts + (start - base), 1);
    word = lebAt(at);
    at += lebLength(word);
    const clauses = slebValue(word);
    if (clauses < -0x10000 || clauses > 0x10000) fail('bad number of catch clauses', start);
    for (let left = abs(clauses); left > 0; left--) {
      word = lebAt(at);
      at += lebLength(word);
      if (ulebValue(word) >= types) fail('catch type index', start);
      word = lebAt(at);
      at += lebLength(word);
      if (ulebValue(word) >= size) fail('catch address', start);
      if (at > sectionEnd) fail('handlers pass the end of the code', base);
    }
    if (clauses <= 0) {
      word = lebAt(at);
      at += lebLength(word);
      if (ulebValue(word) >= size) fail('catch-all address', start);
    }
    if (at > sectionEnd) fail('handlers pass the end of the code', base);
  }
  return at;
}
