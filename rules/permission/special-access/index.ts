import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

/** Special accesses that a rule of their own does not judge; each is granted on a page of the system settings. */
const ACCESSES = [
  'android.permission.PACKAGE_USAGE_STATS',
  'android.permission.REQUEST_INSTALL_PACKAGES',
  'android.permission.SYSTEM_ALERT_WINDOW',
];

export default defineRule({
  meta: {
    id: 'permission/special-access',
    code: 'PRM-009',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Usage statistics, overlay, installing apps', zh: '申请使用情况访问、悬浮窗或安装应用权限' },
    rationale: {
      en: 'Usage statistics tell which apps a person uses and when; an overlay can cover other apps; installing apps brings in code that nobody reviewed. Few services need them.',
      zh: '使用情况统计可反映用户何时使用哪些App；悬浮窗可遮挡其他App的界面；安装应用可引入未经审核的程序。多数服务无需此类权限。',
    },
    remedy: {
      en: 'Remove the <uses-permission> line from AndroidManifest.xml, or explain the function that needs it in the policy and ask when the user starts that function.',
      zh: '从AndroidManifest.xml中移除相应的<uses-permission>；确需使用的，应在隐私政策中说明对应功能，并在用户使用该功能时申请。',
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
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    for (const permission of ACCESSES) {
      const evidence = permissionLines(Manifest, permission);
      const standing = standingOf([permission], record);
      if (evidence === undefined || standing === 'necessary') continue;
      const data = { permission };
      if (standing === 'contextual') yield ctx.finding('contextual', evidence, { data, severity: 'info' });
      else yield ctx.finding('declared', evidence, { data });
    }
  },
});
