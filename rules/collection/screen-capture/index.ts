import { apiName, defineRule, groupCalls, hasCategory } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/screen-capture',
    code: 'SEN-007',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Captures the screen', zh: '录制或截取屏幕' },
    rationale: {
      en: 'What is on the screen belongs to every app the user opens: messages, balances, codes. A recording takes it all.',
      zh: '屏幕内容涉及用户打开的所有App，包括聊天、余额、验证码，录屏可全部获取。',
    },
    remedy: {
      en: 'Remove the use of MediaProjection, or start it only when the user starts a recording, show that it runs, and stop it when the recording ends.',
      zh: '移除MediaProjection；确需录屏的，仅在用户主动开始时启动，持续提示，并在结束时停止。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls', 'AppContext'],
    messages: {
      capture: { en: '{api} captures the screen, other apps included.', zh: '{api}获取屏幕内容（含其他App）。' },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('screen-content'))) {
      // Copying the app's own window is no capture of the screen: the table calls it weak.
      if (call.weak) continue;
      yield ctx.finding('capture', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
