import { category } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';

const FINE = 'android.permission.ACCESS_FINE_LOCATION';
const COARSE = 'android.permission.ACCESS_COARSE_LOCATION';

export default defineRule({
  meta: {
    id: 'collection/precise-location',
    code: 'LOC-001',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Precise location where coarse is enough', zh: '粗略位置即可满足却申请精准定位' },
    rationale: {
      en: 'A precise location tells the house; most services need the town. Android lets the user give the coarse one only, if the app is content with it.',
      zh: '精准定位可确定具体住址，多数服务仅需城市级位置。Android允许用户只提供粗略位置。',
    },
    remedy: {
      en: 'Replace ACCESS_FINE_LOCATION by ACCESS_COARSE_LOCATION in AndroidManifest.xml, or remove both where the category needs no location.',
      zh: '将AndroidManifest.xml中的ACCESS_FINE_LOCATION改为ACCESS_COARSE_LOCATION；该类App不需要位置的，一并移除。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: {
      coarse: {
        en: 'The app asks for the precise location; the category «{category}» needs the coarse one at most.',
        zh: 'App申请精准定位，而{category}App至多需要粗略位置。',
      },
      none: {
        en: 'The app asks for the precise location; the category «{category}» needs none.',
        zh: 'App申请精准定位，而{category}App不需要位置信息。',
      },
      unknown: {
        en: 'The app asks for the precise location; whether the coarse one is enough depends on its category (--category).',
        zh: 'App申请精准定位；粗略位置是否足够取决于App类别（--category）。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest, AppContext }, ctx) {
    const evidence = permissionLines(Manifest, FINE);
    if (evidence === undefined) return;
    const sure = hasCategory(AppContext) && AppContext.category !== undefined;
    const record = sure ? category(AppContext.category.id) : undefined;
    if (record === undefined) yield ctx.finding('unknown', evidence);
    else if (standingOf([FINE], record) === 'outside') {
      const message = standingOf([COARSE], record) === 'outside' ? 'none' : 'coarse';
      yield ctx.finding(message, evidence, { data: { category: record.name } });
    }
  },
});
