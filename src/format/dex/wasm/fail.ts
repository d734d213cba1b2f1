/**
 * Given by the host (src/format/dex/kernel.ts): throws a FormatError through the kernel's frames, so a call of it never
 * comes back. The module's memory stays usable for the next file.
 *
 * @param at byte of the DEX
 */
export declare function fail(reason: string, at: u32): void;
