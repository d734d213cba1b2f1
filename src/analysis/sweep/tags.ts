import type { DexFile } from '../../format/dex/index.js';
import type { FieldNeedle, MethodNeedle, Needles, StringNeedle } from '../needles.js';

/** What a method reference of this dex may turn out to be: the needles with its name and signature. */
export interface MethodTarget {
  /** Class the reference names; the needle's own class or an app class below it. */
  readonly className: string;
  readonly signature: string;
  readonly needles: readonly MethodNeedle[];
}

/** Why a string of this dex is of interest. */
export type StringTarget =
  | { readonly kind: 'needle'; readonly text: string; readonly needle: StringNeedle }
  | { readonly kind: 'url'; readonly text: string }
  | { readonly kind: 'policy'; readonly text: string };

/** Per id of this dex: 0, or 1 + an index into the targets. */
export interface DexTags {
  readonly methods: Int32Array;
  readonly methodTargets: readonly MethodTarget[];
  readonly fields: Int32Array;
  readonly fieldTargets: readonly FieldNeedle[];
  readonly strings: Int32Array;
  readonly stringTargets: readonly StringTarget[];
}

/** A string of the dex longer than this is not a URL or a key; policy texts are longer and wanted. */
const MAX_URL_LENGTH = 2048;

/** Bytes that a string about a privacy policy holds (Modified UTF-8 of these is UTF-8). */
const POLICY_WORDS = ['隐私', 'privacy', 'Privacy', 'PRIVACY', 'yinsi'].map((word) => Buffer.from(word));

/** First string id whose text is not less than `text`, in the order of the table (UTF-16 code units). */
function lowerBound(dex: DexFile, text: string): number {
  let low = 0;
  let high = dex.counts.strings;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dex.string(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* startingWith(dex: DexFile, prefix: string): Generator<number> {
  for (let id = lowerBound(dex, prefix); id < dex.counts.strings && dex.string(id).startsWith(prefix); id++) yield id;
}

function tagMethods(dex: DexFile, needles: Needles): Pick<DexTags, 'methods' | 'methodTargets'> {
  const methods = new Int32Array(dex.counts.methods);
  const methodTargets: MethodTarget[] = [];
  const wanted = new Map<number, readonly MethodNeedle[]>();
  for (const [name, list] of needles.methods) {
    const id = dex.findString(name);
    if (id >= 0) wanted.set(id, list);
  }
  const isWanted = new Uint8Array(dex.counts.strings);
  for (const id of wanted.keys()) isWanted[id] = 1;
  for (let id = 0; id < methods.length; id++) {
    const name = dex.methodNameId(id);
    if (isWanted[name] === 0) continue;
    const signature = dex.methodSignature(id);
    const list = wanted.get(name)!.filter((needle) => needle.signature === signature);
    if (list.length === 0) continue;
    methodTargets.push({ className: dex.type(dex.methodClass(id)), signature, needles: list });
    methods[id] = methodTargets.length;
  }
  return { methods, methodTargets };
}

function tagFields(dex: DexFile, needles: Needles): Pick<DexTags, 'fields' | 'fieldTargets'> {
  const fields = new Int32Array(dex.counts.fields);
  const fieldTargets: FieldNeedle[] = [];
  for (const needle of needles.fields) {
    const id = dex.findField(needle.descriptor);
    if (id < 0) continue;
    fieldTargets.push(needle);
    fields[id] = fieldTargets.length;
  }
  return { fields, fieldTargets };
}

/** Byte range that holds every string's data: one native search a word over it beats decoding every string. */
function stringData(dex: DexFile): { bytes: Buffer; starts: Uint32Array; ids: Uint32Array } {
  const { strings } = dex.counts;
  const ids = new Uint32Array(strings);
  const starts = new Uint32Array(strings);
  let low = dex.bytes.length;
  let high = 0;
  let sorted = true;
  for (let id = 0; id < strings; id++) {
    const { start, end } = dex.stringBytes(id);
    ids[id] = id;
    starts[id] = start;
    if (id > 0 && start < starts[id - 1]!) sorted = false;
    low = Math.min(low, start);
    high = Math.max(high, end);
  }
  if (!sorted) {
    ids.sort((a, b) => dex.stringBytes(a).start - dex.stringBytes(b).start);
    ids.forEach((id, i) => (starts[i] = dex.stringBytes(id).start));
  }
  const { buffer, byteOffset } = dex.bytes;
  const from = Math.min(low, high);
  const bytes = Buffer.from(buffer, byteOffset + from, high - from);
  return { bytes, starts: starts.map((start) => start - from), ids };
}

/** Ids of the strings that hold one of the words, ascending. */
function holding(dex: DexFile, words: readonly Buffer[]): number[] {
  if (dex.counts.strings === 0) return [];
  const { bytes, starts, ids } = stringData(dex);
  const found = new Set<number>();
  for (const word of words) {
    for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (starts[middle]! <= at) low = middle + 1;
        else high = middle;
      }
      if (low > 0) found.add(ids[low - 1]!);
    }
  }
  return [...found].sort((a, b) => a - b);
}

function tagStrings(dex: DexFile, needles: Needles): Pick<DexTags, 'strings' | 'stringTargets'> {
  const strings = new Int32Array(dex.counts.strings);
  const stringTargets: StringTarget[] = [];
  const tag = (id: number, target: StringTarget): void => {
    stringTargets.push(target);
    strings[id] = stringTargets.length;
  };
  for (const id of holding(dex, POLICY_WORDS)) tag(id, { kind: 'policy', text: dex.string(id) });
  for (const prefix of ['http://', 'https://']) {
    for (const id of startingWith(dex, prefix)) {
      const text = dex.string(id);
      if (strings[id] === 0 && text.length <= MAX_URL_LENGTH) tag(id, { kind: 'url', text });
    }
  }
  for (const needle of needles.strings) {
    const exact = dex.findString(needle.text);
    const ids = needle.match === 'prefix' ? startingWith(dex, needle.text) : exact < 0 ? [] : [exact];
    for (const id of ids) tag(id, { kind: 'needle', text: dex.string(id), needle });
  }
  return { strings, stringTargets };
}

/** Looks the needles up in one dex, so that the instruction loop only reads an array by id. */
export function tagDex(dex: DexFile, needles: Needles): DexTags {
  return { ...tagMethods(dex, needles), ...tagFields(dex, needles), ...tagStrings(dex, needles) };
}
