import type { RuleCases } from '../../src/rule/rule-tester.js';
import { box, ui } from './ui-artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask for consent: the rule has no appliesTo',
  informational: 'its findings are high or medium, never info',
};

const AGREED = '我已阅读并同意《用户协议》和《隐私政策》';
const withBox = (over: Parameters<typeof box>[0]) => ({ Ui: ui({ checkBoxes: [box(over)] }) });

export const cases: RuleCases = {
  fail: [
    { name: 'the text of the box', artifacts: withBox({ text: AGREED }), messages: ['caption'] },
    {
      name: 'in English',
      artifacts: withBox({ text: 'I agree to the Terms and Privacy Policy' }),
      messages: ['caption'],
    },
    { name: 'the text beside it', artifacts: withBox({ beside: [AGREED] }), messages: ['caption'] },
    {
      name: 'the links stand beside it',
      artifacts: withBox({ text: '我已阅读并同意', beside: ['《用户协议》', '《隐私政策》'] }),
      messages: ['caption'],
    },
    { name: 'its name, where code sets the text', artifacts: withBox({ id: 'cb_agreement' }), messages: ['named'] },
  ],
  review: [{ name: 'another market', market: 'other', artifacts: withBox({ text: AGREED }), messages: ['caption'] }],
  pass: [
    { name: 'not ticked', artifacts: withBox({ checked: false, text: AGREED }) },
    { name: 'remembers the password', artifacts: withBox({ text: '记住密码', beside: [AGREED], id: 'cb_remember' }) },
    {
      name: 'follows an account',
      artifacts: withBox({ beside: ['关注官方微博'], id: 'umeng_socialize_follow_check' }),
    },
    { name: 'the month of statistics', artifacts: withBox({ view: 'RadioButton', text: '月', beside: ['日', '年'] }) },
    {
      name: 'terms are in the name only by chance',
      artifacts: withBox({ id: 'cb_long_terms_view', text: 'Long view' }),
    },
    { name: 'no box', artifacts: { Ui: ui() } },
  ],
  open: [{ name: 'resources were not read', artifacts: { Ui: ui() } }],
};
