import { u16, u64 } from './little-endian.js';

const ZIP64_HEADER_ID = 0x0001;
const UNKNOWN = 0xffffffff;

/** The 32-bit fields of a record; 0xffffffff says «see the zip64 extra field». */
export interface Zip32Fields {
  readonly size: number;
  readonly compressedSize: number;
  /** Absent in a local header, which has no such field. */
  readonly localHeaderOffset?: number;
}

/** The 64-bit values of a zip64 extra field; a value the field does not hold is absent. */
export interface Zip64Fields {
  readonly size?: number;
  readonly compressedSize?: number;
  readonly localHeaderOffset?: number;
}

/**
 * Reads the zip64 extended information, as libziparchive's `ParseZip64ExtendedInfoInExtraField`: only the fields whose
 * 32-bit twin is 0xffffffff, or all three when the block is 24 (or 28) bytes long, because some writers put all.
 * @returns a sentence saying what is wrong where Android gives up.
 */
export function parseZip64Extra(extra: Uint8Array, zip32: Zip32Fields): Zip64Fields | string {
  let offset = 0;
  while (offset < extra.length - 4) {
    const id = u16(extra, offset);
    const declared = u16(extra, offset + 2);
    offset += 4;
    if (declared > extra.length - offset) return 'an extra field is longer than the record says';
    if (id === ZIP64_HEADER_ID) return parseBlock(extra, offset, declared, zip32);
    offset += declared;
  }
  return 'the zip64 extra field is missing';
}

function parseBlock(extra: Uint8Array, start: number, declared: number, zip32: Zip32Fields): Zip64Fields | string {
  // 28: the three values and the number of the disk, which Android ignores.
  const length = declared === 28 ? 24 : declared;
  const complete = length === 24;
  const fields: { -readonly [K in keyof Zip64Fields]: Zip64Fields[K] } = {};
  let at = start;
  for (const field of ['size', 'compressedSize', 'localHeaderOffset'] as const) {
    if (zip32[field] !== UNKNOWN && !complete) continue;
    if (at + 8 > extra.length) return 'the zip64 extra field is too short';
    fields[field] = u64(extra, at);
    at += 8;
  }
  if (at === start || at - start !== length) return 'the zip64 extra field has a wrong length';
  return fields;
}
