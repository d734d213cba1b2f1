import { LimitError } from '../../model/errors.js';

/** A section of META-INF/MANIFEST.MF or a .SF file. */
export interface JarSection {
  /** Byte range in the file, with the blank line that ends it. */
  readonly start: number;
  readonly end: number;
  /** Value of `Name`, which must be the first attribute. */
  readonly name: string | undefined;
  /** Keys in lower case: attribute names are case-insensitive. The first of each counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** OSGi bundles have thirty; an individual section has a name and one or two digests. */
const MAX_ATTRIBUTES = 1000;

const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;

/**
 * Walks the sections of a JAR manifest as apksig's `ManifestParser` does, which keeps the odd spaces that obfuscators
 * put into names: an attribute is split at the first `: `, one without it is all name.
 *
 * @see https://docs.oracle.com/javase/8/docs/technotes/guides/jar/jar.html#JAR_Manifest
 * @throws LimitError
 */
export function* jarSections(bytes: Uint8Array): Generator<JarSection, void, undefined> {
  const lines = new Lines(bytes);
  for (;;) {
    let start = lines.at;
    while (lines.next() && lines.blank) start = lines.at;
    if (lines.ended) return;
    const attributes: Uint8Array[][] = [];
    do {
      const line = lines.line();
      // Long lines continue on the next one after a space; the pieces may cut a UTF-8 character in two.
      if (line[0] === SPACE && attributes.length > 0) attributes.at(-1)!.push(line.subarray(1));
      else attributes.push([line]);
      if (attributes.length > MAX_ATTRIBUTES) {
        throw new LimitError('jar-manifest-attributes', 'JAR manifest: too many attributes in one section');
      }
    } while (lines.next() && !lines.blank);
    yield section(start, lines.at, attributes);
  }
}

function section(start: number, end: number, lines: readonly (readonly Uint8Array[])[]): JarSection {
  const attributes = new Map<string, string>();
  let name: string | undefined;
  for (const [i, pieces] of lines.entries()) {
    const text = Buffer.concat(pieces).toString('utf8');
    const colon = text.indexOf(': ');
    const key = (colon === -1 ? text : text.slice(0, colon)).toLowerCase();
    const value = colon === -1 ? '' : text.slice(colon + 2);
    if (i === 0 && key === 'name') name = value;
    if (!attributes.has(key)) attributes.set(key, value);
  }
  return { start, end, name, attributes };
}

/** Lines end in CR, LF or CR LF; the last one may lack its end. */
class Lines {
  readonly #bytes: Uint8Array;
  /** Where the line after the current one begins. */
  at = 0;
  ended = false;
  #start = 0;
  #end = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get blank(): boolean {
    return this.#start === this.#end;
  }

  next(): boolean {
    const bytes = this.#bytes;
    if (this.at >= bytes.length) {
      this.ended = true;
      return false;
    }
    let i = this.at;
    while (i < bytes.length && bytes[i] !== LF && bytes[i] !== CR) i++;
    this.#start = this.at;
    this.#end = i;
    this.at = Math.min(i + (bytes[i] === CR && bytes[i + 1] === LF ? 2 : 1), bytes.length);
    return true;
  }

  line(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }
}
