import { category, dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, hasCategory, standingOf, typeNames } from '../../../src/rule/index.js';

/** Types that a service which needs no personal information must not read for its basic function. */
const BEYOND = [
  'device-id.imei',
  'device-id.meid',
  'device-id.imsi',
  'device-id.iccid',
  'device-id.serial',
  'device-id.mac-wifi',
  'device-id.mac-bluetooth',
  'phone-number',
  'location.precise',
  'location.coarse',
  'contacts',
  'call-log',
  'sms',
  'installed-apps',
];

export default defineRule({
  meta: {
    id: 'necessity/zero-information-category',
    code: 'NEC-002',
    category: 'necessity',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    duty: 'K4',
    market: 'cn',
    title: { en: 'A service that needs no personal data reads some', zh: '无须个人信息即可使用的服务收集个人信息' },
    rationale: {
      en: 'For this category the 2021 provisions say that the basic function must work without any personal information.',
      zh: '依据《常见类型移动互联网应用程序必要个人信息范围规定》，该类App无须个人信息，即可使用基本功能服务。',
    },
    remedy: {
      en: 'Remove the call, or move it behind an extended function that the user starts and consents to.',
      zh: '移除该调用，或仅在用户主动使用扩展功能并同意后调用。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'necessary-info-2021', clause: '5' },
    ],
    requires: ['ApiCalls', 'AppContext'],
    messages: {
      read: {
        en: 'The basic function of «{category}» needs no personal data, and {api} reads: {types}.',
        zh: '{category}App无须个人信息即可使用基本功能服务，但{api}读取{types}。',
      },
      contextual: {
        en: '{api} reads: {types}. In the category «{category}» that is lawful only for a function the user starts.',
        zh: '{api}读取{types}。{category}App仅可在用户主动使用相关扩展功能时收集。',
      },
    },
  },
  appliesTo: ({ AppContext }) =>
    AppContext.category !== undefined &&
    hasCategory(AppContext) &&
    category(AppContext.category.id)?.zeroInformation === true,
  *check({ ApiCalls, AppContext }, ctx) {
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    if (record === undefined) return;
    for (const { call, evidence } of groupCalls(ApiCalls.to(...BEYOND))) {
      // What an SDK reads is its own matter of consent and disclosure; necessity is judged on the app's own calls.
      if (call.site.owner.kind !== 'app' || call.weak) continue;
      const standing = standingOf(call.permissions, record);
      if (standing === 'necessary') continue;
      yield ctx.finding(standing === 'contextual' ? 'contextual' : 'read', evidence, {
        data: { category: record.name, api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        // An extended function is lawful with consent (article 4): shown, and light in the balance.
        ...(standing === 'contextual' ? { severity: 'low' } : {}),
      });
    }
  },
});
