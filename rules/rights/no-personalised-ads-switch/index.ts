import { defineRule } from '../../../src/rule/index.js';
import type { Evidence, SdkUse } from '../../../src/rule/index.js';

/** A text that offers to switch targeted advertising or recommending off. */
const SWITCH =
  /个性化(?:广告|推荐|内容|推送|展示|服务)|(?:定向|程序化)(?:推送|广告|推荐)|广告(?:推荐|偏好|设置)|personali[sz]ed (?:ads?|content|recommendations?)|ad personali[sz]ation|interest-based|opt[- ]?out/iu;

const isAdSdk = ({ kind, evidence, recipient, addedByPacker }: SdkUse): boolean =>
  kind === 'ads' && recipient && evidence !== 'present' && evidence !== 'trace' && addedByPacker !== true;

const evidenceOf = ({ id, matchedBy }: SdkUse): Evidence => ({ kind: 'sdk', sdkId: id, matchedBy: matchedBy[0] ?? '' });

export default defineRule({
  meta: {
    id: 'rights/no-personalised-ads-switch',
    code: 'ADS-001',
    category: 'rights',
    since: '0.1.0',
    stage: 'experimental',
    severity: 'medium',
    review: true,
    market: 'cn',
    title: { en: 'No switch for personalised advertising', zh: '未提供个性化广告关闭选项' },
    rationale: {
      en: 'Targeted pushing by personal data and algorithms must come with an option that is not targeted, or an easy way to refuse.',
      zh: '利用个人信息和算法进行定向推送的，应当同时提供非定向推送的选项或便捷的拒绝方式。',
    },
    remedy: {
      en: 'Add a switch to the settings and pass its state to each advertising SDK (its call that limits personalised ads); if ads are not personalised, say so in the policy.',
      zh: '在设置中提供关闭个性化推荐的开关，并将其状态传递给各广告SDK（调用其限制个性化广告的接口）；未使用个性化广告的，在隐私政策中说明。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.6' },
      { id: 'pipl', clause: '24' },
      { id: 'data-regulations', clause: '42' },
    ],
    requires: ['Sdks', 'Ui', 'PolicyPresence'],
    messages: {
      none: {
        en: 'Advertising SDKs are in use ({names}), and no text speaks of switching personalised advertising off.',
        zh: '使用了广告SDK（{names}），未发现关闭个性化广告的相关文案。',
      },
    },
  },
  appliesTo: ({ Sdks }) => Sdks.sdks.some(isAdSdk),
  *check({ Sdks, Ui, PolicyPresence }, ctx) {
    const told = PolicyPresence.traces.some(({ subjects }) => subjects?.includes('personalisation-switch') === true);
    if (told || Ui.texts.some(({ text }) => SWITCH.test(text))) return;
    const sdks = Sdks.sdks.filter(isAdSdk);
    const [first, ...others] = sdks.map(evidenceOf);
    if (first === undefined) return;
    const names = { en: sdks.map(({ name }) => name.en).join(', '), zh: sdks.map(({ name }) => name.zh).join('、') };
    yield ctx.finding('none', [first, ...others], { data: { names }, confidence: 'possible' });
  },
});
