import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may gather facts: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
  review: 'what is out of reach or nobody’s is not counted at all',
};

const thresholds = { deviceFingerprintFacts: 5 };

const field = (name: string) =>
  ({
    api: `Landroid/os/Build;->${name}:Ljava/lang/String;`,
    kind: 'field',
    name: `Build.${name}`,
    dataTypes: ['device-info.hardware'],
    permissions: [],
    weak: true,
  }) as const;

const build = ['MODEL', 'BRAND', 'BOARD', 'DEVICE', 'PRODUCT', 'HARDWARE'].map(field);
const operator = method(
  'Landroid/telephony/TelephonyManager;->getNetworkOperator()Ljava/lang/String;',
  'network.operator',
);
const sensors = method('Landroid/hardware/SensorManager;->getSensorList(I)Ljava/util/List;', 'device-info.sensors');
const facts = [...build.slice(0, 2), operator, sensors, API.imei];

export const cases: RuleCases = {
  fail: [
    {
      name: 'five facts in one class',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api))) },
      messages: ['gathered'],
    },
    {
      name: 'an SDK is told once',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api, sdkOwner('umeng-common')))) },
      messages: ['gathered'],
    },
  ],
  pass: [
    { name: 'four facts', thresholds, artifacts: { ApiCalls: apiCalls(...facts.slice(1).map((api) => call(api))) } },
    {
      name: 'a check for emulators reads fields of Build only',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...build.map((api) => call(api))) },
    },
    {
      name: 'the same fact many times',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map(() => call(API.imei))) },
    },
    { name: 'library code', thresholds, artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api, LIBRARY))) } },
    {
      name: 'code nobody claims',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api, UNKNOWN))) },
    },
    {
      name: 'out of reach',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api, undefined, { reach: 'unreachable' }))) },
    },
    {
      name: 'an SDK that came with a packer: no call of it counts',
      thresholds,
      artifacts: {
        ApiCalls: apiCalls(...facts.map((api) => call(api, sdkOwner('tencent-bugly'), { confidence: 'possible' }))),
      },
    },
    {
      name: 'an SDK that sends nothing',
      thresholds,
      artifacts: { ApiCalls: apiCalls(...facts.map((api) => call(api, sdkOwner('leakcanary')))) },
    },
  ],
  open: [{ name: 'silence of code that was not read', thresholds, artifacts: { ApiCalls: apiCalls() } }],
};
