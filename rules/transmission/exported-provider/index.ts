import { componentEvidence, defineRule, nameWords } from '../../../src/rule/index.js';
import type { Component, ManifestModel } from '../../../src/rule/index.js';

/** Words in the name of a provider that say it holds data about people. */
const PERSONAL = new Set([
  ...['account', 'accounts', 'address', 'addresses', 'bank', 'call', 'calls', 'calllog', 'card', 'chat', 'contact'],
  ...['contacts', 'conversation', 'health', 'history', 'im', 'location', 'locations', 'message', 'messages', 'mms'],
  ...['order', 'orders', 'patient', 'patients', 'payment', 'person', 'phone', 'photo', 'photos', 'profile', 'profiles'],
  ...['sms', 'student', 'students', 'token', 'tokens', 'track', 'tracks', 'user', 'users', 'wallet'],
]);

/** The last part of the class name and what an authority says beyond the package name. */
function ownWords({ name, authorities }: Component, { packageName }: ManifestModel): string[] {
  const authority = authorities.map((one) => one.replace(`${packageName}.`, '').split('.').at(-1) ?? '');
  return [name.split('.').at(-1) ?? '', ...authority].flatMap(nameWords);
}

/** A permission the app itself defines as normal: every app that asks gets it. */
function isOpen(permission: string | undefined, { customPermissions }: ManifestModel): boolean {
  if (permission === undefined) return true;
  const defined = customPermissions.find(({ name }) => name === permission);
  return defined?.protectionLevel.split('|').includes('normal') === true;
}

export default defineRule({
  meta: {
    id: 'transmission/exported-provider',
    code: 'IPC-002',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Content provider open to every app', zh: '内容提供者对所有App开放' },
    rationale: {
      en: 'Any app on the device can query an exported provider without a permission, and takes what it serves without the user knowing.',
      zh: '内容提供者导出且未设置权限时，设备上任何App均可在用户不知情的情况下查询其数据。',
    },
    remedy: {
      en: 'Set android:exported="false" on the <provider>, or guard it with android:readPermission and android:writePermission whose protectionLevel is signature; hand out single items with grantUriPermissions.',
      zh: '将该<provider>的android:exported设为false，或以protectionLevel为signature的android:readPermission、android:writePermission加以保护；需对外提供单项内容的，使用grantUriPermissions临时授权。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: {
      personal: {
        en: 'Any app can read {name} ({authority}), and its name says that it holds personal data.',
        zh: '任何App均可读取{name}（{authority}），且其名称表明存有个人信息。',
      },
      open: {
        en: 'Any app can read {name} ({authority}); what it serves is for a person to see.',
        zh: '任何App均可读取{name}（{authority}），其提供的内容须人工核查。',
      },
    },
  },
  *check({ Manifest }, ctx) {
    for (const component of Manifest.components) {
      if (component.kind !== 'provider' || !component.effectivelyExported || !component.enabled) continue;
      if (!isOpen(component.readPermission ?? component.permission, Manifest)) continue;
      const personal = ownWords(component, Manifest).some((word) => PERSONAL.has(word));
      yield ctx.finding(personal ? 'personal' : 'open', [componentEvidence(component)], {
        data: { name: component.name, authority: component.authorities.join(';') },
        confidence: personal ? 'likely' : 'possible',
      });
    }
  },
});
