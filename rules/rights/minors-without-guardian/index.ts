import { dataTypeCovers, dataTypes } from '../../../src/data/index.js';
import { defineRule, typeNames } from '../../../src/rule/index.js';
import type { ApiCall } from '../../../src/rule/index.js';

/** Types that tell who or where a child is. */
const ABOUT_A_CHILD = [
  'accounts',
  'biometric',
  'calendar',
  'call-log',
  'contacts',
  'device-id',
  'health',
  'identity',
  'installed-apps',
  'location',
  'message-content',
  'phone-number',
  'sms',
];

/** A screen or text for those who look after the child. */
const GUARDIAN = /监护人|家长|父母|爸妈|guardian|parental|your parents?|ask a parent|grown-?ups?/iu;

const readsChild = ({ confidence, dataTypes: types }: ApiCall): boolean =>
  confidence === 'likely' && types.some((type) => ABOUT_A_CHILD.some((group) => dataTypeCovers(group, type)));

/** Calls shown as proof. */
const SHOWN = 5;

export default defineRule({
  meta: {
    id: 'rights/minors-without-guardian',
    code: 'MIN-001',
    category: 'rights',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    market: 'cn',
    title: { en: 'App for children without consent of a guardian', zh: '面向儿童的App未征得监护人同意' },
    rationale: {
      en: "The data of children under 14 may be processed only with a guardian's consent and by rules of their own. The app is for minors and reads personal data; no text and no policy speaks of a guardian.",
      zh: '处理不满十四周岁未成年人个人信息的，应当取得监护人的同意并制定专门的处理规则。App面向未成年人并读取个人信息，界面文案和隐私政策均未提及监护人。',
    },
    remedy: {
      en: 'Ask a guardian for consent before anything is read, add rules for children to the policy, and stop reading what the function does not need.',
      zh: '在收集前征得监护人同意，制定专门的儿童个人信息处理规则，并停止收集业务功能不需要的个人信息。',
    },
    legal: [
      { id: 'pipl', clause: '31' },
      { id: 'methods-2019', clause: 'M3.1' },
    ],
    requires: ['AppContext', 'ApiCalls', 'Ui', 'PolicyPresence'],
    messages: {
      silent: {
        en: 'The app is for minors and reads {types}; nothing speaks of a guardian.',
        zh: 'App面向未成年人并读取{types}，未发现征得监护人同意的内容。',
      },
      remote: {
        en: 'The app is for minors and reads {types}; no text in the package speaks of a guardian, and the policy was not read.',
        zh: 'App面向未成年人并读取{types}，安装包内未发现与监护人有关的内容，且隐私政策未能读取。',
      },
    },
  },
  appliesTo: ({ AppContext }) => AppContext.minors,
  *check({ ApiCalls, Ui, PolicyPresence }, ctx) {
    const calls = ApiCalls.calls.filter(readsChild);
    const told = PolicyPresence.traces.some(({ subjects }) => subjects?.includes('guardian') === true);
    if (told || Ui.texts.some(({ text }) => GUARDIAN.test(text))) return;
    const [first, ...others] = calls.map(({ evidence }) => evidence).slice(0, SHOWN);
    if (first === undefined) return;
    const read = [...new Set(calls.flatMap((call) => call.dataTypes))].sort();
    const sure = PolicyPresence.state === 'none' || PolicyPresence.state === 'read';
    yield ctx.finding(sure ? 'silent' : 'remote', [first, ...others], {
      data: { types: typeNames(read, dataTypes()) },
      dataTypes: read,
      confidence: sure ? 'likely' : 'possible',
    });
  },
});
