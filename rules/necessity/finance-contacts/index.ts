import { category, dataTypes } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, hasCategory, standingOf, typeNames } from '../../../src/rule/index.js';
import type { ApiCall, AppContext } from '../../../src/rule/index.js';

/** Online payment, online lending, investment, mobile banking (2021 provisions, article 5, items 5, 12, 23 and 24). */
const FINANCE = new Set(['C05', 'C12', 'C23', 'C24']);

/** Messages handed to a receiver: a verification code is the usual reason, and there is a way without them. */
const INCOMING = /SmsMessage;->|Sms\$Intents;->getMessagesFromIntent/u;

const categoryOf = ({ category: one }: AppContext) => (one === undefined ? undefined : category(one.id));

const isIncoming = ({ api, kind }: ApiCall): boolean => kind === 'method' && INCOMING.test(api);

export default defineRule({
  meta: {
    id: 'necessity/finance-contacts',
    code: 'NEC-007',
    category: 'necessity',
    since: '0.1.0',
    stage: 'stable',
    severity: 'critical',
    duty: 'K4',
    market: 'cn',
    title: { en: 'A finance app reads contacts, messages or the call log', zh: '金融类App读取通讯录、短信或通话记录' },
    rationale: {
      en: 'Payment, lending, investment and banking need none of these, and lenders have used them to press relatives and friends of debtors.',
      zh: '网络支付、网络借贷、投资理财、手机银行类App的基本功能均不需要此类信息，且通讯录、通话记录曾被用于向债务人亲友催收。',
    },
    remedy: {
      en: 'Remove the call and the permission. Let the user pick one payee with Intent.ACTION_PICK, and read verification codes with the SMS Retriever API.',
      zh: '移除该调用及相应权限；收款人改用Intent.ACTION_PICK由用户选择单个联系人，验证码改用SMS Retriever接口获取。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'necessary-info-2021', clause: '5' },
      { id: 'pipl', clause: '6' },
    ],
    requires: ['ApiCalls', 'AppContext'],
    messages: {
      read: {
        en: '{api} reads personal data in an app of the category «{category}», which needs none of it: {types}.',
        zh: '{category}App通过{api}读取{types}，超出必要范围。',
      },
      incoming: {
        en: '{api} reads incoming messages in an app of the category «{category}»: {types}.',
        zh: '{category}App通过{api}读取收到的短信（{types}）。',
      },
      contextual: {
        en: '{api} reads personal data: {types}. In the category «{category}» that is lawful only for a function the user starts.',
        zh: '{api}读取{types}。{category}App仅可在用户主动使用相关功能时收集。',
      },
    },
  },
  appliesTo: ({ AppContext }) => FINANCE.has(categoryOf(AppContext)?.id ?? ''),
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls, AppContext }, ctx) {
    const record = categoryOf(AppContext);
    if (record === undefined) return;
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('contacts', 'sms', 'call-log'))) {
      const standing = standingOf(call.permissions, record);
      if (call.weak || standing === 'necessary') continue;
      const message = standing === 'contextual' ? 'contextual' : isIncoming(call) ? 'incoming' : 'read';
      yield ctx.finding(message, evidence, {
        data: { category: record.name, api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(message === 'read' ? {} : { severity: message === 'contextual' ? 'low' : 'high' }),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
