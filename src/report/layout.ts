import stringWidth from 'string-width';

let segmenter: Intl.Segmenter | undefined;

/** Made when a text first needs it: loading the rules of Unicode costs more than scanning a small app. */
const graphemes = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** What a terminal draws in one cell or two. */
interface Cluster {
  readonly text: string;
  readonly width: number;
}

/**
 * Characters that join with no neighbour and whose width their block tells: ASCII, Latin-1, dashes, quotes and dots (one
 * column); Chinese marks, ideographs and full-width forms (two).
 */
const PLAIN = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/u;
const FIRST_WIDE = '\u3001';

const columnsOfPlain = (char: string): number => (char < FIRST_WIDE ? 1 : 2);

function columnsOf(text: string): number {
  if (!PLAIN.test(text)) return stringWidth(text);
  let columns = 0;
  for (const char of text) columns += columnsOfPlain(char);
  return columns;
}

/** Units segmented at a time: the segmenter's cost a cluster grows with the length of what it is given. */
const CHUNK_UNITS = 512;

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

/** Grapheme clusters; the last one of a chunk may go on in the next, so it is taken again. */
function* segmentsOf(text: string): Generator<string> {
  let size = CHUNK_UNITS;
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + size);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    const segments = Array.from(graphemes().segment(text.slice(start, end)), ({ segment }) => segment);
    if (end < text.length) {
      if (segments.length === 1) {
        size *= 2;
        continue;
      }
      segments.pop();
    }
    yield* segments;
    start += segments.reduce((sum, segment) => sum + segment.length, 0);
    size = CHUNK_UNITS;
  }
}

function clustersOf(text: string): Cluster[] {
  if (PLAIN.test(text)) return Array.from(text, (char) => ({ text: char, width: columnsOfPlain(char) }));
  const seen = new Map<string, Cluster>();
  return Array.from(segmentsOf(text), (segment) => {
    const cluster = seen.get(segment) ?? { text: segment, width: stringWidth(segment) };
    seen.set(segment, cluster);
    return cluster;
  });
}

/** Marks that stay with what is before them: closing brackets and quotes, commas, stops (narrow and full-width). */
const CLOSING = /^[\p{Pe}\p{Pf}!,.:;?%\u2026\u3001\u3002\uff01\uff05\uff0c\uff0e\uff1a\uff1b\uff1f]/u;

/** Marks that stay with what is after them. */
const OPENING = /^[\p{Ps}\p{Pi}]/u;

/** Chinese has no spaces: a line may break beside any wide character, but not before a closing or after an opening mark. */
function breakable(before: Cluster, after: Cluster): boolean {
  if (after.text === ' ') return false;
  if (before.text === ' ') return true;
  if (CLOSING.test(after.text) || OPENING.test(before.text)) return false;
  return before.width === 2 || after.width === 2;
}

/** Where to cut what cannot be broken: as far right as fits, not before a closing mark where that can be avoided. */
function cutPoint(clusters: readonly Cluster[], start: number, end: number): number {
  for (let at = end; at > start; at--) {
    const [before, after] = [clusters[at - 1], clusters[at]];
    if (before && after && !CLOSING.test(after.text) && !OPENING.test(before.text)) return at;
  }
  return end;
}

/** End of the line that starts at `start`, exclusive: at least one cluster, at most `width` columns. */
function lineEnd(clusters: readonly Cluster[], start: number, width: number): number {
  let columns = 0;
  let lastBreak = start;
  for (let at = start; at < clusters.length; at++) {
    const [before, cluster] = [clusters[at - 1], clusters[at]];
    if (cluster === undefined) break;
    if (at > start && before && breakable(before, cluster)) lastBreak = at;
    columns += cluster.width;
    if (columns <= width || at === start) continue;
    if (cluster.text === ' ') return at;
    return lastBreak > start ? lastBreak : cutPoint(clusters, start, at);
  }
  return clusters.length;
}

/**
 * Breaks plain text (no colour codes) into lines of at most `width` columns, East Asian wide characters counted as two.
 * Linear in the length of the text, whatever is in it.
 */
export function wrap(text: string, width: number): string[] {
  const clusters = clustersOf(text);
  const lines: string[] = [];
  for (let start = 0; start < clusters.length;) {
    const end = lineEnd(clusters, start, width);
    let last = end;
    while (last > start && clusters[last - 1]?.text === ' ') last -= 1;
    const line = clusters.slice(start, last).map((cluster) => cluster.text);
    lines.push(line.join(''));
    start = end;
    while (clusters[start]?.text === ' ') start += 1;
  }
  return lines.length > 0 ? lines : [''];
}

/** Pads on the right to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

const MAX_UNITS_A_COLUMN = 8;

/** The beginning of a text that would fill more than `columns`, and an ellipsis. */
export function clip(text: string, columns: number): string {
  // Real text needs at most a few units a column; what a hostile one stacks beyond that is left out unseen.
  const head = text.slice(0, MAX_UNITS_A_COLUMN * columns);
  const clusters = clustersOf(head);
  let used = 0;
  const kept = clusters.filter((cluster) => (used += cluster.width) <= columns);
  if (kept.length === clusters.length && head.length === text.length) return text;
  // The last cluster may have been cut in two.
  const sure = kept.length === clusters.length ? kept.slice(0, -1) : kept;
  return `${sure.map((cluster) => cluster.text).join('')}…`;
}

/** Wraps with a first prefix and a hanging indent of the same width; `style` colours the text, not the prefix. */
export function hang(prefix: string, text: string, width: number, style = (line: string): string => line): string[] {
  const indent = columnsOf(prefix);
  return wrap(text, Math.max(2, width - indent)).map(
    (line, i) => (i === 0 ? prefix : ' '.repeat(indent)) + style(line),
  );
}
