import { category, dataTypes } from '../../../src/data/index.js';
import {
  apiName,
  defineRule,
  groupCalls,
  hasCategory,
  permissionLines,
  standingOf,
  typeNames,
} from '../../../src/rule/index.js';
import type { ApiCall, ManifestModel } from '../../../src/rule/index.js';

const BODY = ['android.permission.BODY_SENSORS', 'android.permission.health.READ_HEART_RATE'];
const ACTIVITY = ['android.permission.ACTIVITY_RECOGNITION'];

/** The step sensors need a permission from Android 10 on; a pulse sensor always. */
const STEPS_GATED_SINCE = 29;

const isBody = ({ dataTypes: types }: ApiCall): boolean => types.some((type) => type !== 'health.activity');

function opens(call: ApiCall, { permissions, minSdk }: ManifestModel): boolean {
  const held = (names: readonly string[]): boolean => permissions.some(({ name }) => names.includes(name));
  if (!call.api.startsWith('Landroid/hardware/SensorManager;')) return true;
  return isBody(call) ? held(BODY) : minSdk < STEPS_GATED_SINCE || held(ACTIVITY);
}

export default defineRule({
  meta: {
    id: 'collection/health-data',
    code: 'SEN-004',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Health or body data', zh: '读取健康或身体数据' },
    rationale: {
      en: 'Heart rate, steps and health records tell of the body. The law calls medical health information sensitive.',
      zh: '心率、步数、健康记录反映个人身体状况，医疗健康信息属于敏感个人信息。',
    },
    remedy: {
      en: 'Read the sensor only while the function is on screen and after separate consent; otherwise remove the call and the permission.',
      zh: '仅在用户使用相关功能并单独同意后读取传感器；不需要的，移除调用及权限。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M2.3' },
      { id: 'pipl', clause: '28' },
      { id: 'pipl', clause: '29' },
    ],
    requires: ['ApiCalls', 'Manifest', 'AppContext'],
    messages: {
      read: { en: '{api} reads body or activity data: {types}.', zh: '{api}读取{types}。' },
      contextual: {
        en: '{api} reads body or activity data: {types}. In this category it is lawful only for a function the user starts.',
        zh: '{api}读取{types}。该类别仅可在用户主动使用相关功能时收集。',
      },
      permission: {
        en: 'The manifest asks for {permission}, which opens body data.',
        zh: 'AndroidManifest.xml申请了可读取身体数据的{permission}权限。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ ApiCalls, Manifest, AppContext }, ctx) {
    const record = AppContext.category === undefined ? undefined : category(AppContext.category.id);
    const calls = groupCalls(ApiCalls.to('health')).filter(({ call }) => !call.weak);
    for (const { call, evidence, sdk } of calls) {
      const standing = standingOf(isBody(call) ? BODY : ACTIVITY, record);
      if (standing === 'necessary') continue;
      yield ctx.finding(standing === 'contextual' ? 'contextual' : 'read', evidence, {
        data: { api: apiName(call), types: typeNames(call.dataTypes, dataTypes()) },
        dataTypes: call.dataTypes,
        confidence: opens(call, Manifest) ? call.confidence : 'possible',
        ...(standing === 'contextual' ? { severity: 'info' } : {}),
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
    if (calls.some(({ call }) => isBody(call))) return;
    for (const name of BODY) {
      const evidence = permissionLines(Manifest, name);
      if (evidence === undefined || standingOf([name], record) !== 'outside') continue;
      yield ctx.finding('permission', evidence, { data: { permission: name }, severity: 'low' });
    }
  },
});
