import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

const PERMISSION = 'android.permission.ACCESS_BACKGROUND_LOCATION';

export default defineRule({
  meta: {
    id: 'permission/background-location',
    code: 'PRM-004',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Background location', zh: '申请后台定位权限' },
    rationale: {
      en: 'Location in the background follows a person all day. Navigation with the screen off needs only a foreground service of type location.',
      zh: '后台定位可持续记录用户行踪。息屏导航等场景使用location类型的前台服务即可，无需后台定位权限。',
    },
    remedy: {
      en: 'Remove ACCESS_BACKGROUND_LOCATION from AndroidManifest.xml and run a foreground service with foregroundServiceType="location" while the feature is in use.',
      zh: '从AndroidManifest.xml中移除ACCESS_BACKGROUND_LOCATION，在用户使用相关功能期间运行foregroundServiceType为location的前台服务。',
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
