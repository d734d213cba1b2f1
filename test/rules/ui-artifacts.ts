import type {
  Evidence,
  Owner,
  PolicyPresence,
  PolicySubject,
  PolicyTrace,
  SdkUse,
  SecretUse,
  UiCheckBox,
  UiFacts,
  UiScreen,
  UiText,
} from '../../src/model/index.js';
import { APP, site } from './artifacts.js';

/** Hand-made artifacts for rules about texts, rights and SDKs, with the values a real app would give. */

const inStrings = (name: string, value: string): Evidence => ({
  kind: 'resource',
  entry: 'resources.arsc',
  resId: '0x7f0e0021',
  name: `string/${name}`,
  value,
});

/** A string resource; the name is the developer's or the SDK's. */
export function text(value: string, name = 'login_hint'): UiText {
  const language = /[\u4e00-\u9fff]/u.test(value) ? 'zh' : 'en';
  return { text: value, language, owner: APP, evidence: inStrings(name, value) };
}

/** The same in code. */
export function codeText(value: string, owner: Owner = APP): UiText {
  return { ...text(value), owner, evidence: { kind: 'code', site: site(owner), text: JSON.stringify(value) } };
}

export function box(over: Partial<UiCheckBox> = {}): UiCheckBox {
  const layout = 'res/layout/activity_login.xml';
  const evidence: Evidence = {
    kind: 'manifest',
    entry: layout,
    xpath: '/LinearLayout/CheckBox[1]',
    text: '<CheckBox android:checked="true">',
  };
  return { layout, view: 'CheckBox', id: '', checked: true, text: '', around: [], beside: [], evidence, ...over };
}

export function screen(texts: readonly string[], hasCheckBox = false): UiScreen {
  const layout = 'res/layout/dialog_privacy.xml';
  const xpath = '/LinearLayout/TextView[1]';
  const evidence: Evidence = { kind: 'manifest', entry: layout, xpath, text: '<TextView android:text="…">' };
  return { layout, texts, hasCheckBox, evidence };
}

export const ui = (over: Partial<UiFacts> = {}): UiFacts => ({ texts: [], checkBoxes: [], screens: [], ...over });

export const texts = (...values: string[]): UiFacts => ui({ texts: values.map((value) => text(value)) });

/** A policy that was read and speaks of these matters. */
export function policyRead(...subjects: PolicySubject[]): PolicyPresence {
  const evidence: Evidence = {
    kind: 'file',
    entry: 'assets/privacy.html',
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  };
  const trace: PolicyTrace = { kind: 'text', language: 'zh', length: 4200, score: 1, subjects, owner: APP, evidence };
  return { state: 'read', traces: [trace], declared: false };
}

/** A link, or a mere mention, in a string. */
export function policyTrace(kind: 'url' | 'mention', value: string, owner: Owner = APP): PolicyTrace {
  const evidence = inStrings('privacy', value);
  return { kind, score: 0, owner, evidence, ...(kind === 'url' ? { url: value } : {}) };
}

const VENDORS = {
  'umeng-analytics': ['analytics', '友盟', 'Umeng'],
  'umeng-common': ['analytics', '友盟', 'Umeng'],
  'baidu-mtj': ['analytics', '百度', 'Baidu'],
  talkingdata: ['analytics', '腾云天下', 'TalkingData'],
  'tencent-gdt': ['ads', '腾讯', 'Tencent'],
  pangle: ['ads', '字节跳动', 'ByteDance'],
  'kuaishou-ad': ['ads', '快手', 'Kuaishou'],
  'google-admob': ['ads', '谷歌', 'Google'],
  jpush: ['push', '极光', 'Aurora'],
} as const;

export function sdkUse(id: keyof typeof VENDORS, over: Partial<SdkUse> = {}): SdkUse {
  const [kind, zh, en] = VENDORS[id];
  return {
    id,
    name: { en: id, zh },
    vendor: { en, zh },
    kind,
    evidence: 'initialised',
    recipient: true,
    dataTypes: [],
    matchedBy: [`class prefix com.${id.replace('-', '.')}`],
    sites: [],
    ...over,
  };
}

/** AppSecret in the manifest of a made-up app. */
export function secret(over: Partial<SecretUse> = {}): SecretUse {
  const shown = '0123ab… (32 characters)';
  const evidence: Evidence = {
    kind: 'manifest',
    entry: 'AndroidManifest.xml',
    xpath: '/manifest/application/meta-data[1]',
    text: `<meta-data android:name="WX_APPSECRET" android:value="${shown}">`,
  };
  return { kind: 'wechat-secret', service: 'WeChat', shown, owner: APP, evidence, ...over };
}
