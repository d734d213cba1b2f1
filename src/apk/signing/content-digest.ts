import { createHash } from 'node:crypto';

import { FormatError } from '../../model/errors.js';
import type { ContentDigestKind } from './signature-algorithms.js';
import type { SignedSections } from './signing-block.js';
import { sameBytes } from './certificate.js';
import { signatureAlgorithm } from './signature-algorithms.js';
import type { VerifiedSigner } from './signer.js';
import { verityDigest } from './verity.js';

const CHUNK_SIZE = 1024 * 1024;

/** A run of bytes that is digested on its own. */
export interface Segment {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Digests of the file outside its signing block, each computed when first asked for and then kept. */
export class ContentDigests {
  readonly #sections: SignedSections;
  readonly #known = new Map<ContentDigestKind, Uint8Array>();

  constructor(sections: SignedSections) {
    this.#sections = sections;
  }

  /** @throws FormatError */
  digest(kind: ContentDigestKind): Uint8Array {
    let value = this.#known.get(kind);
    if (value === undefined) {
      value = this.#compute(kind);
      this.#known.set(kind, value);
    }
    return value;
  }

  #compute(kind: ContentDigestKind): Uint8Array {
    const segments = segmentsOf(this.#sections);
    if (kind === 'verity-sha256') return verityDigest(this.#sections, segments);
    return chunkedDigest(segments, kind === 'chunked-sha256' ? 'sha256' : 'sha512');
  }

  /**
   * Compares every digest of every signer that is of a kind some signer's checked signature uses.
   *
   * @throws FormatError for the first that differs
   */
  verify(signers: readonly VerifiedSigner[]): void {
    const kinds = new Set(signers.flatMap((signer) => [...signer.contentDigests]));
    for (const [i, signer] of signers.entries()) {
      for (const { id, bytes } of signer.digests) {
        const kind = signatureAlgorithm(id)?.contentDigest;
        if (kind === undefined || !kinds.has(kind)) continue;
        if (!sameBytes(bytes, this.digest(kind))) {
          throw new FormatError(`signer #${i + 1}: the file does not match its ${kind} digest`);
        }
      }
    }
  }
}

/** Entries, central directory, end record; in the last the directory offset reads as if there were no signing block. */
function segmentsOf(sections: SignedSections): readonly Segment[] {
  const { source, signingBlockOffset, centralDirectoryOffset, endOfCentralDirectoryOffset } = sections;
  // At most 22 + 65,535 bytes: findSigningBlock made sure that the record and its comment end the file.
  const end = Buffer.from(source.read(endOfCentralDirectoryOffset, source.size - endOfCentralDirectoryOffset));
  end.writeUInt32LE(signingBlockOffset, 16);
  // Each piece is hashed and forgotten: one buffer serves them all.
  const scratch = Buffer.allocUnsafeSlow(Math.min(CHUNK_SIZE, source.size));
  const run = (start: number, size: number): Segment => ({
    size,
    read: (offset, length) => {
      const small = length <= scratch.length;
      const bytes =
        (small ? source.readInto?.(start + offset, length, scratch) : undefined) ?? source.read(start + offset, length);
      if (bytes.length !== length) throw new FormatError('file ends before its digest is complete', start + offset);
      return bytes;
    },
  });
  return [
    run(0, signingBlockOffset),
    run(centralDirectoryOffset, endOfCentralDirectoryOffset - centralDirectoryOffset),
    { size: end.length, read: (offset, length) => end.subarray(offset, offset + length) },
  ];
}

/** https://source.android.com/docs/security/features/apksigning/v2#integrity-protected-contents */
function chunkedDigest(segments: readonly Segment[], algorithm: 'sha256' | 'sha512'): Uint8Array {
  const chunks: Uint8Array[] = [];
  const prefix = Buffer.alloc(5);
  for (const segment of segments) {
    for (let at = 0; at < segment.size; at += CHUNK_SIZE) {
      const bytes = segment.read(at, Math.min(CHUNK_SIZE, segment.size - at));
      prefix[0] = 0xa5;
      prefix.writeUInt32LE(bytes.length, 1);
      chunks.push(createHash(algorithm).update(prefix).update(bytes).digest());
    }
  }
  prefix[0] = 0x5a;
  prefix.writeUInt32LE(chunks.length, 1);
  const top = createHash(algorithm).update(prefix);
  for (const chunk of chunks) top.update(chunk);
  return top.digest();
}
