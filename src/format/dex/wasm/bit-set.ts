/** Bits in an allocated table. */
export function setBit(bits: u32, index: u32): void {
  const byte = bits + (index >> 3);
  const bit: u32 = 1 << (index & 7);
  store<u8>(byte, load<u8>(byte) | (bit as u8));
}

export function hasBit(bits: u32, index: u32): bool {
  const byte: u32 = load<u8>(bits + (index >> 3));
  return ((byte >> (index & 7)) & 1) != 0;
}
