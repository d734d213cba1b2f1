import { defineRule, hasCategory, permissionEvidence } from '../../../src/rule/index.js';

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
      zh: '后台定位可持续记录用户行踪。息屏导航使用location类型的前台服务即可,无需后台定位权限。',
    },
    remedy: {
      en: 'Remove ACCESS_BACKGROUND_LOCATION from AndroidManifest.xml and use a foreground service with foregroundServiceType="location" while the feature runs.',
      zh: '从AndroidManifest.xml中移除ACCESS_BACKGROUND_LOCATION,在功能运行期间使用foregroundServiceType为location的前台服务。',
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
