import { category } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, standingOf } from '../../../src/rule/index.js';

const PERMISSION = 'android.permission.QUERY_ALL_PACKAGES';
const HOME = 'android.intent.category.HOME';

export default defineRule({
  meta: {
    id: 'collection/installed-apps',
    code: 'NEC-005',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the list of installed apps', zh: '读取已安装应用列表' },
    rationale: {
      en: 'The apps on a device tell income, health, faith and habits. Few services need the list, and regulators look for it.',
      zh: '已安装应用列表可反映用户的收入、健康、信仰及习惯，多数服务无需收集，属于监管关注的重点。',
    },
    remedy: {
      en: 'Replace getInstalledPackages/getInstalledApplications by a question about the one package you need (getPackageInfo with a <queries> entry), or remove the call; for an SDK, switch its app-list collection off.',
      zh: '将getInstalledPackages、getInstalledApplications改为仅查询所需的单个应用（getPackageInfo配合<queries>声明），或移除调用；由SDK调用的，关闭其应用列表采集开关。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls', 'Manifest', 'AppContext'],
    messages: {
      read: { en: '{api} lists the installed apps.', zh: '{api}读取已安装应用列表。' },
      contextual: {
        en: '{api} lists the installed apps. In this category it is lawful only for a function the user starts.',
        zh: '{api}读取已安装应用列表。该类别仅可在用户主动使用相关功能时收集。',
      },
    },
  },
  // A launcher shows the list: whether it also sends it is for a person to see.
  reviewOnly: ({ Manifest }) =>
    Manifest.components.some(({ intentFilters }) => intentFilters.some(({ categories }) => categories.includes(HOME))),
  *check({ ApiCalls, AppContext }, ctx) {
    const standing = standingOf(
      [PERMISSION],
      AppContext.category === undefined ? undefined : category(AppContext.category.id),
    );
    if (standing === 'necessary') return;
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('installed-apps'))) {
      // A question about one package is no list.
      if (call.weak) continue;
      yield ctx.finding(standing === 'contextual' ? 'contextual' : 'read', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(standing === 'contextual' ? { severity: 'info' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
