import { applicationEvidence, defineRule } from '../../../src/rule/index.js';
import type { ManifestApplication } from '../../../src/rule/index.js';

const elementOf = ({ name }: ManifestApplication): string =>
  name === undefined ? '<application>' : `<application android:name="${name}">`;

/** Parts named in the message: the largest. */
const NAMED = 3;

export default defineRule({
  meta: {
    id: 'manifest/unseen-code',
    code: 'MET-001',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'info',
    title: { en: 'Code that could not be seen', zh: '存在不可见的代码' },
    rationale: {
      en: "A packer hides the app's own code, and native, Flutter, Unity or H5 code is not read. Rules that found nothing did not look there.",
      zh: '加固隐藏了App自身的代码；原生库、Flutter、Unity、H5等代码未读取。未发现问题的规则并未检查这部分代码。',
    },
    remedy: {
      en: 'Scan the build before it is packed. For native or script code, ask its maker for an audit.',
      zh: '请使用加固前的安装包检测；原生或脚本代码部分，请由开发者另行审计。',
    },
    legal: [],
    requires: ['Coverage', 'Manifest'],
    messages: {
      packed: {
        en: 'The app is packed with {packer} ({signs}): its own code was not seen.',
        zh: 'App已使用{packer}加固（{signs}），自身代码不可见。',
      },
      share: {
        en: 'About {percent} % of the code was not read: {parts}.',
        zh: '约{percent}%的代码未读取：{parts}。',
      },
    },
  },
  *check({ Coverage, Manifest }, ctx) {
    const element = applicationEvidence(Manifest.application, elementOf(Manifest.application));
    for (const { name, matchedBy } of Coverage.packer)
      yield ctx.finding('packed', [element], {
        data: { packer: name, signs: { en: matchedBy.join(', '), zh: matchedBy.join('、') } },
      });
    if (Coverage.unreadShare < ctx.threshold('unseenCodeShare')) return;
    const largest = [...Coverage.notRead]
      .sort((a, b) => b.bytes - a.bytes || (a.what < b.what ? -1 : 1))
      .slice(0, NAMED);
    const percent = Math.round(Coverage.unreadShare * 100);
    const names = largest.map(({ what }) => what);
    const parts = { en: names.join(', '), zh: names.join('、') };
    yield ctx.finding('share', [element], { data: { percent, parts } });
  },
});
