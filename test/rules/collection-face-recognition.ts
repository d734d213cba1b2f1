import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { SdkFacts, SdkUse } from '../../src/model/index.js';
import { apiCalls, appContext, call, declared, LIBRARY, sdkOwner } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may recognise faces: the rule has no appliesTo',
  informational: 'the rule is high and lowers nothing',
};

function faceSdk(over: Partial<SdkUse> = {}): SdkFacts {
  const use: SdkUse = {
    id: 'megvii',
    name: { en: 'Megvii FaceID', zh: '旷视人脸核身' },
    vendor: { en: 'Megvii', zh: '旷视科技' },
    kind: 'face',
    evidence: 'initialised',
    recipient: true,
    dataTypes: ['biometric.face'],
    matchedBy: ['class prefix com/megvii/'],
    sites: [],
    ...over,
  };
  return { sdks: [use] };
}

const start = method(
  'Lcom/alipay/face/api/ZIMFacade;->verify(Ljava/lang/String;ZLcom/alipay/face/api/ZIMCallback;)V',
  'biometric.face',
);
const none: SdkFacts = { sdks: [] };
const shop = appContext(declared('C06'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'an SDK the app starts',
      artifacts: { AppContext: shop, Sdks: faceSdk(), ApiCalls: apiCalls() },
      messages: ['sdk'],
    },
    {
      name: 'its start call',
      artifacts: { AppContext: shop, Sdks: none, ApiCalls: apiCalls(call(start)) },
      messages: ['call'],
    },
  ],
  review: [
    { name: 'no category', artifacts: { AppContext: appContext(), Sdks: faceSdk(), ApiCalls: apiCalls() } },
    {
      name: 'classes that nothing refers to',
      artifacts: { AppContext: shop, Sdks: faceSdk({ evidence: 'present' }), ApiCalls: apiCalls() },
    },
  ],
  pass: [
    {
      name: 'another SDK',
      artifacts: {
        AppContext: shop,
        Sdks: faceSdk({ id: 'jpush', kind: 'push', dataTypes: [] }),
        ApiCalls: apiCalls(),
      },
    },
    { name: 'library code', artifacts: { AppContext: shop, Sdks: none, ApiCalls: apiCalls(call(start, LIBRARY)) } },
    {
      name: 'brought by a packer; its insides call themselves',
      artifacts: { AppContext: shop, Sdks: faceSdk({ addedByPacker: true }), ApiCalls: apiCalls(call(start, LIBRARY)) },
    },
  ],
  open: [
    { name: 'silence of code that was not read', artifacts: { AppContext: shop, Sdks: none, ApiCalls: apiCalls() } },
  ],
};

/** The SDK is told once: what it calls itself is its inside. */
cases.fail = [
  ...(cases.fail ?? []),
  {
    name: 'the SDK and a call inside it',
    artifacts: { AppContext: shop, Sdks: faceSdk(), ApiCalls: apiCalls(call(start, sdkOwner('megvii'))) },
    messages: ['sdk'],
  },
];
