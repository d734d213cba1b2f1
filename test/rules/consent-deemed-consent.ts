import type { RuleCases } from '../../src/rule/rule-tester.js';
import { UNKNOWN } from './artifacts.js';
import { box, codeText, screen, text, texts, ui } from './ui-artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask for consent: the rule has no appliesTo',
  informational: 'its findings are high or medium, never info',
};

const DEEMED = '登录即代表同意《用户协议》和《隐私政策》';
const NOTICE = '请您仔细阅读《隐私政策》，我们将依法保护您的个人信息';

export const cases: RuleCases = {
  fail: [
    { name: 'signing in means agreeing', artifacts: { Ui: texts(DEEMED) }, messages: ['deemed'] },
    {
      name: 'merely using it does, and registering: one finding a grade',
      artifacts: { Ui: texts('使用本应用即视为您已阅读并同意隐私政策', '注册即表示您同意隐私政策', DEEMED) },
      messages: ['deemed', 'deemed'],
    },
    {
      name: 'in English',
      artifacts: { Ui: texts('By signing up, you agree to our Terms of Service and Privacy Policy') },
      messages: ['deemed'],
    },
    { name: 'in code', artifacts: { Ui: ui({ texts: [codeText(DEEMED, UNKNOWN)] }) }, messages: ['deemed'] },
  ],
  review: [
    {
      name: 'a box must be ticked too',
      artifacts: { Ui: texts(DEEMED, '请先勾选同意用户协议与隐私政策') },
      messages: ['deemed'],
    },
    {
      name: 'a layout has such a box',
      artifacts: { Ui: ui({ texts: [text(DEEMED)], checkBoxes: [box({ checked: false, id: 'cb_agree' })] }) },
      messages: ['deemed'],
    },
    {
      name: 'what is agreed to stands elsewhere',
      artifacts: { Ui: texts('登录即代表你已同意') },
      messages: ['deemed'],
    },
    {
      name: "a login SDK's string",
      artifacts: { Ui: ui({ texts: [text('登录即同意隐私协议', 'ssdk_cmcc_login_argree')] }) },
      messages: ['deemed'],
    },
    {
      name: 'a notice with one answer',
      artifacts: { Ui: ui({ screens: [screen([NOTICE, '我知道了'])] }) },
      messages: ['single'],
    },
    { name: 'another market', market: 'other', artifacts: { Ui: texts(DEEMED) } },
  ],
  pass: [
    {
      name: 'the act is agreeing',
      artifacts: { Ui: texts('点击“同意”即表示您已阅读并同意《隐私政策》，方可继续使用') },
    },
    { name: 'the act is ticking', artifacts: { Ui: texts('勾选后登录，即表示同意隐私政策') } },
    { name: 'terms of service alone', artifacts: { Ui: texts('注册即表示同意《服务协议》') } },
    { name: 'one agrees to nothing', artifacts: { Ui: texts('登录后即可同步收藏', '使用前请阅读隐私政策') } },
    { name: 'two answers', artifacts: { Ui: ui({ screens: [screen([NOTICE, '不同意', '同意'])] }) } },
    {
      name: 'an entry of the settings',
      artifacts: { Ui: ui({ screens: [screen(['隐私政策', '清除缓存', '确定'])] }) },
    },
  ],
  open: [{ name: 'resources were not read', artifacts: { Ui: ui() } }],
};
