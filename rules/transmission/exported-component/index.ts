import { matchLibrary, matchSdk } from '../../../src/data/index.js';
import { componentEvidence, defineRule, nameWords } from '../../../src/rule/index.js';
import type { Component, ManifestModel } from '../../../src/rule/index.js';

/** Words in the name of a component that say that it does or shows something another app has no business with. */
const SENSITIVE = new Set([
  ...['account', 'address', 'admin', 'bank', 'clipboard', 'contact', 'contacts', 'identity', 'location', 'login'],
  ...['message', 'messages', 'mms', 'order', 'orders', 'passwd', 'password', 'pay', 'payment', 'pin', 'profile'],
  ...['recorder', 'signin', 'sms', 'statement', 'transfer', 'user', 'verify', 'wallet', 'withdraw'],
]);

/** Classes that sign-in and payment SDKs call back; they must be exported and check the caller themselves. */
const CALLBACK = /^(?:WX|YX|DD|AP)\w*EntryActivity$|^(?:WX|YX)\w*PayEntryActivity$/u;

/** Actions that only the system may send, or that other apps are meant to send. */
const isPublicAction = (action: string): boolean => /^(?:android|com\.android|com\.google\.android)\./u.test(action);

/** A filter says who is meant to come in: a launcher, a browser, the system. */
function isMeantToBeOpen({ kind, intentFilters }: Component): boolean {
  if (intentFilters.length === 0) return false;
  if (kind === 'receiver' || kind === 'service') {
    return intentFilters.every(({ actions }) => actions.every(isPublicAction));
  }
  return intentFilters.some(({ actions }) => actions.some(isPublicAction));
}

function isSuspect(component: Component, { packageName }: ManifestModel): boolean {
  const { kind, name, effectivelyExported, enabled, permission } = component;
  const simpleName = (component.targetActivity ?? name).split('.').at(-1) ?? '';
  if (kind === 'provider' || !effectivelyExported || !enabled || permission !== undefined) return false;
  if (isMeantToBeOpen(component) || CALLBACK.test(simpleName)) return false;
  if (!name.startsWith(`${packageName}.`) && (matchSdk(name) !== undefined || matchLibrary(name) !== undefined))
    return false;
  return nameWords(simpleName).some((word) => SENSITIVE.has(word));
}

export default defineRule({
  meta: {
    id: 'transmission/exported-component',
    code: 'IPC-003',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    review: true,
    title: { en: 'Sensitive component open to every app', zh: '敏感组件对所有App开放' },
    rationale: {
      en: 'Any app can start an exported component that no permission guards. Its name says that it has to do with accounts, money, messages or location; what it does when another app starts it is for a person to see.',
      zh: '导出且未设置权限的组件可由任何App启动。其名称表明与账号、资金、消息或位置有关，被其他App启动时的行为须人工核查。',
    },
    remedy: {
      en: 'Set android:exported="false" on the component in AndroidManifest.xml, or guard it with an android:permission whose protectionLevel is signature; if it must stay open, check the caller and the sign-in before anything is done or shown.',
      zh: '在AndroidManifest.xml中将该组件的android:exported设为false，或以protectionLevel为signature的android:permission加以保护；确需开放的，应先校验调用方及登录状态。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: {
      open: { en: 'Any app can start the {kind} {name}.', zh: '任何App均可启动{kind}组件{name}。' },
    },
  },
  *check({ Manifest }, ctx) {
    for (const component of Manifest.components) {
      if (!isSuspect(component, Manifest)) continue;
      const data = { kind: component.kind, name: component.name };
      yield ctx.finding('open', [componentEvidence(component)], { data });
    }
  },
});
