import type { RuleCases } from '../../src/rule/rule-tester.js';
import { manifest, service } from './artifacts.js';
import { component } from './security-artifacts.js';

export const impossible = {
  fail: 'the rule is for review: what the app is made for is not in the package',
  notApplicable: 'any app may take a role: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const vpn = service('com.example.notes.Tunnel', 'android.permission.BIND_VPN_SERVICE');
const admin = component('receiver', 'com.example.notes.Admin', { permission: 'android.permission.BIND_DEVICE_ADMIN' });

export const cases: RuleCases = {
  review: [
    { name: 'a VPN', artifacts: { Manifest: manifest([], { components: [vpn] }) }, messages: ['role'] },
    {
      name: 'two roles',
      artifacts: { Manifest: manifest([], { components: [vpn, admin] }) },
      messages: ['role', 'role'],
    },
  ],
  pass: [
    { name: 'a service of its own', artifacts: { Manifest: manifest([], { components: [service('com.example.A')] }) } },
    {
      name: 'the permission on another kind of component makes no role',
      artifacts: { Manifest: manifest([], { components: [{ ...vpn, kind: 'activity' }] }) },
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
