import { category } from '../../../src/data/index.js';
import { defineRule, groupCalls, hasCategory } from '../../../src/rule/index.js';

/** Types that a service which needs no personal information must not read for its basic function. */
const BEYOND = [
  'device-id.imei',
  'device-id.meid',
  'device-id.imsi',
  'device-id.iccid',
  'device-id.serial',
  'device-id.mac-wifi',
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
      en: 'For this category the law says that the basic function must work without any personal information.',
      zh: '依据《常见类型移动互联网应用程序必要个人信息范围规定》,该类App无须个人信息即可使用基本功能服务。',
    },
    remedy: {
      en: 'Remove the call, or move it behind an extended function the user starts and consents to.',
      zh: '移除该调用,或将其置于用户主动使用并单独同意的扩展功能之后。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'necessary-info-2021', clause: '5' },
    ],
    requires: ['ApiCalls', 'AppContext'],
    messages: { read: { en: 'Category {category} needs no personal data, and {api} reads {types}.', zh: '{category}无须个人信息,但{api}读取{types}。' } },
  },
  appliesTo: ({ AppContext }) =>
    AppContext.category !== undefined && hasCategory(AppContext) && category(AppContext.category.id)?.zeroInformation === true,
  *check({ ApiCalls, AppContext }, ctx) {
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    if (record === undefined) return;
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to(...BEYOND))) {
      // What an SDK reads is its own matter of consent and disclosure; necessity is judged on the app's own calls.
      if (call.site.owner.kind !== 'app') continue;
      yield ctx.finding('read', evidence, {
        data: { category: record.name, api: call.name, types: call.dataTypes.join(', ') },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
