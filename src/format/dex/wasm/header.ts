import { u32At } from './memory';

/*
 * The sizes and offsets of the header. The host has checked that they lie in the file, are aligned and are those of the
 * map; sections without a field in the header are arguments.
 */

export function stringCount(): u32 {
  return u32At(0x38);
}

export function stringIds(): u32 {
  return u32At(0x3c);
}

export function typeCount(): u32 {
  return u32At(0x40);
}

export function typeIds(): u32 {
  return u32At(0x44);
}

export function protoCount(): u32 {
  return u32At(0x48);
}

export function protoIds(): u32 {
  return u32At(0x4c);
}

export function fieldCount(): u32 {
  return u32At(0x50);
}

export function fieldIds(): u32 {
  return u32At(0x54);
}

export function methodCount(): u32 {
  return u32At(0x58);
}

export function methodIds(): u32 {
  return u32At(0x5c);
}

export function classCount(): u32 {
  return u32At(0x60);
}

export function classDefs(): u32 {
  return u32At(0x64);
}
