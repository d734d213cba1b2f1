import { categories, category, permissionLevel } from '../../../src/data/index.js';
import { defineRule, hasCategory, permissionLines, standingOf } from '../../../src/rule/index.js';
import type { ManifestModel, PermissionUse } from '../../../src/rule/index.js';

const android = (name: string): string => `android.permission.${name}`;

const FINE = android('ACCESS_FINE_LOCATION');
const COARSE = android('ACCESS_COARSE_LOCATION');

/** Rules of their own judge these, most of them by category too. */
const JUDGED_ELSEWHERE = new Set(
  ['ACCESS_FINE_LOCATION', 'ACCESS_BACKGROUND_LOCATION', 'QUERY_ALL_PACKAGES', 'MANAGE_EXTERNAL_STORAGE'].map(android),
);

/** Permissions that open the same data: what a category may have, it may have by the older or narrower name too. */
const SAME_DATA: readonly (readonly string[])[] = [
  ['READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_MEDIA_AUDIO', 'READ_MEDIA_VISUAL_USER_SELECTED'].map(android),
  ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'].map(android),
  ['READ_CALENDAR', 'WRITE_CALENDAR'].map(android),
  ['BODY_SENSORS', 'BODY_SENSORS_BACKGROUND', 'health.READ_HEART_RATE'].map(android),
  ['ACTIVITY_RECOGNITION', 'health.READ_STEPS'].map(android),
  ['BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT', 'BLUETOOTH_ADVERTISE'].map(android),
];

/** Shared storage is one thing to every category: writing a file the user saves is no reading of personal data. */
const STORAGE = new Set(['WRITE_EXTERNAL_STORAGE', 'READ_EXTERNAL_STORAGE', 'ACCESS_MEDIA_LOCATION'].map(android));

const sameData = (name: string): readonly string[] => SAME_DATA.find((names) => names.includes(name)) ?? [name];

/** A dangerous permission that could open personal data, asked for by the app and judged by no other rule. */
function isJudged({ name, state, dataTypes, maxSdk }: PermissionUse, { minSdk, targetSdk }: ManifestModel): boolean {
  if (state === 'undeclared' || state === 'packer' || (maxSdk !== undefined && maxSdk < minSdk)) return false;
  if (JUDGED_ELSEWHERE.has(name) || STORAGE.has(name) || dataTypes.length === 0) return false;
  // From 23 on the user decides on dangerous permissions: their present level is what counts, whatever the app targets.
  return permissionLevel(name, Math.max(targetSdk, 23)) === 'dangerous';
}

export default defineRule({
  meta: {
    id: 'necessity/permission-outside-category',
    code: 'NEC-001',
    category: 'necessity',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    market: 'cn',
    title: { en: 'Permission outside the category', zh: '申请的权限超出该类App的必要范围' },
    rationale: {
      en: 'Each of the 39 categories has a basic function with a list of what it needs. A permission for personal data outside that list, and outside the functions the user starts, has nothing to do with the service.',
      zh: '39类常见App均有明确的基本功能服务及必要个人信息范围。既非基本功能所必需，也不服务于用户主动使用的扩展功能的权限，与现有业务功能无关。',
    },
    remedy: {
      en: 'Remove the line from AndroidManifest.xml; if a library merges it in, add tools:node="remove". If an extended function needs it, ask when the user starts that function and say why.',
      zh: '从AndroidManifest.xml中删除该行；由依赖库合并引入的，以tools:node="remove"移除。确属扩展功能所需的，仅在用户主动使用该功能时申请，并同步告知目的。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'necessary-info-2021', clause: '3' },
    ],
    requires: ['Manifest', 'Permissions', 'AppContext'],
    messages: {
      unknown: {
        en: 'None of the 39 categories needs {permission} ({label}); whether this app does depends on its service (--category).',
        zh: '39类常见App均不需要{permission}（{label}），本App是否需要取决于其服务（--category）。',
      },
      outside: {
        en: '{permission} ({label}) is neither necessary in the category «{category}» nor for a function its users start.',
        zh: '{permission}（{label}）既非{category}App基本功能所必需，也不属于用户主动使用的功能所需。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest, Permissions, AppContext }, ctx) {
    const sure = hasCategory(AppContext) && AppContext.category !== undefined;
    const record = sure ? category(AppContext.category.id) : undefined;
    const possible = record === undefined ? categories() : [record];
    for (const use of Permissions.uses) {
      // Who asks for the precise location asks for the coarse one with it: one matter, told by LOC-001.
      if (use.name === COARSE && permissionLines(Manifest, FINE) !== undefined) continue;
      if (!isJudged(use, Manifest)) continue;
      if (possible.some((one) => standingOf(sameData(use.name), one) !== 'outside')) continue;
      const evidence = permissionLines(Manifest, use.name);
      if (evidence === undefined) continue;
      const data = { permission: use.name, label: use.label };
      if (record === undefined) yield ctx.finding('unknown', evidence, { data });
      else yield ctx.finding('outside', evidence, { data: { ...data, category: record.name } });
    }
  },
});
