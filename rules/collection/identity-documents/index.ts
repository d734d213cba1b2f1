import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory } from '../../../src/rule/index.js';
import type { AppContext, Evidence, SdkUse, UiText } from '../../../src/rule/index.js';

/** Longer texts are agreements and help pages that speak of documents; a prompt is short. */
const MAX_PROMPT = 30;

const PROMPTS = [
  /(?:输入|填写|上传|拍摄|扫描|绑定|添加).{0,8}(?:身份证|银行卡|信用卡|储蓄卡)/u,
  /(?:身份证|银行卡|信用卡|储蓄卡)(?:号码|号|正面|反面|人像面|国徽面|照片)/u,
  /(?:enter|scan|upload|photo of|add|bind).{0,20}\b(?:id card|identity card|bank card|credit card|card number)/iu,
  /\b(?:id card|identity card|bank card|credit card) (?:number|no\.?|photo|front|back)/iu,
];

/** A statement that it is not needed, or a message that an entry is wrong, is no request of its own. */
const NO_REQUEST = /无需|不需要|不会|请勿|有误|错误|不正确|格式|失败|\bnot\b|\bnever\b|invalid|incorrect|wrong/iu;

const DOCUMENT_TYPES = new Set(['identity.id-image', 'identity.id-number', 'financial.bank-card']);

const isPrompt = ({ text, owner }: UiText): boolean =>
  owner.kind === 'app' &&
  text.length <= MAX_PROMPT &&
  !NO_REQUEST.test(text) &&
  PROMPTS.some((prompt) => prompt.test(text));

const readsDocuments = ({ kind, dataTypes, addedByPacker }: SdkUse): boolean =>
  addedByPacker !== true && (kind === 'ocr' || dataTypes.some((type) => DOCUMENT_TYPES.has(type)));

const isUsed = ({ evidence }: SdkUse): boolean => evidence !== 'present' && evidence !== 'trace';

/** The category's basic function needs documents: their collection is then a matter of consent, not of this rule. */
function needsDocuments({ category: one }: AppContext): boolean {
  const necessary = one === undefined ? [] : (category(one.id)?.necessary ?? []);
  return necessary.some(({ type }) => DOCUMENT_TYPES.has(type));
}

export default defineRule({
  meta: {
    id: 'collection/identity-documents',
    code: 'SEN-005',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Asks for ID card or bank card', zh: '收集身份证或银行卡信息' },
    rationale: {
      en: 'An ID number or a bank card number lets others act as the person. The law asks for a specific purpose and separate consent.',
      zh: '身份证号、银行卡号一旦泄露，可被用于冒用身份或盗取资金，须有特定目的并取得单独同意。',
    },
    remedy: {
      en: 'Beside the field or before the camera opens, say what the document is for and obtain separate consent; remove the field where the law or the payment does not demand it.',
      zh: '在输入框旁或打开摄像头前告知用途，并取得单独同意；法律或支付并不要求的，移除该输入项。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M2.3' },
      { id: 'pipl', clause: '28' },
      { id: 'pipl', clause: '29' },
    ],
    requires: ['Ui', 'Sdks', 'AppContext'],
    messages: {
      field: { en: 'The app asks for it: «{text}».', zh: '界面要求提供：“{text}”。' },
      sdk: {
        en: 'The SDK {sdk} of {vendor} reads documents with the camera.',
        zh: 'App集成{vendor}的证件识别SDK：{sdk}。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Ui, Sdks, AppContext }, ctx) {
    const more = needsDocuments(AppContext) ? ({ severity: 'info' } as const) : {};
    const prompts = new Map<string, Evidence[]>();
    for (const { text, evidence } of Ui.texts.filter(isPrompt)) {
      prompts.set(text, [...(prompts.get(text) ?? []), evidence]);
    }
    for (const [text, [first, ...others]] of prompts) {
      if (first !== undefined) yield ctx.finding('field', [first, ...others], { data: { text }, ...more });
    }
    for (const use of Sdks.sdks.filter(readsDocuments)) {
      const evidence: Evidence = { kind: 'sdk', sdkId: use.id, matchedBy: use.matchedBy[0] ?? use.id };
      yield ctx.finding('sdk', [evidence], {
        data: { sdk: use.name, vendor: use.vendor },
        sdk: use.id,
        confidence: isUsed(use) ? 'likely' : 'possible',
        ...more,
      });
    }
  },
});
