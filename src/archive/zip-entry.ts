import { crc32 } from 'node:zlib';
import { FormatError, LimitError } from '../model/errors.js';
import type { ArchiveEntry, ReadOptions } from './archive-entry.js';
import type { ByteBudget } from './byte-budget.js';
import type { ByteSource } from './byte-source.js';
import type { CentralDirectory, CentralRecord } from './central-directory.js';
import type { DiagnosticLog } from './diagnostic-log.js';
import { inflateExact } from './inflate-exact.js';
import { ARCHIVE_LIMITS, DEFLATE_MAX_RATIO } from './limits.js';
import { dataDescriptorAgrees, openLocalHeader } from './local-header.js';
import { quoteName } from './quote-name.js';

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 0x0001;
const PAGE_BYTES = 4096;

/** What the entries of one archive share. */
export interface ZipContext {
  readonly source: ByteSource;
  readonly directory: CentralDirectory;
  readonly budget: ByteBudget;
  readonly log: DiagnosticLog;
}

/** An entry read lazily: the local header when first opened, the data at every `bytes()`. */
export class ZipEntry implements ArchiveEntry {
  readonly #record: CentralRecord;
  readonly #context: ZipContext;
  #problem: string | undefined;
  #dataOffset: number | undefined;
  #charged = false;
  #crcChecked = false;

  constructor(record: CentralRecord, context: ZipContext) {
    this.#record = record;
    this.#context = context;
    this.#problem = record.problem ?? impossibleSize(record);
  }

  get name(): string {
    return this.#record.name;
  }

  get size(): number {
    return this.#record.size;
  }

  get compressedSize(): number {
    return this.#record.compressedSize;
  }

  get method(): number {
    return this.#record.method;
  }

  get crc32(): number {
    return this.#record.crc32;
  }

  get stored(): boolean {
    return this.#record.method === STORED;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  dataOffset(): number {
    if (this.#problem !== undefined) throw this.#unreadable(this.#problem);
    return (this.#dataOffset ??= this.#open());
  }

  bytes(options: number | ReadOptions = {}): Uint8Array {
    const { limit = ARCHIVE_LIMITS.entryBytes, unknownMethod, verifyCrc } = asOptions(options);
    const { method, size } = this.#record;
    if (this.#problem !== undefined) throw this.#unreadable(this.#problem);
    if (size > limit) {
      throw new LimitError('archive.entryBytes', `${quoteName(this.name)} declares ${size} bytes, above ${limit}`);
    }
    if (method !== STORED && method !== DEFLATED && unknownMethod !== 'stored') {
      throw this.#unreadable(`its compression method ${method} is unknown`);
    }
    const dataOffset = this.dataOffset();
    if (!this.#charged) {
      this.#context.budget.spend(size);
      this.#charged = true;
    }
    const bytes = method === DEFLATED ? this.#inflate(dataOffset) : this.#copy(dataOffset);
    if (verifyCrc === true) this.#compareCrc(bytes);
    return bytes;
  }

  #open(): number {
    const { source, directory, log } = this.#context;
    const local = openLocalHeader(source, this.#record, directory);
    if (typeof local === 'string') throw this.#unreadable((this.#problem = local));
    if (local.method !== this.#record.method) {
      const methods = `local ${local.method}, central ${this.#record.method}`;
      log.add(
        'anomaly',
        'zip-local-method-differs',
        this.name,
        `compression methods differ (${methods}); central wins`,
      );
    }
    if ((local.flags & ENCRYPTED_FLAG) !== 0) {
      log.add('anomaly', 'zip-encrypted-bit', this.name, 'marked as encrypted, but Android ignores the mark');
    }
    if (!dataDescriptorAgrees(source, this.#record, local)) {
      log.add('anomaly', 'zip-data-descriptor-differs', this.name, 'the data descriptor contradicts the directory');
    }
    return local.dataOffset;
  }

  #inflate(dataOffset: number): Uint8Array {
    const data = this.#context.source.read(dataOffset, this.#record.compressedSize);
    try {
      return inflateExact(data, this.#record.size, quoteName(this.name));
    } catch (error) {
      if (error instanceof FormatError) this.#problem = 'its deflate data is broken or not of the declared size';
      throw error;
    }
  }

  #copy(dataOffset: number): Uint8Array {
    const { method, size } = this.#record;
    const { source, log } = this.#context;
    if (method !== STORED) {
      log.add('anomaly', 'zip-unknown-method', this.name, `compression method ${method} is unknown; read as stored`);
    }
    const available = Math.min(size, source.size - dataOffset);
    if (size > available && (method === STORED || dataOffset + size > pageEnd(source.size))) {
      throw this.#unreadable((this.#problem = 'its data runs off the file'));
    }
    const bytes = source.read(dataOffset, available);
    if (available === size && bytes.byteOffset % 8 === 0) return bytes;
    const copy = new Uint8Array(size);
    copy.set(bytes);
    return copy;
  }

  #compareCrc(bytes: Uint8Array): void {
    if (this.#crcChecked) return;
    this.#crcChecked = true;
    if (crc32(bytes) !== this.#record.crc32) {
      this.#context.log.add('anomaly', 'zip-crc-mismatch', this.name, 'the CRC-32 is wrong; Android does not check it');
    }
  }

  #unreadable(why: string): FormatError {
    return new FormatError(`${quoteName(this.name)} is unreadable: ${why}`);
  }
}

/**
 * Android maps an entry of unknown method without asking whether it fits: after the file's last byte a mapping reads as
 * zeros to the end of the page (mmap(2)), and aapt takes a manifest that is followed by such zeros. The compressed size
 * was checked when the local header was opened, but such an archive lies about that too.
 */
function pageEnd(fileSize: number): number {
  return Math.ceil(fileSize / PAGE_BYTES) * PAGE_BYTES;
}

function asOptions(options: number | ReadOptions): ReadOptions {
  return typeof options === 'number' ? { limit: options } : options;
}

/** A deflated entry cannot be larger than deflate can make it; told without reading, and before anything is allocated. */
function impossibleSize(record: CentralRecord): string | undefined {
  return record.method === DEFLATED && record.size > record.compressedSize * DEFLATE_MAX_RATIO
    ? `it declares ${record.size} bytes, more than ${record.compressedSize} bytes of deflate can hold`
    : undefined;
}
