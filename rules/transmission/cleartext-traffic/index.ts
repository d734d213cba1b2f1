import { defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'transmission/cleartext-traffic',
    code: 'NET-001',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Cleartext traffic to named hosts', zh: '允许明文传输' },
    rationale: {
      en: 'The app names http:// hosts in its code and its configuration lets cleartext through: what is sent there can be read and changed on the way.',
      zh: 'App代码中包含http://地址,且配置允许明文流量:传输内容可被窃听和篡改。',
    },
    remedy: {
      en: 'Change the URL to https://, then forbid cleartext with android:usesCleartextTraffic="false" or a network security configuration.',
      zh: '将地址改为https://,并通过android:usesCleartextTraffic="false"或网络安全配置禁止明文流量。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Network', 'Manifest'],
    messages: { host: { en: 'http://{host} is used and cleartext is allowed.', zh: '使用http://{host}且允许明文传输。' } },
  },
  appliesTo: ({ Network }) => Network.hasInternet,
  *check({ Network, Manifest }, ctx) {
    const domains = Manifest.networkSecurity?.domains ?? [];
    const allowed = (host: string): boolean => {
      const rule = domains.find((domain) =>
        domain.domains.some(({ name, includeSubdomains }) => host === name || (includeSubdomains && host.endsWith(`.${name}`))),
      );
      return rule?.cleartextTrafficPermitted ?? Network.cleartextPermitted;
    };
    const seen = new Set<string>();
    for (const { scheme, host, owner, evidence } of Network.urls) {
      if (scheme !== 'http' || owner.kind === 'library' || !allowed(host) || seen.has(host)) continue;
      seen.add(host);
      const confidence = owner.kind === 'unknown' ? 'possible' : 'likely';
      const sdk = owner.kind === 'sdk' ? { sdk: owner.id } : {};
      yield ctx.finding('host', [evidence, Network.cleartextEvidence], { data: { host }, confidence, ...sdk });
    }
  },
});
