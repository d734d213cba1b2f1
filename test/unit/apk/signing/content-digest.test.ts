import { describe, expect, it } from '@jest/globals';

import { ContentDigests } from '../../../../src/apk/signing/content-digest.js';
import type { SignedSections } from '../../../../src/apk/signing/signing-block.js';

const body = (size: number): Buffer => Buffer.from(Uint8Array.from({ length: size }, (_, i) => i * 7 + (i >> 8)));

/** Entries, a block of one page, a directory of 1,000 bytes, an end record with a comment of three. */
function sections(entries: number, block = 4096): SignedSections {
  const end = Buffer.alloc(25);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(1000, 12);
  end.writeUInt32LE(entries + block, 16);
  end.writeUInt16LE(3, 20);
  end.write('abc', 22);
  const file = Buffer.concat([body(entries), Buffer.alloc(block, 0xee), body(1000), end]);
  return {
    source: { size: file.length, read: (offset, length) => file.subarray(offset, offset + length) },
    signingBlockOffset: entries,
    centralDirectoryOffset: entries + block,
    endOfCentralDirectoryOffset: entries + block + 1000,
  };
}

/** Computed by a separate script (Python, hashlib) from the description at source.android.com. */
const EXPECTED = [
  {
    size: 4096,
    sha256: '12387b90d14757fdeb08fd43d22a1036a38955b7a33eef8d870dce0e6b35879a',
    sha512:
      '2682944a0f3a7e6e7717475313deb6789d08d3c60d5bdf494811b39f8b4453142f72b78dd56a474c12d0975687940b516b986a7b31677b92f5e3563a4e9260c9',
    verity: 'c1f330ed8f219c646ba5da22e2f54766cbb351d4f86e9b91970df372b609a2bc0114000000000000',
  },
  {
    size: 3 * 1024 * 1024,
    sha256: 'bb4b162a9a8e1ade64ebc41bc02fb1c6cb716b53355f5c8c5053cf09b0ed40f0',
    sha512:
      'a9faf99bd8f91460338157261f4ad0f08d5c62f7dc8881ff87a2ef4bf28f8f9ccefd9ffa067cb6d29f5f58aabba284a935ac9277fbba7723921007ecaf41e3db',
    verity: '854c03ce5060addaf9d4432e1fc19f1bf24ae694d4adc082ae025c57e69486450104300000000000',
  },
];

describe('content digests', () => {
  it.each(EXPECTED)('digests a file of $size bytes of entries', ({ size, sha256, sha512, verity }) => {
    const digests = new ContentDigests(sections(size));
    expect(Buffer.from(digests.digest('chunked-sha256')).toString('hex')).toBe(sha256);
    expect(Buffer.from(digests.digest('chunked-sha512')).toString('hex')).toBe(sha512);
    expect(Buffer.from(digests.digest('verity-sha256')).toString('hex')).toBe(verity);
  });

  it('wants pages for a verity digest', () => {
    expect(() => new ContentDigests(sections(4097)).digest('verity-sha256')).toThrow(/aligned/);
    expect(() => new ContentDigests(sections(4096, 4095)).digest('verity-sha256')).toThrow(/aligned/);
  });

  it('reads the file once a kind', () => {
    const real = sections(4096);
    let reads = 0;
    const source = {
      size: real.source.size,
      read: (offset: number, length: number) => {
        reads++;
        return real.source.read(offset, length);
      },
    };
    const digests = new ContentDigests({ ...real, source });
    digests.digest('chunked-sha256');
    const once = reads;
    digests.digest('chunked-sha256');
    expect(reads).toBe(once);
  });
});
