/** Unsigned 16-bit little-endian integer at `offset`; the caller has checked the bounds. */
export function u16(bytes: Uint8Array, offset: number): number {
  return bytes[offset]! | (bytes[offset + 1]! << 8);
}

/** Unsigned 32-bit little-endian integer at `offset`; the caller has checked the bounds. */
export function u32(bytes: Uint8Array, offset: number): number {
  return (u16(bytes, offset) | (u16(bytes, offset + 2) << 16)) >>> 0;
}

/**
 * Unsigned 64-bit little-endian integer at `offset`. Above 2^53 it is rounded: such a number is only ever compared with
 * a file's size and found too large, where the last bits do not matter.
 */
export function u64(bytes: Uint8Array, offset: number): number {
  return u32(bytes, offset) + u32(bytes, offset + 4) * 0x1_0000_0000;
}
