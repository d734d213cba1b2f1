import { defineRule, hasCategory, permissionEvidence } from '../../../src/rule/index.js';

const PERMISSION = 'android.permission.MANAGE_EXTERNAL_STORAGE';

export default defineRule({
  meta: {
    id: 'permission/all-files-access',
    code: 'PRM-008',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Access to all files', zh: '申请所有文件访问权限' },
    rationale: {
      en: 'MANAGE_EXTERNAL_STORAGE opens every file on shared storage: photos, documents, downloads of other apps.',
      zh: 'MANAGE_EXTERNAL_STORAGE可访问共享存储中的全部文件,包括照片、文档及其他应用的下载内容。',
    },
    remedy: {
      en: 'Remove MANAGE_EXTERNAL_STORAGE; use the photo picker, the Storage Access Framework or MediaStore.',
      zh: '移除MANAGE_EXTERNAL_STORAGE,改用照片选择器、存储访问框架(SAF)或MediaStore。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: { declared: { en: 'The manifest asks for {permission}.', zh: 'AndroidManifest.xml申请了{permission}。' } },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest }, ctx) {
    for (const use of Manifest.permissions) {
      if (use.name !== PERMISSION) continue;
      yield ctx.finding('declared', [permissionEvidence(use)], { data: { permission: use.name } });
    }
  },
});
