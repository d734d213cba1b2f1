import { defineRule } from '../../../src/rule/index.js';
import type { SdkUse } from '../../../src/rule/index.js';

/** Kinds that follow users for a purpose other than the app's function. */
const KINDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  ads: { en: 'advertising', zh: '广告' },
  analytics: { en: 'analytics', zh: '统计' },
  attribution: { en: 'attribution', zh: '归因' },
  marketing: { en: 'marketing', zh: '营销' },
};

export default defineRule({
  meta: {
    id: 'rights/minors-third-party-sdk',
    code: 'MIN-002',
    category: 'rights',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    market: 'cn',
    title: { en: 'Advertising or analytics SDK in an app for children', zh: '面向儿童的App集成广告或统计SDK' },
    rationale: {
      en: 'The personal data of children under 14 are sensitive. An SDK for advertising or analytics gives identifiers of a child to a third party for a purpose the function does not need.',
      zh: '不满十四周岁未成年人的个人信息属于敏感个人信息。广告、统计类SDK将儿童的标识信息提供给第三方，用于业务功能之外的目的。',
    },
    remedy: {
      en: "Remove the SDK's dependency from build.gradle and its component from AndroidManifest.xml, or use its edition for children, which reads no identifier, after a guardian has consented.",
      zh: '从build.gradle中移除该SDK的依赖，并从AndroidManifest.xml中移除其组件；或改用其不收集标识信息的儿童版，并在征得监护人同意后初始化。',
    },
    legal: [
      { id: 'pipl', clause: '31' },
      { id: 'methods-2019', clause: 'M5.1' },
    ],
    requires: ['AppContext', 'Sdks'],
    messages: {
      declared: {
        en: 'The app is for minors and uses the {kind} SDK {name}.',
        zh: 'App面向未成年人，使用了{kind}SDK{name}。',
      },
      present: {
        en: 'The app is for minors and carries the {kind} SDK {name}, which its own code does not refer to.',
        zh: 'App面向未成年人，包含{kind}SDK{name}，但自身代码未引用。',
      },
    },
  },
  appliesTo: ({ AppContext }) => AppContext.minors,
  *check({ Sdks }, ctx) {
    const wanted = ({ kind, recipient, evidence, addedByPacker }: SdkUse): boolean =>
      Object.hasOwn(KINDS, kind) && recipient && evidence !== 'trace' && addedByPacker !== true;
    for (const { id, kind, name, evidence, matchedBy } of Sdks.sdks.filter(wanted)) {
      const used = evidence !== 'present';
      yield ctx.finding(used ? 'declared' : 'present', [{ kind: 'sdk', sdkId: id, matchedBy: matchedBy[0] ?? '' }], {
        data: { kind: KINDS[kind] ?? kind, name },
        sdk: id,
        sink: 'network',
        confidence: used ? 'likely' : 'possible',
      });
    }
  },
});
