import { defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'permission/undeclared-use',
    code: 'PRM-014',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Protected call without the permission', zh: '调用受保护接口但未声明权限' },
    rationale: {
      en: 'The app calls an interface that a permission protects and does not declare the permission: the call fails, or waits for another version or a plug-in that declares it. The manifest then does not tell the user what the code is made to read.',
      zh: 'App调用受权限保护的接口但未声明相应权限:调用将失败,或依赖其他版本、插件声明该权限。清单因而未如实反映代码的收集能力。',
    },
    remedy: {
      en: 'Remove the call, or declare the permission and state its purpose in the policy.',
      zh: '移除该调用;确需使用的,声明权限并在隐私政策中说明目的。',
    },
    legal: [{ id: 'methods-2019', clause: 'M2.3' }],
    requires: ['Permissions', 'ApiCalls'],
    messages: { undeclared: { en: '{api} needs {permission}, which the manifest does not declare.', zh: '{api}需要{permission},清单中未声明。' } },
  },
  *check({ Permissions, ApiCalls }, ctx) {
    for (const { name, state } of Permissions.uses) {
      if (state !== 'undeclared') continue;
      const calls = ApiCalls.calls.filter(
        (call) => call.permissions[0] === name && call.site.owner.kind === 'app' && call.confidence === 'likely',
      );
      const [first, ...others] = calls;
      if (first === undefined) continue;
      const evidence = others.map((call) => call.evidence);
      yield ctx.finding('undeclared', [first.evidence, ...evidence], { data: { api: first.name, permission: name }, confidence: 'likely' });
    }
  },
});
