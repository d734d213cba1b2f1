import { defineRule } from '../../../src/rule/index.js';
import type { Evidence, UiCheckBox, UiFacts, UiScreen, UiText } from '../../../src/rule/index.js';

/** Something the user does for another purpose, then «that is», then agreeing. */
const DEEMED_ZH =
  /(?:登录|登陆|注册|使用|继续|进入|打开|下载|安装|下一步|提交|完成)[^。；！!\n]{0,24}?(?:即|则|就|将)(?:代表|表示|视为|视作|表明|意味着|默认|等于)?[^。；！!\n]{0,12}?(?:同意|接受)/u;
const DEEMED_EN =
  /\bby (?:logging in|signing (?:in|up)|registering|creating an account|continuing|using|downloading|installing|proceeding)\b[^.]{0,80}?\b(?:agree|accept|consent)/iu;

/** The act named is agreeing itself: a button «agree» or a box to tick. */
const EXPLICIT =
  /点击[^。]{0,8}(?:同意|接受)|勾选|\b(?:tap|click|press|tick|check)\w*\b[^.]{0,20}\b(?:agree|accept|box)\b/iu;

const PERSONAL = /隐私|个人信息|privacy|personal (?:data|information)/iu;
const TERMS = /协议|条款|规则|terms|agreement|conditions/iu;

/** Merely using or installing the app: no act at all. */
const MERE_USE = /(?:使用|进入|打开|下载|安装)[^。；]{0,24}?(?:即|则|就|将)|\bby (?:using|downloading|installing)/iu;

/** The app asks for a tick before it goes on. */
const ASKS_TO_TICK = /(?:请|需)[^。]{0,8}(?:勾选|阅读并同意|同意)|未勾选|please (?:tick|check|agree|accept)/iu;

const AGREES = /同意|接受|已阅读|\b(?:agree|accept|consent)\b/iu;
const AGREEMENT_NAME = /agree|privacy|policy|protocol|consent|xieyi|yinsi/iu;

/** Names of strings that one-key login and sharing SDKs bring: the app may never show them. */
const SDK_STRING = /^string\/(?:ssdk|smssdk|umcsdk|umeng|jverification|authsdk|shanyan|cmcc|ctcc|cucc|com_)/u;

const namedAfterSdk = ({ evidence }: UiText): boolean => evidence.kind === 'resource' && SDK_STRING.test(evidence.name);

const isDeemed = ({ text }: UiText): boolean =>
  (DEEMED_ZH.test(text) || DEEMED_EN.test(text)) &&
  !EXPLICIT.test(text) &&
  // Terms of service alone are a contract; a text that names nothing may stand before a link to the policy.
  (PERSONAL.test(text) || !TERMS.test(text));

const isConsentBox = ({ text, beside, id }: UiCheckBox): boolean =>
  [text, ...beside].some((one) => AGREES.test(one)) || AGREEMENT_NAME.test(id);

const asksToTick = ({ texts, checkBoxes }: UiFacts): boolean =>
  texts.some(({ text }) => ASKS_TO_TICK.test(text)) || checkBoxes.some(isConsentBox);

type Grade = 'use' | 'act' | 'maybe';

function gradeOf(text: UiText, ticks: boolean): Grade {
  if (ticks || namedAfterSdk(text) || !PERSONAL.test(text.text)) return 'maybe';
  return MERE_USE.test(text.text) ? 'use' : 'act';
}

const ANSWER =
  /^(?:我知道了|知道了|好的?|确定|确认|同意|我同意|同意并继续|继续|ok|got it|i? ?agree|accept|continue)$/iu;
const REFUSAL =
  /不同意|拒绝|不再?使用|退出|取消|暂不|仅浏览|基本功能|disagree|decline|reject|cancel|exit|quit|no thanks|not now|deny/iu;

/** Shorter texts about the policy are entries of a menu. */
const NOTICE_LENGTH = 15;

/** A notice about the policy with one answer and none that refuses, as far as the layout tells. */
const hasSingleAnswer = ({ texts, hasCheckBox }: UiScreen): boolean =>
  !hasCheckBox &&
  texts.some((text) => text.length >= NOTICE_LENGTH && PERSONAL.test(text)) &&
  texts.some((text) => ANSWER.test(text.trim())) &&
  !texts.some((text) => REFUSAL.test(text));

const GRADES = {
  use: { severity: 'high', confidence: 'likely' },
  act: { severity: 'medium', confidence: 'likely' },
  maybe: { severity: 'medium', confidence: 'possible' },
} as const;

export default defineRule({
  meta: {
    id: 'consent/deemed-consent',
    code: 'CON-006',
    category: 'consent',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    duty: 'K2',
    market: 'cn',
    title: { en: 'Consent is deemed given', zh: '以登录、使用等行为视为同意' },
    rationale: {
      en: 'Signing in, going on or using the app is done for its own sake. To take it for consent to the privacy policy is not explicit consent.',
      zh: '登录、继续、使用等操作有其自身目的，将其视为同意隐私政策，属于以非明示方式征求同意。',
    },
    remedy: {
      en: 'Change the string: put an unticked box «I have read and agree to the privacy policy» before it, or a dialog with «agree» and «disagree», and drop «…means you agree».',
      zh: '修改该文案：改为由用户主动勾选“我已阅读并同意《隐私政策》”，或弹窗提供“同意”“不同意”两个选项，不再使用“即表示同意”等表述。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.4' },
      { id: 'pipl', clause: '14' },
    ],
    requires: ['Ui'],
    messages: {
      deemed: {
        en: 'A text of the user interface takes another act for consent: «{text}».',
        zh: '界面文案将其他操作视为同意：“{text}”。',
      },
      single: {
        en: 'The notice about the policy in {layout} can only be accepted: no text of the layout refuses.',
        zh: '{layout}中的隐私政策提示仅提供接受选项，布局中没有拒绝选项。',
      },
    },
  },
  *check({ Ui }, ctx) {
    const ticks = asksToTick(Ui);
    const groups = new Map<Grade, [UiText, ...UiText[]]>();
    for (const text of Ui.texts.filter(isDeemed)) {
      const grade = gradeOf(text, ticks);
      const group = groups.get(grade);
      if (group) group.push(text);
      else groups.set(grade, [text]);
    }
    for (const [grade, [first, ...others]] of groups) {
      const evidence: [Evidence, ...Evidence[]] = [first.evidence, ...others.map((one) => one.evidence)];
      yield ctx.finding('deemed', evidence, { data: { text: first.text.slice(0, 80) }, ...GRADES[grade] });
    }
    for (const { layout, evidence } of Ui.screens.filter(hasSingleAnswer))
      yield ctx.finding('single', [evidence], { data: { layout }, confidence: 'possible' });
  },
});
