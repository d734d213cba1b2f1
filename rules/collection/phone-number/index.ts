import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/phone-number',
    code: 'DEV-009',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the phone number from the SIM', zh: '读取SIM卡手机号码' },
    rationale: {
      en: "The number names the person. A user who registers types it, or logs in with one tap at the operator's page; reading it from the SIM does neither.",
      zh: '手机号码可直接识别个人。用户注册时会自行填写，或通过运营商一键登录授权，无需从SIM卡读取。',
    },
    remedy: {
      en: "Remove getLine1Number/getNumber and READ_PHONE_NUMBERS or READ_PHONE_STATE; let the user type the number, or use the Phone Number Hint or the operator's one-tap login.",
      zh: '移除getLine1Number、getNumber调用及READ_PHONE_NUMBERS、READ_PHONE_STATE权限；由用户填写，或使用运营商一键登录。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls'],
    messages: {
      read: { en: '{api} reads the phone number.', zh: '{api}读取手机号码。' },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('phone-number'))) {
      // A string or a weak record names a place where a number may be; only a call reads it.
      if (call.weak || call.kind === 'string') continue;
      yield ctx.finding('read', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
