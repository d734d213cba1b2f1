import type { Evidence, UiCheckBox, UiFacts, UiText } from '../../model/index.js';
import { layoutsWith } from '../layouts.js';
import type { Provider, ProviderContext } from '../provider.js';

/**
 * Words of texts that consent, rights and advertising rules judge. Searched as bytes in the string pools, so the list
 * costs one scan; a rule decides what a hit means.
 */
const WORDS = [
  '同意',
  '勾选',
  '隐私',
  '协议',
  '授权',
  '拒绝',
  '注销',
  '删除账号',
  '删除账户',
  '撤回',
  '撤销',
  '个性化',
  '推荐',
  '奖励',
  '红包',
  '积分',
  '身份证',
  '银行卡',
  '人脸',
  '监护人',
  '投诉',
  'agree',
  'consent',
  'privacy',
  'delete account',
  'delete my account',
  'close account',
  'withdraw',
  'personalis',
  'personaliz',
  'opt out',
  'opt-out',
  'guardian',
  'parent',
];

/** Longer texts are documents; they are the policy's matter. */
const MAX_LENGTH = 600;

const CJK = /[\u4e00-\u9fff]/u;

const languageOf = (text: string): UiText['language'] => (CJK.test(text) ? 'zh' : 'en');

function resourceTexts({ apk }: ProviderContext): UiText[] {
  return apk.resources.findStrings(WORDS).flatMap(({ id, name, locale, value }) => {
    if (!/^(?:string|array|plurals)\//u.test(name) || value.length > MAX_LENGTH) return [];
    const resId = `0x${id.toString(16).padStart(8, '0')}`;
    const where = locale === '' ? name : `${name} (${locale})`;
    const evidence: Evidence = { kind: 'resource', entry: 'resources.arsc', resId, name: where, value };
    return [{ text: value, language: languageOf(value), owner: { kind: 'app' } as const, evidence }];
  });
}

/** Texts about policies that stand in the code itself; the sweep looks for no other words there. */
function codeTexts({ facts }: ProviderContext): UiText[] {
  return facts.code.policyTexts.flatMap(({ text, site }) => {
    const place = facts.siteOf(site);
    if (text.length > MAX_LENGTH || place.owner.kind === 'library') return [];
    const evidence: Evidence = { kind: 'code', site: place, text: JSON.stringify(text) };
    return [{ text, language: languageOf(text), owner: place.owner, evidence }];
  });
}

const BOXES = ['CheckBox', 'CheckedTextView', 'Switch', 'RadioButton', 'ToggleButton'];

function checkBoxes({ apk }: ProviderContext): UiCheckBox[] {
  return layoutsWith(apk, BOXES).flatMap(({ entry, views }) =>
    views
      .filter((view) => BOXES.some((box) => view.name.endsWith(box)))
      .map((view) => ({
        layout: entry,
        checked: view.checked,
        text: view.text,
        around: views.filter((other) => other !== view && other.text !== '').map((other) => other.text),
        evidence: { kind: 'manifest', entry, xpath: view.path, text: `<${view.name} android:checked="${view.checked}">` } as const,
      })),
  );
}

const place = (evidence: Evidence): string => JSON.stringify(evidence);

/** What the user is shown, as far as consent, rights and rewards go. */
export const uiProvider: Provider<'Ui'> = (context): UiFacts => {
  if (!context.apk.resourcesComplete) context.incomplete('resources.arsc could not be read');
  const texts = [...resourceTexts(context), ...codeTexts(context)];
  const keyed = texts.map((text) => ({ text, key: place(text.evidence) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { texts: keyed.map(({ text }) => text), checkBoxes: checkBoxes(context) };
};
