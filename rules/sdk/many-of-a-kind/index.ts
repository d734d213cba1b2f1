import { defineRule } from '../../../src/rule/index.js';
import type { Evidence, SdkUse } from '../../../src/rule/index.js';

/** Kinds of which one is enough, with the threshold of the preset and their name. */
const KINDS = [
  { kind: 'analytics', threshold: 'analyticsSdks', name: { en: 'analytics', zh: '统计' } },
  { kind: 'ads', threshold: 'adSdks', name: { en: 'advertising', zh: '广告' } },
] as const;

/** In use: code that is only carried along, or a name in the manifest, collects nothing. */
const isUsed = ({ evidence, addedByPacker }: SdkUse): boolean =>
  evidence !== 'present' && evidence !== 'trace' && addedByPacker !== true;

const evidenceOf = ({ id, matchedBy, version }: SdkUse): Evidence => ({
  kind: 'sdk',
  sdkId: id,
  matchedBy: matchedBy[0] ?? '',
  ...(version === undefined ? {} : { version }),
});

/** One SDK a vendor: a product is often split into several libraries. */
const oneEachVendor = (sdks: readonly SdkUse[]): SdkUse[] =>
  [...new Map(sdks.map((sdk) => [sdk.vendor.en, sdk] as const).reverse()).values()].reverse();

export default defineRule({
  meta: {
    id: 'sdk/many-of-a-kind',
    code: 'SDK-004',
    category: 'sdk',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Several SDKs of one kind', zh: '集成多个同类SDK' },
    rationale: {
      en: 'Each further analytics or advertising SDK gives the same data to one more company; the function needs one.',
      zh: '每多集成一个同类统计或广告SDK，同样的个人信息就多提供给一家公司，而实现该功能通常只需一个。',
    },
    remedy: {
      en: 'Keep one SDK of the kind and remove the other dependencies from build.gradle; name those that stay in the policy.',
      zh: '同类SDK保留一个，从build.gradle中移除其余依赖；保留的应在隐私政策中列明。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M4.1' },
      { id: 'pipl', clause: '6' },
    ],
    requires: ['Sdks'],
    messages: {
      many: {
        en: '{count} {kind} SDKs of different companies are in use: {names}.',
        zh: '使用了{count}家公司的{kind}SDK：{names}。',
      },
    },
  },
  *check({ Sdks }, ctx) {
    const used = Sdks.sdks.filter(isUsed);
    for (const { kind, threshold, name } of KINDS) {
      const sdks = oneEachVendor(used.filter((sdk) => sdk.kind === kind));
      const [first, ...others] = sdks.map(evidenceOf);
      if (first === undefined || sdks.length < ctx.threshold(threshold)) continue;
      const names = {
        en: sdks.map((sdk) => sdk.name.en).join(', '),
        zh: sdks.map((sdk) => sdk.name.zh).join('、'),
      };
      yield ctx.finding('many', [first, ...others], { data: { count: sdks.length, kind: name, names } });
    }
  },
});
