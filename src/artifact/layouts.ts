import { PrivscanError } from '../model/index.js';
import type { Apk, LayoutView } from '../apk/index.js';

/** A layout and its views. */
export interface Layout {
  readonly entry: string;
  readonly views: readonly LayoutView[];
}

/** Layouts larger than this are not layouts. */
const MAX_LAYOUT_BYTES = 1 << 20;

/** Bytes of layouts looked into; a hostile app can hold any number. */
const MAX_TOTAL_BYTES = 32 << 20;

const LAYOUT = /^res\/layout[^/]*\/[^/]+\.xml$/u;

/** A word as it stands in a binary XML's string pool, in both encodings. */
export const asInPool = (word: string): Buffer[] => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];

/** A reference to a resource as it stands in an attribute. */
export function asReference(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(id);
  return bytes;
}

/**
 * Layouts whose bytes hold one of the needles, with their texts resolved; no other is parsed. Apps that shorten resource
 * paths (`res/a1.xml`) hide their layouts from this search.
 */
export function layoutsHolding(apk: Apk, needles: readonly Buffer[]): Layout[] {
  const layouts: Layout[] = [];
  let budget = MAX_TOTAL_BYTES;
  for (const entry of apk.entries()) {
    if (!LAYOUT.test(entry.path) || entry.size > MAX_LAYOUT_BYTES || entry.size > budget) continue;
    budget -= entry.size;
    try {
      const bytes = entry.bytes({ limit: MAX_LAYOUT_BYTES });
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      if (!needles.some((needle) => buffer.includes(needle))) continue;
      layouts.push({ entry: entry.name, views: apk.layoutViews(entry.path) });
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error; // an unreadable layout shows nothing
    }
  }
  return layouts;
}
