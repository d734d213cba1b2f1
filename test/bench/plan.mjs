// Watches one scan and tells what it read, so that the floor reads exactly the same entries.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const crypto = require('node:crypto');

/** Updates below this are attributes and certificates, not files. */
const FILE_BYTES = 4096;

/** Runs `work` with every pread and every large hash update noted. The subject is CommonJS: it calls through these objects. */
function watch(work) {
  const { readSync } = fs;
  const { createHash } = crypto;
  const reads = new Set();
  const hashed = new Map();
  fs.readSync = (fd, buffer, offset, length, position) => {
    reads.add(`${position}:${length}`);
    return readSync(fd, buffer, offset, length, position);
  };
  crypto.createHash = (algorithm, options) => {
    const hash = createHash(algorithm, options);
    const update = hash.update.bind(hash);
    hash.update = (data, encoding) => {
      if (data.length >= FILE_BYTES) hashed.set(algorithm, (hashed.get(algorithm) ?? 0) + data.length);
      update(data, encoding);
      return hash;
    };
    return hash;
  };
  try {
    work();
  } finally {
    fs.readSync = readSync;
    crypto.createHash = createHash;
  }
  return { reads, hashed };
}

/** The two reads without which no entry can be found: the end record (22 bytes, no comment) and the directory behind the last data. */
function directoryOf(file, fileSize) {
  const fd = fs.openSync(file, 'r');
  const tail = Buffer.alloc(Math.min(fileSize, 65_557));
  fs.readSync(fd, tail, 0, tail.length, fileSize - tail.length);
  fs.closeSync(fd);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  return [
    { offset: fileSize - 22, length: 22 },
    { offset: tail.readUInt32LE(end + 16), length: tail.readUInt32LE(end + 12) },
  ];
}

/**
 * What `work` read of the app, and what a scan hashes of it: entries whose data it read whole, each once however often it was read; not the heads of
 * files it only looked at, nor headers, nor what it read twice. Those are the scan's own cost.
 */
export function planOf(subject, file, work) {
  const all = subject.places(file);
  const { reads } = watch(work);
  const { hashed } = watch(() => subject.hashAndVerify(file));
  const entries = all.filter(({ offset, compressedSize }) => reads.has(`${offset}:${compressedSize}`));
  const { size } = fs.statSync(file);
  const hashes = [...hashed].map(([algorithm, bytes]) => ({ algorithm, bytes }));
  return { path: file, size, directory: directoryOf(file, size), entries, hashes };
}
