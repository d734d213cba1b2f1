import { defineRule } from '../../../src/rule/index.js';
import type { TlsHole } from '../../../src/rule/index.js';

const MESSAGES = {
  'trust-manager': 'trustManager',
  'hostname-verifier': 'hostnameVerifier',
  'ssl-error': 'sslError',
} as const satisfies Record<TlsHole['kind'], string>;

export default defineRule({
  meta: {
    id: 'transmission/tls-checks-disabled',
    code: 'NET-002',
    category: 'transmission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'TLS checks switched off', zh: '关闭TLS证书校验' },
    rationale: {
      en: 'HTTPS without a check of the certificate or of the host name protects nothing: whoever stands between app and server can read and change what is sent.',
      zh: '不校验证书或主机名的HTTPS不具有保护作用：处于App与服务器之间的任何人均可窃听或篡改传输内容。',
    },
    remedy: {
      en: 'Delete the X509TrustManager, HostnameVerifier or onReceivedSslError override at the place named and let Android check; for a private certificate authority, name its certificate in a network security configuration; in onReceivedSslError call handler.cancel().',
      zh: '删除所指位置的X509TrustManager、HostnameVerifier或onReceivedSslError重写，由系统完成校验；使用自建证书机构的，在网络安全配置中指定其证书；onReceivedSslError中应调用handler.cancel()。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Tls'],
    messages: {
      trustManager: {
        en: '{method} accepts every server certificate.',
        zh: '{method}接受任意服务器证书。',
      },
      hostnameVerifier: {
        en: '{method} accepts every host name.',
        zh: '{method}接受任意主机名。',
      },
      sslError: {
        en: '{method} goes on after a certificate error.',
        zh: '{method}在证书错误时继续加载。',
      },
    },
  },
  *check({ Tls }, ctx) {
    for (const hole of Tls.holes) {
      const { owner, method } = hole.site;
      // A library offers it; the class that uses it is what counts, and whether one does is not followed.
      if (owner.kind === 'library') continue;
      yield ctx.finding(MESSAGES[hole.kind], [hole.evidence], {
        data: { method: method.replace(/\(.*$/u, '') },
        confidence: hole.confidence,
        ...(owner.kind === 'sdk' ? { sdk: owner.id } : {}),
      });
    }
  },
});
