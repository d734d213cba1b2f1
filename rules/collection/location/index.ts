import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/location',
    code: 'LOC-005',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'info',
    title: { en: 'Reads the location', zh: '读取位置信息' },
    rationale: {
      en: 'A list of the places that read the location: what the policy must name and what a reviewer wants to see first.',
      zh: '列出读取位置的代码，便于核对隐私政策并开展人工核查。',
    },
    remedy: {
      en: 'Nothing to change by itself: name the location and its purpose in the policy, and read it only while the function is in use.',
      zh: '本项无需整改；应在隐私政策中列明位置信息及其目的，并仅在使用相关功能时读取。',
    },
    legal: [],
    requires: ['ApiCalls'],
    messages: {
      read: { en: '{api} reads the location.', zh: '{api}读取位置信息。' },
    },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('location.precise', 'location.coarse'))) {
      if (call.weak || call.confidence !== 'likely') continue;
      yield ctx.finding('read', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
