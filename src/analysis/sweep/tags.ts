import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';
import type { FieldNeedle, MethodNeedle, Needles, StringNeedle } from '../needles.js';
import { tagMethods } from './method-tags.js';

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
  | { readonly kind: 'policy'; readonly text: string }
  | { readonly kind: 'ui'; readonly text: string }
  | { readonly kind: 'secret'; readonly text: string };

/** Per id of this dex: 0, or 1 + an index into the targets. */
export interface DexTags {
  readonly methods: Int32Array;
  readonly methodTargets: readonly MethodTarget[];
  /** Methods this dex defines with the name and signature of a callback, by id. */
  readonly definitions: ReadonlyMap<number, MethodTarget>;
  readonly fields: Int32Array;
  readonly fieldTargets: readonly FieldNeedle[];
  readonly strings: Int32Array;
  readonly stringTargets: readonly StringTarget[];
}

/** A string of the dex longer than this is not a URL or a key; policy texts are longer and wanted. */
const MAX_URL_LENGTH = 2048;

/** Bytes that a string about a privacy policy holds (Modified UTF-8 of these is UTF-8). */
const POLICY_WORDS = ['隐私', 'privacy', 'Privacy', 'PRIVACY', 'yinsi'];

/** Words of texts about consent and rights; English ones are identifiers more often than texts, so few are here. */
const UI_WORDS = [
  ...['同意', '勾选', '注销', '销户', '删除账', '撤回', '撤销', '个性化', '监护人', '家长'],
  ...['elete account', 'elete Account', 'elete my account', 'lose account'],
];

/**
 * What is searched for in the bytes: the words, but for those of which a part says enough and is found faster (a search
 * is as fast as its first byte is rare: `p` costs twice what `v` does). Whether the word is there is asked of what is
 * found.
 */
const SEARCHED_WORDS = [
  '隐私',
  'vacy',
  'VACY',
  'yinsi',
  ...UI_WORDS.filter((word) => word > '\u007f'),
  ' accou',
  ' Accou',
].map((word) => Buffer.from(word));

/** How secrets of cloud services and private keys begin; whether one is whole is the artifact's matter. */
const SECRET_PREFIXES = ['AKIA', 'AKID', 'LTAI', 'sk_live_', 'ghp_', 'xoxb-', 'xoxp-', '-----BEGIN '];

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

function tagStrings(dex: DexFile, needles: Needles): Pick<DexTags, 'strings' | 'stringTargets'> {
  const strings = new Int32Array(dex.counts.strings);
  const stringTargets: StringTarget[] = [];
  const tag = (id: number, target: StringTarget): void => {
    stringTargets.push(target);
    strings[id] = stringTargets.length;
  };
  for (const id of dex.stringsHolding(SEARCHED_WORDS)) {
    const text = dex.string(id);
    if (POLICY_WORDS.some((word) => text.includes(word))) tag(id, { kind: 'policy', text });
    else if (UI_WORDS.some((word) => text.includes(word))) tag(id, { kind: 'ui', text });
  }
  for (const prefix of SECRET_PREFIXES) {
    const { start, end } = dex.stringsStartingWith(prefix);
    for (let id = start; id < end; id++) if (strings[id] === 0) tag(id, { kind: 'secret', text: dex.string(id) });
  }
  for (const prefix of ['http://', 'https://']) {
    const { start, end } = dex.stringsStartingWith(prefix);
    for (let id = start; id < end; id++) {
      const text = dex.string(id);
      if (strings[id] === 0 && text.length <= MAX_URL_LENGTH) tag(id, { kind: 'url', text });
    }
  }
  for (const needle of needles.strings) {
    const exact = needle.match === 'prefix' ? -1 : dex.findString(needle.text);
    const { start, end } =
      needle.match === 'prefix' ? dex.stringsStartingWith(needle.text) : { start: exact, end: exact + 1 };
    for (let id = Math.max(start, 0); id < end; id++) tag(id, { kind: 'needle', text: dex.string(id), needle });
  }
  return { strings, stringTargets };
}

/** Looks the needles up in one dex, so that the instruction loop only reads an array by id. */
export function tagDex(dex: DexFile, needles: Needles, graph: ClassGraph): DexTags {
  return { ...tagMethods(dex, needles, graph), ...tagFields(dex, needles), ...tagStrings(dex, needles) };
}
