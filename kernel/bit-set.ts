/** Bits in an allocated table. */
export function setBit(bits: u32, index: u32): void {
  const byte = bits + (index >> 3);
  store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>(index & 7))));
}

export function hasBit(bits: u32, index: u32): bool {
  return ((load<u8>(bits + (index >> 3)) >> (<u8>(index & 7))) & 1) != 0;
}
