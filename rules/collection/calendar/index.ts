import { category } from '../../../src/data/index.js';
import { apiName, defineRule, groupCalls, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

const READ = 'android.permission.READ_CALENDAR';

export default defineRule({
  meta: {
    id: 'collection/calendar',
    code: 'SEN-009',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Reads the calendar', zh: '读取日历' },
    rationale: {
      en: 'A calendar tells where a person will be, with whom, and of appointments with doctors. To add an event no reading is needed.',
      zh: '日历可反映用户的行程、会面对象及就医安排。仅新增日程的，无需读取日历。',
    },
    remedy: {
      en: 'Add events with Intent.ACTION_INSERT and remove READ_CALENDAR; if the service is about the calendar, declare its --category.',
      zh: '通过Intent.ACTION_INSERT新增日程，并移除READ_CALENDAR权限；服务与日历有关的，以--category声明类别。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['ApiCalls', 'Manifest', 'AppContext'],
    messages: {
      read: { en: '{api} reads the calendar.', zh: '{api}读取日历。' },
      contextual: {
        en: '{api} reads the calendar. In this category it is lawful only for a function the user starts.',
        zh: '{api}读取日历。该类别仅可在用户主动使用相关功能时收集。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls, Manifest, AppContext }, ctx) {
    // Without the permission the same address opens the system's editor, and nothing is read.
    if (Manifest.sharedUserId === undefined && permissionLines(Manifest, READ) === undefined) return;
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('calendar'))) {
      const standing = standingOf(call.permissions, record);
      if (call.weak || standing === 'necessary') continue;
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
