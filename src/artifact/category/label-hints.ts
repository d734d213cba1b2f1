import { eachEnglishHint } from './english-hints.js';
import type { Hint } from './lexicon.js';
import { lexicon } from './lexicon.js';
import { englishWords, folded } from './tokens.js';

/**
 * What a hint is in its label. `head`: the label's noun. `modifier`: a hint of another category stands after it
 * (房贷 in 房贷计算器). `unknown-head`: a word we do not know stands after it (购物 in 购物清单, `Compass` in `Compass Group`).
 */
type Place = 'head' | 'modifier' | 'unknown-head';

export interface LabelHint extends Hint {
  readonly place: Place;
}

interface Found {
  readonly hint: Hint;
  readonly headed: boolean;
}

/** Titles and their subtitles: `携程旅行-订酒店`, `Flashlight: LED light`. */
const SEPARATOR = /[-—–_|:：()（）【】[\]·•,，、。!！~/]+/u;

/** Endings that leave the noun before them what it is: editions, forms of business, praise. */
const ZH_ENDING =
  /^(?:极速|免费|专业|官方|国际|标准|精简|概念|车机|电视|平板|青春|尊享|完整|手机|高清|个人|正式|最新|安卓|全能|智能|超级|大字)?(?:版|网|在线|大师|专家|达人|宝|通|王|助手|平台|中心|客户端|软件|大全|精灵|神器|吧|家|之家|馆|帮|狗|君|侠|圈|团)?$/u;

const EN_ENDING = new Set(
  'pro free lite plus app apps hd go mobile android for by premium max mini new master online easy simple smart the x'.split(
    ' ',
  ),
);

/** Chinese hints of a title from left to right, the longest at each place, none overlapping. */
function chineseHints(text: string): Found[] {
  const { zh } = lexicon();
  const found: Found[] = [];
  for (let at = 0; at < text.length;) {
    const hint = zh.get(text.charAt(at))?.find(({ word }) => text.startsWith(word, at));
    at += hint?.word.length ?? 1;
    if (hint === undefined) continue;
    const [after = ''] = /^\p{Script=Han}*/u.exec(text.slice(at)) ?? [];
    found.push({ hint, headed: !ZH_ENDING.test(after) });
  }
  return found;
}

function titleHints(title: string): Found[] {
  const found: Found[] = [];
  eachEnglishHint(englishWords(title), (hint, [next]) =>
    found.push({ hint, headed: next !== undefined && !EN_ENDING.has(next) }),
  );
  return [...found, ...chineseHints(folded(title))];
}

/** Hints of a label: those of its first part that has any; what its later parts say only modifies. */
export function labelHints(label: string): LabelHint[] {
  const parts = folded(label) === '' ? [] : label.slice(0, 200).split(SEPARATOR).map(titleHints);
  const main = parts.findIndex((part) => part.length > 0);
  const last = parts[main]?.at(-1);
  const head = last?.hint.category;
  return parts.flatMap((part, index) =>
    part.map(({ hint }): LabelHint => {
      if (index !== main || hint.category !== head) return { ...hint, place: 'modifier' };
      return { ...hint, place: last?.headed === true ? 'unknown-head' : 'head' };
    }),
  );
}
