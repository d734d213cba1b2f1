/* eslint-disable @typescript-eslint/no-require-imports -- CommonJS starts faster than ESM, and the floor must be low */
// The floor: a Node program that reads and inflates given entries and, if asked, hashes as many bytes as the scan did.
// As a module: run(plan). As a command: node floor.cjs plan.json
'use strict';
const fs = require('node:fs');
const zlib = require('node:zlib');

const CHUNK = 1 << 20;

/** Data of every entry from its place, inflated into a buffer of its exact size and dropped. */
function readEntries(fd, entries) {
  let bytes = 0;
  for (const { offset, compressedSize, size, stored } of entries) {
    const data = Buffer.allocUnsafeSlow(compressedSize);
    fs.readSync(fd, data, 0, compressedSize, offset);
    bytes += stored
      ? data.length
      : zlib.inflateRawSync(data, { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size) }).length;
  }
  return bytes;
}

/** `bytes` bytes of the file through one hash, a mebibyte at a time; from the beginning again where it is shorter. */
function hashBytes(fd, algorithm, bytes, fileSize) {
  const { createHash } = require('node:crypto');
  const hash = createHash(algorithm);
  const chunk = Buffer.allocUnsafeSlow(CHUNK);
  for (let done = 0; done < bytes;) {
    const offset = done % fileSize;
    const length = Math.min(CHUNK, bytes - done, fileSize - offset);
    fs.readSync(fd, chunk, 0, length, offset);
    hash.update(length === CHUNK ? chunk : chunk.subarray(0, length));
    done += length;
  }
  return hash.digest('hex');
}

/** The end of the archive and its central directory are read as any reader must; then entries, then hashes. */
function run({ path, directory, entries, hashes = [] }) {
  const fd = fs.openSync(path, 'r');
  const { size } = fs.fstatSync(fd);
  for (const { offset, length } of directory) fs.readSync(fd, Buffer.allocUnsafeSlow(length), 0, length, offset);
  const bytes = readEntries(fd, entries);
  for (const { algorithm, bytes: count } of hashes) hashBytes(fd, algorithm, count, size);
  fs.closeSync(fd);
  return bytes;
}

module.exports = { run, hashBytes };
if (require.main === module) run(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));
