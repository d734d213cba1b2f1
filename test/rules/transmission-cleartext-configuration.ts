import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { ManifestApplication, NetworkSecurityConfig, NetworkSecurityDomain } from '../../src/model/index.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  review: 'a fact of the configuration is confirmed, and the rule judges in every market',
  informational: 'the rule is low and lowers nothing',
};

const INTERNET = 'android.permission.INTERNET';

const part = (over: Partial<NetworkSecurityDomain> = {}): NetworkSecurityDomain => ({
  domains: [],
  cleartextTrafficPermitted: undefined,
  trustAnchors: [],
  pins: 0,
  ...over,
});

const app = (over: Partial<ManifestApplication>, config?: Partial<NetworkSecurityConfig>) => ({
  Manifest: manifest([INTERNET], {
    application: application(over),
    ...(config === undefined
      ? {}
      : { networkSecurity: { entry: 'res/xml/net.xml', domains: [], debugOverrides: false, ...config } }),
  }),
});
const host = [{ name: 'api.example.com', includeSubdomains: true }];

export const cases: RuleCases = {
  fail: [
    { name: 'the attribute', artifacts: app({ usesCleartextTraffic: true }), messages: ['cleartext'] },
    {
      name: 'the configuration',
      artifacts: app({}, { base: part({ cleartextTrafficPermitted: true }) }),
      messages: ['cleartext'],
    },
    {
      name: 'certificates of users, everywhere and for a host',
      artifacts: app(
        {},
        {
          base: part({ trustAnchors: ['system', 'user'] }),
          domains: [part({ trustAnchors: ['user'], domains: host })],
        },
      ),
      messages: ['userCertificates', 'userCertificatesFor'],
    },
  ],
  pass: [
    { name: 'nothing said', artifacts: app({}) },
    { name: 'forbidden', artifacts: app({ usesCleartextTraffic: false }) },
    {
      name: 'a configuration without the line overrides the attribute',
      artifacts: app({ usesCleartextTraffic: true }, { base: part() }),
    },
    {
      name: 'one host only',
      artifacts: app({}, { domains: [part({ cleartextTrafficPermitted: true, domains: host })] }),
    },
    { name: 'certificates of users in debug builds only', artifacts: app({}, { debugOverrides: true }) },
  ],
  notApplicable: [
    {
      name: 'the app cannot reach the network',
      artifacts: { Manifest: manifest([], { application: application({ usesCleartextTraffic: true }) }) },
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: app({}) }],
};
