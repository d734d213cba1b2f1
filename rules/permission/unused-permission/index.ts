import { permissionLevel } from '../../../src/data/index.js';
import { defineRule, permissionLines } from '../../../src/rule/index.js';

/** Runtime permissions begin with this API level; what older platforms called dangerous (INTERNET) was another thing. */
const RUNTIME_PERMISSIONS = 23;

/** Files on shared storage are opened by path, through calls that need no permission elsewhere: silence proves nothing. */
const BY_PATH = new Set([
  'android.permission.READ_EXTERNAL_STORAGE',
  'android.permission.WRITE_EXTERNAL_STORAGE',
  'android.permission.READ_MEDIA_AUDIO',
  'android.permission.READ_MEDIA_IMAGES',
  'android.permission.READ_MEDIA_VIDEO',
]);

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
      zh: '未被使用的权限即非服务所必需，常因清单合并由第三方库带入。',
    },
    remedy: {
      en: 'Delete the line from AndroidManifest.xml; if a library merges it in, remove it with tools:node="remove".',
      zh: '从AndroidManifest.xml中删除该行；由第三方库合并带入的，使用tools:node="remove"移除。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    // ApiCalls: silence over code that was not read is no proof of disuse.
    requires: ['Manifest', 'Permissions', 'ApiCalls'],
    messages: {
      unused: { en: 'No call in the code needs {permission}.', zh: '代码中未发现需要{permission}权限的调用。' },
    },
  },
  *check({ Manifest, Permissions }, ctx) {
    for (const { name, state } of Permissions.uses) {
      if (state !== 'unused' || BY_PATH.has(name)) continue;
      if (permissionLevel(name, Math.max(RUNTIME_PERMISSIONS, Manifest.targetSdk)) !== 'dangerous') continue;
      const evidence = permissionLines(Manifest, name);
      if (evidence === undefined) continue;
      yield ctx.finding('unused', evidence, { data: { permission: name }, confidence: 'likely' });
    }
  },
});
