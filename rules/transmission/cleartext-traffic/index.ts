import { defineRule } from '../../../src/rule/index.js';
import type { Evidence, NetworkFacts, NetworkSecurityDomain, UrlUse } from '../../../src/rule/index.js';

/** The rule of the network security configuration that Android takes for a host: the longest name that covers it. */
function domainRule(host: string, domains: readonly NetworkSecurityDomain[]): NetworkSecurityDomain | undefined {
  let best: { length: number; domain: NetworkSecurityDomain } | undefined;
  for (const domain of domains) {
    for (const { name, includeSubdomains } of domain.domains) {
      const covers = host === name.toLowerCase() || (includeSubdomains && host.endsWith(`.${name.toLowerCase()}`));
      if (covers && name.length > (best?.length ?? -1)) best = { length: name.length, domain };
    }
  }
  return best?.domain;
}

/** Host → its http:// uses; those of code that counts and is in reach first, then those with a known author. */
function httpHosts({ urls }: NetworkFacts): Map<string, [UrlUse, ...UrlUse[]]> {
  const hosts = new Map<string, [UrlUse, ...UrlUse[]]>();
  const rank = ({ confidence, owner }: UrlUse): number =>
    confidence === 'likely' ? 0 : owner.kind === 'unknown' ? 2 : 1;
  for (const use of [...urls].sort((a, b) => rank(a) - rank(b))) {
    if (use.scheme !== 'http' || use.owner.kind === 'library') continue;
    const host = use.host.toLowerCase();
    const uses = hosts.get(host);
    if (uses) uses.push(use);
    else hosts.set(host, [use]);
  }
  return hosts;
}

export default defineRule({
  meta: {
    id: 'transmission/cleartext-traffic',
    code: 'NET-001',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Cleartext traffic to named hosts', zh: '允许向指定主机明文传输' },
    rationale: {
      en: 'The app names http:// hosts in its code and its configuration lets cleartext through: what is sent there can be read and changed on the way.',
      zh: 'App代码中包含http://地址，且配置允许明文流量：传输内容可能被窃听或篡改。',
    },
    remedy: {
      en: 'Change the URL to https://, then forbid cleartext with android:usesCleartextTraffic="false" or a network security configuration.',
      zh: '将地址改为https://，并通过android:usesCleartextTraffic="false"或网络安全配置禁止明文流量。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Network', 'Manifest'],
    messages: {
      host: {
        en: 'http://{host} is named in the code and cleartext is allowed.',
        zh: '代码中包含http://{host}，且允许明文传输。',
      },
    },
  },
  appliesTo: ({ Network }) => Network.hasInternet,
  *check({ Network, Manifest }, ctx) {
    const domains = Manifest.networkSecurity?.domains ?? [];
    for (const [host, [first, ...others]] of httpHosts(Network)) {
      const permitted = domainRule(host, domains)?.cleartextTrafficPermitted ?? Network.cleartextPermitted;
      if (!permitted) continue;
      const evidence: [Evidence, ...Evidence[]] = [first.evidence, Network.cleartextEvidence];
      yield ctx.finding('host', [...evidence, ...others.map((use) => use.evidence)], {
        data: { host },
        confidence: first.confidence,
        ...(first.owner.kind === 'sdk' ? { sdk: first.owner.id } : {}),
      });
    }
  },
});
