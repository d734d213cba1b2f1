import { category } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, standingOf } from '../../../src/rule/index.js';
import type { ManifestModel } from '../../../src/rule/index.js';

const USAGE = 'android.permission.PACKAGE_USAGE_STATS';
const TASKS = 'android.permission.GET_TASKS';

/** Since Android 5.0 the lists of tasks name the caller's own only. */
const TASKS_CLOSED_SINCE = 21;

const seesTasks = ({ minSdk, permissions }: ManifestModel): boolean =>
  minSdk < TASKS_CLOSED_SINCE && permissions.some(({ name }) => name === TASKS);

export default defineRule({
  meta: {
    id: 'collection/app-usage',
    code: 'NEC-008',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads which apps are used', zh: '读取其他App的使用情况' },
    rationale: {
      en: 'Which app is in front and for how long tells work, health, faith and company. Few services need it.',
      zh: '正在使用的App及其使用时长可反映用户的工作、健康、信仰与社交，多数服务无需收集。',
    },
    remedy: {
      en: 'Remove the call and PACKAGE_USAGE_STATS; to know whether your own app is in front, use ProcessLifecycleOwner.',
      zh: '移除该调用及PACKAGE_USAGE_STATS权限；仅需判断自身是否在前台的，使用ProcessLifecycleOwner。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls', 'Manifest', 'AppContext'],
    messages: {
      usage: { en: '{api} reads how other apps are used.', zh: '{api}读取其他App的使用情况。' },
      contextual: {
        en: '{api} reads how other apps are used. In this category it is lawful only for a function the user starts.',
        zh: '{api}读取其他App的使用情况。该类别仅可在用户主动使用相关功能时收集。',
      },
      tasks: {
        en: '{api} reads the apps in use on Android 4.4 and older.',
        zh: '{api}在Android 4.4及以下版本可读取正在使用的App。',
      },
    },
  },
  *check({ ApiCalls, Manifest, AppContext }, ctx) {
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    const standing = standingOf([USAGE], record);
    if (standing === 'necessary') return;
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('app-usage', 'running-apps'))) {
      const isTasks = call.dataTypes.includes('running-apps');
      // Asking for the running processes is how an app learns its own process's name: no finding.
      if (isTasks && !(/->get(?:Running|Recent)Tasks\(/u.test(call.api) && seesTasks(Manifest))) continue;
      const message = isTasks ? 'tasks' : standing === 'contextual' ? 'contextual' : 'usage';
      yield ctx.finding(message, evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(message === 'contextual' ? { severity: 'info' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
