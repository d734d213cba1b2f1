import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';
import type { ApiCall, ManifestModel } from '../../../src/rule/index.js';

const CALL_LOG = 'android.permission.READ_CALL_LOG';

/** From Android 9 on the callback's number is empty without READ_CALL_LOG. */
const NUMBER_GATED_SINCE = 28;

function givesNumber({ api }: ApiCall, { permissions, minSdk }: ManifestModel): boolean {
  if (!api.includes(';->onCallStateChanged(ILjava/lang/String;)')) return false;
  return minSdk < NUMBER_GATED_SINCE || permissions.some(({ name }) => name === CALL_LOG);
}

export default defineRule({
  meta: {
    id: 'collection/call-state',
    code: 'SEN-008',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'info',
    title: { en: 'Watches calls', zh: '监听通话状态' },
    rationale: {
      en: "A player pauses when the phone rings: to know that is no harm. The same callback can hand over the caller's number.",
      zh: '播放器在来电时暂停属正常功能，但同一回调也可能包含来电号码。',
    },
    remedy: {
      en: 'To pause, use audio focus, which needs no permission; otherwise name the call state in the policy and do not keep the number.',
      zh: '仅需暂停播放的，使用音频焦点，无需权限；其他情形应在隐私政策中列明，且不保存来电号码。',
    },
    legal: [],
    requires: ['ApiCalls', 'Manifest'],
    messages: {
      state: { en: '{api} tells the app when calls begin and end.', zh: '{api}使App获知通话的开始与结束。' },
      number: { en: '{api} tells the app who calls.', zh: '{api}使App获知来电号码。' },
    },
  },
  *check({ ApiCalls, Manifest }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('call-state'))) {
      if (call.weak || call.confidence !== 'likely') continue;
      yield ctx.finding(givesNumber(call, Manifest) ? 'number' : 'state', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
