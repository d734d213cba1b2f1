import { defineRule } from '../../../src/rule/index.js';
import type { PolicyTrace } from '../../../src/rule/index.js';

/** An SDK's own link says nothing about the app's policy. */
const isOwn = ({ owner }: PolicyTrace): boolean => owner.kind === 'app' || owner.kind === 'unknown';

export default defineRule({
  meta: {
    id: 'disclosure/policy-link-only',
    code: 'POL-003',
    category: 'disclosure',
    since: '0.1.0',
    stage: 'stable',
    severity: 'info',
    title: { en: 'The privacy policy is outside the package', zh: '安装包内无隐私政策正文' },
    rationale: {
      en: 'The package links to a privacy policy or speaks of one, but does not hold its text. What the policy says was not compared with what the app does.',
      zh: '安装包内仅有隐私政策的链接或提及，未包含正文，因此未将隐私政策的内容与App的实际行为进行比对。',
    },
    remedy: {
      en: 'Scan with --policy FILE, giving the text that users see. Package a copy (for example assets/privacy_policy.html), so that it can be read without a network.',
      zh: '请以--policy FILE提供用户实际看到的正文后重新检测；建议在安装包内附带一份（如assets/privacy_policy.html），以便离线阅读。',
    },
    legal: [{ id: 'methods-2019', clause: 'M1.1' }],
    requires: ['PolicyPresence'],
    messages: {
      link: { en: 'The policy is a link only: {url}.', zh: '仅有隐私政策链接：{url}。' },
      mention: {
        en: 'The app speaks of a privacy policy; neither its text nor a link to it was found.',
        zh: 'App提及隐私政策，但未发现其正文或链接。',
      },
    },
  },
  *check({ PolicyPresence }, ctx) {
    if (PolicyPresence.state !== 'remote-only') return;
    const own = PolicyPresence.traces.filter(isOwn);
    const link = own.find(({ kind }) => kind === 'url');
    if (link?.url !== undefined) {
      yield ctx.finding('link', [link.evidence], { data: { url: link.url } });
      return;
    }
    const [first, ...others] = own.map(({ evidence }) => evidence);
    if (first !== undefined) yield ctx.finding('mention', [first, ...others.slice(0, 2)]);
  },
});
