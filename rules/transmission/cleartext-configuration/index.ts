import { applicationEvidence, defineRule } from '../../../src/rule/index.js';
import type { Evidence, ManifestModel, NetworkSecurityConfig, NetworkSecurityDomain } from '../../../src/rule/index.js';

/** The line that lets cleartext through to every host; undefined: no line does (an old target's default is no line). */
function cleartextLine({ networkSecurity, application }: ManifestModel): Evidence | undefined {
  if (networkSecurity === undefined) {
    const text = '<application android:usesCleartextTraffic="true">';
    return application.usesCleartextTraffic === true ? applicationEvidence(application, text) : undefined;
  }
  // Where a configuration stands, Android 7 and above ignore usesCleartextTraffic.
  if (networkSecurity.base?.cleartextTrafficPermitted !== true) return undefined;
  const { entry } = networkSecurity;
  const text = '<base-config cleartextTrafficPermitted="true">';
  return { kind: 'manifest', entry, xpath: '/network-security-config/base-config', text };
}

interface Trust {
  readonly evidence: Evidence;
  /** Hosts the trust holds for; empty: all. */
  readonly hosts: string;
}

/** Every part of the configuration, in force in a release build, that trusts certificates users install. */
function userTrust({ entry, base, domains }: NetworkSecurityConfig): Trust[] {
  const trust = (part: NetworkSecurityDomain, element: string): Trust[] => {
    if (!part.trustAnchors.includes('user')) return [];
    const text = '<certificates src="user" />';
    const xpath = `/network-security-config/${element}/trust-anchors`;
    const hosts = part.domains.map(({ name }) => name).join(', ');
    return [{ evidence: { kind: 'manifest', entry, xpath, text }, hosts }];
  };
  return [
    ...(base === undefined ? [] : trust(base, 'base-config')),
    ...domains.flatMap((part, i) => trust(part, `domain-config[${i + 1}]`)),
  ];
}

export default defineRule({
  meta: {
    id: 'transmission/cleartext-configuration',
    code: 'NET-005',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Network security weakened by configuration', zh: '配置降低了网络传输安全性' },
    rationale: {
      en: 'Android forbids cleartext and certificates that users install by default. A line that allows them for every host takes the protection away from all traffic, SDKs included.',
      zh: 'Android默认禁止明文流量，且不信任用户安装的证书。对全部主机放开限制，将使包括SDK在内的所有传输失去保护。',
    },
    remedy: {
      en: 'Set cleartextTrafficPermitted="false" in <base-config> (or android:usesCleartextTraffic="false") and name the hosts that still need HTTP in a <domain-config>; move <certificates src="user" /> into <debug-overrides>.',
      zh: '将<base-config>的cleartextTrafficPermitted（或android:usesCleartextTraffic）设为false，仅以<domain-config>列出确需HTTP的主机；将<certificates src="user" />移至<debug-overrides>。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: {
      cleartext: {
        en: 'The configuration allows cleartext traffic to every host.',
        zh: '配置允许向任意主机明文传输。',
      },
      userCertificates: {
        en: 'The configuration trusts certificates that users install, for every host.',
        zh: '配置对所有主机信任用户安装的证书。',
      },
      userCertificatesFor: {
        en: 'The configuration trusts certificates that users install, for {hosts}.',
        zh: '配置对{hosts}信任用户安装的证书。',
      },
    },
  },
  appliesTo: ({ Manifest }) => Manifest.permissions.some(({ name }) => name === 'android.permission.INTERNET'),
  *check({ Manifest }, ctx) {
    const cleartext = cleartextLine(Manifest);
    if (cleartext !== undefined) yield ctx.finding('cleartext', [cleartext]);
    if (Manifest.networkSecurity === undefined) return;
    for (const { evidence, hosts } of userTrust(Manifest.networkSecurity)) {
      if (hosts === '') yield ctx.finding('userCertificates', [evidence]);
      else yield ctx.finding('userCertificatesFor', [evidence], { data: { hosts } });
    }
  },
});
