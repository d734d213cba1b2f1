import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { ManifestModel, NetworkSecurityDomain } from '../../src/model/index.js';
import { LIBRARY, manifest, network, sdkOwner, UNKNOWN, url } from './artifacts.js';

export const impossible = { informational: 'the rule is low and lowers nothing' };

const app = { Manifest: manifest(['android.permission.INTERNET']) };

const domain = (name: string, permitted: boolean): NetworkSecurityDomain => ({
  domains: [{ name, includeSubdomains: true }],
  cleartextTrafficPermitted: permitted,
  trustAnchors: [],
  pins: 0,
});

const configured = (...domains: NetworkSecurityDomain[]): { Manifest: ManifestModel } => ({
  Manifest: manifest(['android.permission.INTERNET'], {
    networkSecurity: { entry: 'res/xml/network.xml', domains, debugOverrides: false },
  }),
});

const API_HOST = url('http://api.example.cn/v1/login');

export const cases: RuleCases = {
  fail: [
    { name: 'the app names an http:// host', artifacts: { ...app, Network: network([API_HOST]) }, messages: ['host'] },
    {
      name: 'an SDK names one',
      artifacts: { ...app, Network: network([url('http://log.example.cn/', sdkOwner('umeng-analytics'))]) },
    },
    {
      name: 'several URLs of one host are one finding',
      artifacts: {
        ...app,
        Network: network([API_HOST, url('http://API.example.cn/v1/upload'), url('http://cdn.example.cn/')]),
      },
      messages: ['host', 'host'],
    },
    {
      name: 'allowed for this domain only',
      artifacts: {
        ...configured(domain('example.cn', true)),
        Network: network([API_HOST], { cleartextPermitted: false }),
      },
      messages: ['host'],
    },
    {
      name: 'the longest domain decides, whatever the order',
      artifacts: {
        ...configured(domain('example.cn', false), domain('api.example.cn', true)),
        Network: network([API_HOST]),
      },
      messages: ['host'],
    },
  ],
  review: [
    {
      name: 'code nobody claims',
      artifacts: { ...app, Network: network([url('http://api.example.cn/', UNKNOWN)]) },
      messages: ['host'],
    },
  ],
  pass: [
    { name: 'https', artifacts: { ...app, Network: network([url('https://api.example.cn/')]) } },
    {
      name: 'cleartext is refused',
      artifacts: { ...app, Network: network([API_HOST], { cleartextPermitted: false }) },
    },
    { name: 'library code', artifacts: { ...app, Network: network([url('http://api.example.cn/', LIBRARY)]) } },
    {
      name: 'refused for this domain',
      artifacts: { ...configured(domain('example.cn', false)), Network: network([API_HOST]) },
    },
    {
      name: 'a name that only ends alike is another domain',
      artifacts: {
        ...configured(domain('example.cn', true)),
        Network: network([url('http://badexample.cn/')], { cleartextPermitted: false }),
      },
    },
  ],
  notApplicable: [
    { name: 'no INTERNET permission', artifacts: { ...app, Network: network([API_HOST], { hasInternet: false }) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ...app, Network: network([]) } }],
};
