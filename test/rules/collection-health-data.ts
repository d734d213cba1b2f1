import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, appContext, call, declared, LIBRARY, manifest, UNKNOWN } from './artifacts.js';
import { HEART_RATE, method, STEPS } from './collection-artifacts.js';

export const impossible = { notApplicable: 'any app may ask a sensor: the rule has no appliesTo' };

const BODY = 'android.permission.BODY_SENSORS';
const shop = appContext(declared('C06'));
const fitness = appContext(declared('C31'));
const pulse = apiCalls(call(HEART_RATE));
const records = method('Landroid/health/connect/HealthConnectManager;->readRecords()V', 'health.physiological');

export const cases: RuleCases = {
  fail: [
    {
      name: 'the pulse in a shop',
      artifacts: { Manifest: manifest([BODY]), AppContext: shop, ApiCalls: pulse },
      messages: ['read'],
    },
    {
      name: 'steps on Android 9',
      artifacts: { Manifest: manifest(), AppContext: shop, ApiCalls: apiCalls(call(STEPS)) },
      messages: ['read'],
    },
    {
      name: 'health records',
      artifacts: { Manifest: manifest(), AppContext: shop, ApiCalls: apiCalls(call(records)) },
    },
    {
      name: 'the permission alone',
      artifacts: { Manifest: manifest([BODY]), AppContext: shop, ApiCalls: apiCalls() },
      messages: ['permission'],
    },
  ],
  review: [
    { name: 'no category', artifacts: { Manifest: manifest([BODY]), AppContext: appContext(), ApiCalls: pulse } },
    {
      name: 'no permission: the system gives nothing',
      artifacts: { Manifest: manifest(), AppContext: shop, ApiCalls: pulse },
    },
    {
      name: 'steps from Android 10 on without the permission',
      artifacts: { Manifest: manifest([], { minSdk: 29 }), AppContext: shop, ApiCalls: apiCalls(call(STEPS)) },
    },
    {
      name: 'code nobody claims',
      artifacts: { Manifest: manifest([BODY]), AppContext: shop, ApiCalls: apiCalls(call(HEART_RATE, UNKNOWN)) },
    },
  ],
  informational: [
    {
      name: 'sports',
      artifacts: { Manifest: manifest([BODY]), AppContext: fitness, ApiCalls: pulse },
      messages: ['contextual'],
    },
  ],
  pass: [
    {
      name: 'the permission where a run may need it',
      artifacts: { Manifest: manifest([BODY]), AppContext: fitness, ApiCalls: apiCalls() },
    },
    {
      name: 'library code',
      artifacts: { Manifest: manifest(), AppContext: shop, ApiCalls: apiCalls(call(HEART_RATE, LIBRARY)) },
    },
    {
      name: 'some other sensor',
      artifacts: {
        Manifest: manifest(),
        AppContext: shop,
        ApiCalls: apiCalls(call({ ...HEART_RATE, dataTypes: ['device-info.sensors'] })),
      },
    },
  ],
  open: [
    {
      name: 'silence of code that was not read',
      artifacts: { Manifest: manifest(), AppContext: shop, ApiCalls: apiCalls() },
    },
  ],
};
