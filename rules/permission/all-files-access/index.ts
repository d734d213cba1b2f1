import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

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
      zh: 'MANAGE_EXTERNAL_STORAGE可访问共享存储中的全部文件，包括照片、文档及其他应用下载的内容。',
    },
    remedy: {
      en: 'Remove MANAGE_EXTERNAL_STORAGE; use the photo picker, the Storage Access Framework or MediaStore.',
      zh: '移除MANAGE_EXTERNAL_STORAGE，改用照片选择器、存储访问框架（SAF）或MediaStore。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: {
      declared: { en: 'The manifest asks for {permission}.', zh: 'AndroidManifest.xml申请了{permission}权限。' },
      contextual: {
        en: 'The manifest asks for {permission}. In this category it is lawful only for a function the user starts.',
        zh: 'AndroidManifest.xml申请了{permission}权限。该类别仅可在用户主动使用相关功能时申请。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest, AppContext }, ctx) {
    const evidence = permissionLines(Manifest, PERMISSION);
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    const standing = standingOf([PERMISSION], record);
    if (evidence === undefined || standing === 'necessary') return;
    const data = { permission: PERMISSION };
    if (standing === 'contextual') yield ctx.finding('contextual', evidence, { data, severity: 'info' });
    else yield ctx.finding('declared', evidence, { data });
  },
});
