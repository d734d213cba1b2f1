import { category, dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, hasCategory, standingOf, typeNames } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/contacts-sms-calllog',
    code: 'SEN-002',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Reads contacts, messages or the call log', zh: '读取通讯录、短信或通话记录' },
    rationale: {
      en: 'Contacts, messages and the call log count as sensitive (GB/T 35273, annex B), and much of what they hold is about other people. Few services need them.',
      zh: '通讯录、短信、通话记录属于GB/T 35273附录B所列的个人敏感信息，且大量涉及他人，仅少数服务确有必要收集。',
    },
    remedy: {
      en: 'Let the user pick one contact (Intent.ACTION_PICK) instead of reading the address book, use the SMS Retriever API for verification codes, and remove the permission from the manifest. If the service is about this data, declare its --category and obtain separate consent.',
      zh: '改用系统联系人选择器（Intent.ACTION_PICK）由用户选择单个联系人，验证码改用SMS Retriever接口获取，并从清单中移除相应权限；服务本身以此为基本功能的，请以--category声明类别，并取得用户单独同意。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'pipl', clause: '6' },
    ],
    requires: ['ApiCalls', 'AppContext'],
    messages: {
      read: { en: '{api} reads personal data: {types}.', zh: '{api}读取{types}。' },
      contextual: {
        en: '{api} reads personal data: {types}. In this category it is lawful only for a function the user starts.',
        zh: '{api}读取{types}。该类别仅可在用户主动使用相关功能时收集。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls, AppContext }, ctx) {
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('contacts', 'sms', 'call-log'))) {
      const standing = standingOf(call.permissions, record);
      if (standing === 'necessary') continue;
      yield ctx.finding(standing === 'contextual' ? 'contextual' : 'read', evidence, {
        data: { api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(standing === 'contextual' ? { severity: 'info' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
