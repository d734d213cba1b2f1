import type { Evidence, UiCheckBox, UiFacts, UiScreen, UiText } from '../../model/index.js';
import type { LayoutView } from '../../apk/index.js';
import { mentionsPolicy } from '../../policy/index.js';
import { asInPool, asReference, layoutsHolding, type Layout } from '../layouts.js';
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
  '信用卡',
  '储蓄卡',
  '人脸',
  '定向',
  '程序化',
  '监护人',
  '家长',
  '投诉',
  '注册',
  '忘记密码',
  '找回密码',
  '销户',
  '即代表',
  '即表示',
  '即视为',
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
  'interest-based',
  'guardian',
  'parent',
  'sign up',
  'create account',
  'create an account',
  'forgot password',
  'forgot your password',
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

/** Texts that stand in the code itself; the sweep looks for fewer words there. */
function codeTexts({ facts }: ProviderContext): UiText[] {
  return [...facts.code.policyTexts, ...facts.code.uiTexts].flatMap(({ text, site }) => {
    const place = facts.siteOf(site);
    if (text.length > MAX_LENGTH || place.owner.kind === 'library') return [];
    const evidence: Evidence = { kind: 'code', site: place, text: JSON.stringify(text) };
    return [{ text, language: languageOf(text), owner: place.owner, evidence }];
  });
}

const BOXES = ['CheckBox', 'CheckedTextView', 'Switch', 'RadioButton', 'ToggleButton'];

const isBox = ({ name }: LayoutView): boolean => BOXES.some((box) => name.endsWith(box));

const parentOf = ({ path }: LayoutView): string => path.slice(0, path.lastIndexOf('/'));

/** Texts a reader takes for the box's caption: one before and three after it, under the same parent. */
function beside(box: LayoutView, views: readonly LayoutView[]): string[] {
  const siblings = views.filter((view) => view === box || (view.text !== '' && parentOf(view) === parentOf(box)));
  const at = siblings.indexOf(box);
  return [...siblings.slice(Math.max(0, at - 1), at), ...siblings.slice(at + 1, at + 4)].map(({ text }) => text);
}

const viewEvidence = (entry: string, { name, path }: LayoutView, attribute: string): Evidence => ({
  kind: 'manifest',
  entry,
  xpath: path,
  text: `<${name} ${attribute}>`,
});

function checkBoxesOf({ entry, views }: Layout): UiCheckBox[] {
  return views.filter(isBox).map((view) => ({
    layout: entry,
    view: view.name,
    id: view.id,
    checked: view.checked,
    text: view.text,
    around: views.filter((other) => other !== view && other.text !== '').map((other) => other.text),
    beside: beside(view, views),
    evidence: viewEvidence(entry, view, `android:checked="${view.checked}"`),
  }));
}

/** References searched for in layouts; no app names its policy more often. */
const MAX_REFERENCES = 24;

/** Layouts that speak of the policy: in a text of their own, or by reference to a string that does. */
function screens({ apk }: ProviderContext, texts: readonly UiText[]): UiScreen[] {
  const ids = texts.flatMap(({ text, evidence }) =>
    evidence.kind === 'resource' && mentionsPolicy(text) ? [Number(evidence.resId)] : [],
  );
  const references = [...new Set(ids)].slice(0, MAX_REFERENCES).map(asReference);
  const layouts = layoutsHolding(apk, [...asInPool('隐私'), ...asInPool('rivacy'), ...references]);
  return layouts.flatMap(({ entry, views }) => {
    const view = views.find(({ text }) => mentionsPolicy(text));
    if (view === undefined) return [];
    const written = views.map(({ text }) => text).filter((text) => text !== '');
    const evidence = viewEvidence(entry, view, `android:text=${JSON.stringify(view.text.slice(0, 120))}`);
    return [{ layout: entry, texts: written, hasCheckBox: views.some(isBox), evidence }];
  });
}

const place = (evidence: Evidence): string => JSON.stringify(evidence);

/** What the user is shown, as far as consent, rights and rewards go. */
export const uiProvider: Provider<'Ui'> = (context): UiFacts => {
  if (!context.apk.resourcesComplete) context.incomplete('resources.arsc could not be read');
  const texts = [...resourceTexts(context), ...codeTexts(context)];
  const keyed = texts.map((text) => ({ text, key: place(text.evidence) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const boxes = layoutsHolding(context.apk, BOXES.flatMap(asInPool)).flatMap(checkBoxesOf);
  return { texts: keyed.map(({ text }) => text), checkBoxes: boxes, screens: screens(context, texts) };
};
