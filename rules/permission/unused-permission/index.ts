import { defineRule, permissionEvidence } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'permission/unused-permission',
    code: 'PRM-001',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Dangerous permission that no code needs', zh: '申请了未使用的敏感权限' },
    rationale: {
      en: 'A permission nobody uses is one the service does not need. It often comes with a library through manifest merging.',
      zh: '未被使用的权限即非业务所必需,常由第三方库在清单合并时带入。',
    },
    remedy: {
      en: 'Delete the line from AndroidManifest.xml; if a library merges it in, remove it with tools:node="remove".',
      zh: '从AndroidManifest.xml中删除该行;由第三方库合并带入的,使用tools:node="remove"移除。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'Permissions'],
    messages: { unused: { en: 'No call in the code needs {permission}.', zh: '代码中未见需要{permission}的调用。' } },
  },
  *check({ Manifest, Permissions }, ctx) {
    for (const { name, level, state } of Permissions.uses) {
      if (level !== 'dangerous' || state !== 'unused') continue;
      const use = Manifest.permissions.find((one) => one.name === name);
      if (use === undefined) continue;
      yield ctx.finding('unused', [permissionEvidence(use)], { data: { permission: name }, confidence: 'likely' });
    }
  },
});
