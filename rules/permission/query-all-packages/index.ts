import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

const PERMISSION = 'android.permission.QUERY_ALL_PACKAGES';

export default defineRule({
  meta: {
    id: 'permission/query-all-packages',
    code: 'PRM-007',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Sees every installed app', zh: '申请查询所有应用的权限' },
    rationale: {
      en: 'QUERY_ALL_PACKAGES shows the app every other app on the device. The list of installed apps is personal information and says much about a person.',
      zh: 'QUERY_ALL_PACKAGES可使App获知设备上全部已安装应用。应用列表属于个人信息，可反映用户特征。',
    },
    remedy: {
      en: 'Remove QUERY_ALL_PACKAGES and name in <queries> the packages or intents the app really talks to.',
      zh: '移除QUERY_ALL_PACKAGES，并在<queries>中仅声明确需交互的包名或Intent。',
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
