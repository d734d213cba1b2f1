import { createHash } from 'node:crypto';

import { FormatError } from '../../model/errors.js';
import type { Segment } from './content-digest.js';
import type { SignedSections } from './signing-block.js';

const PAGE_SIZE = 4096;
const DIGEST_SIZE = 32;
const READ_SIZE = 1024 * 1024;
/** apksig's salt: eight zero octets (`ApkSigningBlockUtils.computeApkVerityDigest`). */
const SALT = new Uint8Array(8);

/**
 * Root of the fs-verity Merkle tree over the segments joined, then their total length as uint64.
 *
 * @throws FormatError when the signing block is not page-aligned, which fs-verity needs and apksig insists on
 */
export function verityDigest(sections: SignedSections, segments: readonly Segment[]): Uint8Array {
  const blockSize = sections.centralDirectoryOffset - sections.signingBlockOffset;
  if (sections.signingBlockOffset % PAGE_SIZE !== 0 || blockSize % PAGE_SIZE !== 0) {
    throw new FormatError('verity digest with a signing block that is not aligned to pages');
  }
  const total = segments.reduce((sum, segment) => sum + segment.size, 0);
  let level = hashPages(joined(segments), total);
  while (level.length > PAGE_SIZE) {
    level = hashPages([level], level.length);
  }
  const result = Buffer.alloc(DIGEST_SIZE + 8);
  result.set(hashPage(padded(level)));
  result.writeBigUInt64LE(BigInt(total), DIGEST_SIZE);
  return result;
}

function* joined(segments: readonly Segment[]): Iterable<Uint8Array> {
  for (const segment of segments) {
    for (let at = 0; at < segment.size; at += READ_SIZE) {
      yield segment.read(at, Math.min(READ_SIZE, segment.size - at));
    }
  }
}

/** One level of the tree: the digests of the pages, the last page padded with zeros. */
function hashPages(runs: Iterable<Uint8Array>, total: number): Uint8Array {
  const digests = new Uint8Array(Math.ceil(total / PAGE_SIZE) * DIGEST_SIZE);
  const page = new Uint8Array(PAGE_SIZE);
  let filled = 0;
  let count = 0;
  for (const run of runs) {
    for (let at = 0; at < run.length;) {
      const part = run.subarray(at, at + PAGE_SIZE - filled);
      page.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < PAGE_SIZE) continue;
      digests.set(hashPage(page), DIGEST_SIZE * count++);
      filled = 0;
    }
  }
  if (filled > 0) digests.set(hashPage(page.fill(0, filled)), DIGEST_SIZE * count);
  return digests;
}

function padded(level: Uint8Array): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  page.set(level);
  return page;
}

function hashPage(page: Uint8Array): Uint8Array {
  return createHash('sha256').update(SALT).update(page).digest();
}
