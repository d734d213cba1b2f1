import { FormatError } from '../../model/errors.js';

/** Class bits of an identifier octet (X.690 8.1.2). */
type DerClass = 'universal' | 'application' | 'context' | 'private';

/** One TLV. Offsets are into `bytes`, which all nodes of one document share. */
export interface DerNode {
  readonly bytes: Uint8Array;
  readonly tagClass: DerClass;
  readonly tag: number;
  readonly constructed: boolean;
  readonly start: number;
  readonly contentStart: number;
  /** End of the content; for an indefinite length, where its end-of-contents octets begin. */
  readonly contentEnd: number;
  readonly end: number;
}

export const Tag = { integer: 2, bitString: 3, octetString: 4, oid: 6, utcTime: 23, sequence: 16, set: 17 } as const;

const CLASSES: readonly DerClass[] = ['universal', 'application', 'context', 'private'];

/** Nesting of indefinite lengths: each level is scanned again by its parent, so this also bounds the time. */
const MAX_INDEFINITE_DEPTH = 16;

/** Children of one node; the widest real one is a certificate bag of a dozen. */
const MAX_CHILDREN = 4096;

/**
 * Reads the TLV at `offset`, which must end at or before `limit`.
 *
 * Indefinite lengths (BER, X.690 8.1.3.6) are accepted, because `apksigner` and Android accept them in PKCS #7 blocks:
 * jarsigner of some vendors and Bouncy Castle streams write them. Constructed strings are not joined: a signature or a
 * digest split in pieces is refused by the callers, as by Android's own reader.
 *
 * @throws FormatError
 */
export function readDer(bytes: Uint8Array, offset = 0, limit = bytes.length, depth = 0): DerNode {
  const identifier = octet(bytes, offset, limit);
  const tag = identifier & 0x1f;
  if (tag === 0x1f) throw new FormatError('ASN.1: high tag numbers do not occur in signatures', offset);
  const constructed = (identifier & 0x20) !== 0;
  const tagClass = CLASSES[identifier >> 6]!;
  const first = octet(bytes, offset + 1, limit);
  const base = { bytes, tagClass, tag, constructed, start: offset };
  if (first === 0x80) return indefinite(base, limit, depth);
  let contentStart = offset + 2;
  let length = first;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 4) throw new FormatError('ASN.1: length of more than four octets', offset);
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + octet(bytes, contentStart + i, limit);
    contentStart += count;
  }
  const end = contentStart + length;
  if (end > limit) throw new FormatError('ASN.1: value runs past its container', offset);
  return { ...base, contentStart, contentEnd: end, end };
}

function indefinite(
  base: Pick<DerNode, 'bytes' | 'tagClass' | 'tag' | 'constructed' | 'start'>,
  limit: number,
  depth: number,
): DerNode {
  if (!base.constructed) throw new FormatError('ASN.1: indefinite length of a primitive value', base.start);
  if (depth >= MAX_INDEFINITE_DEPTH) throw new FormatError('ASN.1: indefinite lengths nested too deep', base.start);
  const contentStart = base.start + 2;
  let at = contentStart;
  while (octet(base.bytes, at, limit) !== 0 || octet(base.bytes, at + 1, limit) !== 0) {
    at = readDer(base.bytes, at, limit, depth + 1).end;
  }
  return { ...base, contentStart, contentEnd: at, end: at + 2 };
}

function octet(bytes: Uint8Array, offset: number, limit: number): number {
  if (offset >= limit) throw new FormatError('ASN.1: ends in the middle of a value', offset);
  return bytes[offset]!;
}

/** The TLVs inside a constructed one. @throws FormatError */
export function children(node: DerNode): readonly DerNode[] {
  if (!node.constructed) throw new FormatError('ASN.1: expected a constructed value', node.start);
  const result: DerNode[] = [];
  for (let at = node.contentStart; at < node.contentEnd;) {
    if (result.length >= MAX_CHILDREN) throw new FormatError('ASN.1: too many values in one container', node.start);
    const child = readDer(node.bytes, at, node.contentEnd);
    result.push(child);
    at = child.end;
  }
  return result;
}

/** The content octets, without identifier and length. */
export function content(node: DerNode): Uint8Array {
  return node.bytes.subarray(node.contentStart, node.contentEnd);
}

/** The whole TLV as it stands in the file. */
export function encoding(node: DerNode): Uint8Array {
  return node.bytes.subarray(node.start, node.end);
}

export function isUniversal(node: DerNode | undefined, tag: number): node is DerNode {
  return node !== undefined && node.tagClass === 'universal' && node.tag === tag;
}

export function isContext(node: DerNode | undefined, tag: number): node is DerNode {
  return node !== undefined && node.tagClass === 'context' && node.tag === tag;
}

/** @throws FormatError when `node` is not the universal type `tag`; `what` names it in the message. */
export function expectUniversal(node: DerNode | undefined, tag: number, what: string): DerNode {
  if (node?.tagClass === 'universal' && node.tag === tag) return node;
  throw new FormatError(`ASN.1: ${what} is missing or of another type`, node?.start);
}

/** An OBJECT IDENTIFIER in dotted form (X.690 8.19). @throws FormatError */
export function readOid(node: DerNode | undefined, what: string): string {
  const octets = content(expectUniversal(node, Tag.oid, what));
  if (octets.length === 0 || octets.length > 64) throw new FormatError(`ASN.1: ${what} has an impossible length`);
  const arcs: number[] = [];
  let value = 0;
  for (const [i, part] of octets.entries()) {
    value = value * 128 + (part & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new FormatError(`ASN.1: ${what} has an arc out of range`);
    if (part & 0x80) {
      if (i === octets.length - 1) throw new FormatError(`ASN.1: ${what} ends in the middle of an arc`);
      continue;
    }
    if (arcs.length === 0) {
      const first = Math.min(Math.floor(value / 40), 2);
      arcs.push(first, value - first * 40);
    } else {
      arcs.push(value);
    }
    value = 0;
  }
  return arcs.join('.');
}
