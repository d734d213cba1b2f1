import { apiName, defineRule, groupCalls, hasCategory } from '../../../src/rule/index.js';
import type { Evidence, SdkUse } from '../../../src/rule/index.js';

const isFace = ({ kind, dataTypes, addedByPacker }: SdkUse): boolean =>
  addedByPacker !== true && (kind === 'face' || dataTypes.includes('biometric.face'));

/** A class or file that nothing refers to proves presence, not use. */
const isUsed = ({ evidence }: SdkUse): boolean => evidence !== 'present' && evidence !== 'trace';

function evidenceOf({ id, matchedBy, version }: SdkUse): Evidence {
  return { kind: 'sdk', sdkId: id, matchedBy: matchedBy[0] ?? id, ...(version === undefined ? {} : { version }) };
}

export default defineRule({
  meta: {
    id: 'collection/face-recognition',
    code: 'SEN-001',
    category: 'collection',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Face recognition', zh: '使用人脸识别' },
    rationale: {
      en: 'A face cannot be changed like a password. The law calls it biometric data that need a specific purpose, separate consent and another way for those who refuse.',
      zh: '人脸信息无法像密码一样更换，属于生物识别信息，须有特定目的、单独同意，并为拒绝者提供其他方式。',
    },
    remedy: {
      en: 'Start the SDK only after a page of its own has told the purpose and the user has consented to it separately; offer another way to verify. If it is not needed, remove the dependency.',
      zh: '仅在以单独页面告知目的并取得用户单独同意后启动SDK，同时提供其他验证方式；不需要的，移除该依赖。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M2.3' },
      { id: 'pipl', clause: '28' },
      { id: 'pipl', clause: '29' },
    ],
    requires: ['Sdks', 'ApiCalls', 'AppContext'],
    messages: {
      sdk: {
        en: 'The face recognition SDK {sdk} of {vendor} is in the app.',
        zh: 'App集成{vendor}的人脸识别SDK：{sdk}。',
      },
      call: { en: '{api} starts face recognition.', zh: '{api}启动人脸识别。' },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Sdks, ApiCalls }, ctx) {
    for (const use of Sdks.sdks.filter(isFace)) {
      yield ctx.finding('sdk', [evidenceOf(use)], {
        data: { sdk: use.name, vendor: use.vendor },
        sdk: use.id,
        dataTypes: ['biometric.face'],
        confidence: isUsed(use) ? 'likely' : 'possible',
      });
    }
    for (const { call, evidence, sdk } of groupCalls(ApiCalls.to('biometric.face'))) {
      // The SDK's own calls of itself are its insides.
      if (sdk !== undefined && Sdks.sdks.some((use) => use.id === sdk && isFace(use))) continue;
      yield ctx.finding('call', evidence, {
        data: { api: apiName(call) },
        dataTypes: call.dataTypes,
        confidence: call.confidence,
        ...(sdk === undefined ? {} : { sdk }),
      });
    }
  },
});
