import { defineRule, groupCalls, hasCategory } from '../../../src/rule/index.js';

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
      en: 'Contacts, messages and the call log are sensitive personal information, much of it about other people. Few services need them.',
      zh: '通讯录、短信、通话记录属于敏感个人信息,且大量涉及他人。仅少数服务确有必要。',
    },
    remedy: {
      en: 'Let the user pick one contact (Intent.ACTION_PICK) instead of reading all, use the SMS Retriever API for codes, and remove the permission from the manifest. If the service is about them, declare its --category and obtain separate consent.',
      zh: '改用系统选择器(Intent.ACTION_PICK)由用户选择单个联系人,验证码使用SMS Retriever,并移除相应权限;服务本身以此为基本功能的,请以--category声明类别,并取得用户单独同意。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'pipl', clause: '28' },
    ],
    requires: ['ApiCalls', 'AppContext'],
    messages: { read: { en: '{api} reads {types}.', zh: '{api}读取{types}。' } },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('contacts', 'sms', 'call-log'))) {
      yield ctx.finding('read', evidence, {
        data: { api: call.name, types: call.dataTypes.join(', ') },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
