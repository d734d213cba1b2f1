import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { ATTR } from '../../../../src/format/axml/index.js';
import { ResourceTable } from '../../../../src/format/arsc/index.js';

/** From AOSP's public-final.xml: the framework-res of Debian ends at API level 29. */
const FIRST_NEWER = 0x01010607;

// aapt and this package come together; the path is where Debian installs it.
const listing = spawnSync('dpkg', ['-L', 'android-framework-res'], { encoding: 'utf8' });
const apk = /^.*\/framework-res\.apk$/m.exec(listing.stdout)?.[0];
if (apk === undefined) process.stderr.write('skipped: android-framework-res is not installed\n');

(apk === undefined && process.env['CI'] === undefined ? describe.skip : describe)('ATTR', () => {
  it('has the ids of the platform', () => {
    const { stdout } = spawnSync('aapt', ['dump', 'resources', apk ?? ''], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const ids = new Map<string, number>();
    for (const match of stdout.matchAll(/spec resource (0x0101[0-9a-f]{4}) android:attr\/(\w+):/g)) {
      ids.set(match[2] ?? '', Number(match[1]));
    }
    expect(ids.size).toBeGreaterThan(1000);
    const known = Object.entries(ATTR).filter(([, id]) => id < FIRST_NEWER);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(known.map(([name]) => [name, ids.get(name)])));
    for (const [, id] of ids) expect(id).toBeLessThan(FIRST_NEWER + 0x1000);
  });

  it('is what our own table reader finds there', () => {
    const bytes = readFileSync(apk ?? '');
    const table = ResourceTable.open(entryOf(bytes, 'resources.arsc'), 'resources.arsc');
    for (const [name, id] of Object.entries(ATTR)) {
      if (id < FIRST_NEWER) expect(table.nameOf(id)).toEqual({ packageName: 'android', type: 'attr', entry: name });
    }
  });
});

/** A local header found by name is enough for a file of Debian's. */
function entryOf(bytes: Buffer, name: string): Buffer {
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  for (; at < end; at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)) {
    if (bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) !== name) continue;
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    return bytes.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body);
  }
  throw new Error(`${name} is not there`);
}
