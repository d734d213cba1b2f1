import type { RuleCases } from '../../src/rule/rule-tester.js';
import { LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { tls } from './security-artifacts.js';

export const impossible = {
  notApplicable: 'any app may open connections: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

export const cases: RuleCases = {
  fail: [
    { name: 'a trust manager', artifacts: { Tls: tls('trust-manager') }, messages: ['trustManager'] },
    { name: 'a host name verifier', artifacts: { Tls: tls('hostname-verifier') }, messages: ['hostnameVerifier'] },
    { name: 'a WebView of an SDK', artifacts: { Tls: tls('ssl-error', sdkOwner('jpush')) }, messages: ['sslError'] },
  ],
  review: [
    { name: 'code of nobody known', artifacts: { Tls: tls('trust-manager', UNKNOWN) }, messages: ['trustManager'] },
    {
      name: 'the code asks something first',
      artifacts: { Tls: tls('ssl-error', undefined, { conditional: true, confidence: 'possible' }) },
      messages: ['sslError'],
    },
  ],
  pass: [
    { name: 'no such code', artifacts: { Tls: { holes: [] } } },
    { name: 'a library offers it', artifacts: { Tls: tls('trust-manager', LIBRARY) } },
  ],
  open: [{ name: 'a dex could not be read', artifacts: { Tls: { holes: [] } } }],
};
