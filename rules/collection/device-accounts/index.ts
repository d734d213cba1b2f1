import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/device-accounts',
    code: 'DEV-010',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Lists the accounts on the device', zh: '读取设备账户列表' },
    rationale: {
      en: 'The accounts of a device are mail addresses and user names at other services: they name the person.',
      zh: '设备账户通常为邮箱地址或其他服务的用户名，可识别个人。',
    },
    remedy: {
      en: 'Replace getAccounts by AccountManager.newChooseAccountIntent, where the user picks one, and remove GET_ACCOUNTS.',
      zh: '将getAccounts改为由用户选择的AccountManager.newChooseAccountIntent，并移除GET_ACCOUNTS权限。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls'],
    messages: {
      all: { en: '{api} lists every account on the device.', zh: '{api}读取设备上的全部账户。' },
      kind: {
        en: '{api} lists the accounts of one kind, perhaps its own.',
        zh: '{api}读取某一类型的账户，可能仅为自身账户。',
      },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('accounts.device'))) {
      // getUserData and the like ask one account that the app already holds.
      if (call.weak || !/->getAccounts(?:ByType\w*)?\(/u.test(call.api)) continue;
      const all = /->getAccounts\(/u.test(call.api);
      yield ctx.finding(all ? 'all' : 'kind', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(all ? {} : { severity: 'info' }),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
