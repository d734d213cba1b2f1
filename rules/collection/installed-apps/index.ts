import { defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'collection/installed-apps',
    code: 'NEC-005',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the list of installed apps', zh: '读取已安装应用列表' },
    rationale: {
      en: 'Which apps a person has tells income, health, faith and habits. Regulators name it as collection beyond the service.',
      zh: '已安装应用列表可反映用户的收入、健康、信仰及习惯,监管通报中多次被认定为超范围收集。',
    },
    remedy: {
      en: 'Replace getInstalledPackages/getInstalledApplications by a question about the one package you need (getPackageInfo with a <queries> entry), or remove the call; for an SDK, switch its app-list collection off.',
      zh: '将getInstalledPackages、getInstalledApplications改为仅查询所需的单个应用(getPackageInfo配合<queries>声明)或移除调用;由SDK调用的,关闭其应用列表采集开关。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M2.1' },
      { id: 'methods-2019', clause: 'M4.1' },
    ],
    requires: ['ApiCalls'],
    messages: { read: { en: '{api} reads {types}.', zh: '{api}读取{types}。' } },
  },
  *check({ ApiCalls }, ctx) {
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('installed-apps'))) {
      // A question about one package is no list.
      if (call.weak) continue;
      yield ctx.finding('read', evidence, {
        data: { api: call.name, types: call.dataTypes.join(', ') },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
