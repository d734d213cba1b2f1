import { apiName, defineRule, groupCalls } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'permission/undeclared-use',
    code: 'PRM-014',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'info',
    title: { en: 'Protected call without the permission', zh: '调用受保护接口但未声明权限' },
    rationale: {
      en: 'The app calls an interface that a permission protects and does not declare the permission. The call fails and reads nothing, or another edition or a plug-in declares it: worth knowing before release.',
      zh: 'App调用受权限保护的接口但未声明相应权限：调用会失败，不会收集信息；也可能由其他渠道包或插件声明该权限。发布前应予确认。',
    },
    remedy: {
      en: 'Remove the call. If the function is wanted, declare the permission and state its purpose in the policy.',
      zh: '移除该调用；确需该功能的，声明权限，并在隐私政策中说明目的。',
    },
    // No clause: what the system refuses is not collected.
    legal: [],
    requires: ['Permissions', 'ApiCalls'],
    messages: {
      undeclared: {
        en: '{api} needs {permission}, which the manifest does not declare.',
        zh: '{api}需要{permission}权限，但AndroidManifest.xml未声明。',
      },
    },
  },
  *check({ Permissions, ApiCalls }, ctx) {
    const declared = (name: string): boolean => {
      const use = Permissions.get(name);
      return use !== undefined && use.state !== 'undeclared';
    };
    for (const { name, state } of Permissions.uses) {
      if (state !== 'undeclared') continue;
      const calls = ApiCalls.calls.filter(
        ({ permissions, site, reach, weak, confirmedRecord }) =>
          permissions.includes(name) &&
          !permissions.some(declared) &&
          site.owner.kind === 'app' &&
          reach === 'reachable' &&
          confirmedRecord &&
          !weak,
      );
      for (const { call, evidence } of groupCalls(calls)) {
        yield ctx.finding('undeclared', evidence, {
          data: { api: apiName(call), permission: name },
          confidence: 'likely',
        });
      }
    }
  },
});
