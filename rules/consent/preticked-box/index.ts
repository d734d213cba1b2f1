import { defineRule } from '../../../src/rule/index.js';
import type { UiCheckBox } from '../../../src/rule/index.js';

const AGREES = /同意|接受|已阅读|授权|\b(?:agree|accept|consent|have read)\b/iu;

/** What is agreed to: rules on personal data, or terms that stand beside them. */
const RULES = /隐私|个人信息|协议|条款|政策|privacy|personal (?:data|information)|\bterms\b|polic(?:y|ies)|agreement/iu;

/** Names developers give the box of an agreement. */
const NAMED = /agree|privacy|policy|protocol|consent|xieyi|yinsi|tongyi|(?:^|_)terms?(?:_|$)/iu;

type Sign = 'caption' | 'named';

/**
 * What tells that the box is about consent. A box with a text of its own is about that text (its links may stand beside
 * it); one without is about what stands beside it, else about what its name says.
 */
function signOf({ text, beside, id }: UiCheckBox): Sign | undefined {
  if (text !== '') return AGREES.test(text) && RULES.test([text, ...beside].join(' ')) ? 'caption' : undefined;
  const caption = beside.find((one) => AGREES.test(one));
  if (caption !== undefined && RULES.test(beside.join(' '))) return 'caption';
  return NAMED.test(id) ? 'named' : undefined;
}

const captionOf = ({ text, beside }: UiCheckBox): string =>
  (text === '' ? beside : [text, ...beside]).join(' ').slice(0, 80);

export default defineRule({
  meta: {
    id: 'consent/preticked-box',
    code: 'CON-005',
    category: 'consent',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    duty: 'K2',
    market: 'cn',
    title: { en: 'Consent box is ticked beforehand', zh: '默认勾选同意' },
    rationale: {
      en: 'Consent is an act of the user. A box that is ticked before the user has done anything asks for consent by default.',
      zh: '同意应由用户主动作出。在用户操作之前即已勾选的选项，属于以默认选择的方式征求同意。',
    },
    remedy: {
      en: 'Remove android:checked="true" from the box in the layout, and refuse to go on until the user has ticked it.',
      zh: '删除布局中该控件的android:checked="true"，并在用户主动勾选后再继续。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.4' },
      { id: 'pipl', clause: '14' },
    ],
    requires: ['Ui'],
    messages: {
      caption: {
        en: 'The box «{caption}» in {layout} is ticked before the user does anything.',
        zh: '{layout}中的“{caption}”在用户操作前已默认勾选。',
      },
      named: {
        en: 'The box {id} in {layout} is ticked before the user does anything; its name speaks of consent.',
        zh: '{layout}中的控件{id}在用户操作前已默认勾选，其名称与同意有关。',
      },
    },
  },
  *check({ Ui }, ctx) {
    for (const box of Ui.checkBoxes) {
      const sign = box.checked ? signOf(box) : undefined;
      const { layout, id, evidence } = box;
      if (sign === 'caption') yield ctx.finding('caption', [evidence], { data: { layout, caption: captionOf(box) } });
      if (sign === 'named')
        yield ctx.finding('named', [evidence], { data: { layout, id }, severity: 'medium', confidence: 'likely' });
    }
  },
});
