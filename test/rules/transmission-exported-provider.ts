import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { Component, CustomPermission } from '../../src/model/index.js';
import { manifest } from './artifacts.js';
import { component } from './security-artifacts.js';

export const impossible = {
  notApplicable: 'any app may declare a provider: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const READ = 'com.example.notes.READ';

const provider = (name: string, over: Partial<Component> = {}): Component =>
  component('provider', `com.example.notes.${name}`, { authorities: [`com.example.notes.${name}`], ...over });
const app = (one: Component, ...customPermissions: CustomPermission[]) => ({
  Manifest: manifest([], { components: [one], customPermissions }),
});
const defined = (protectionLevel: string): CustomPermission => ({
  name: READ,
  protectionLevel,
  xpath: '/manifest/permission[1]',
});

export const cases: RuleCases = {
  fail: [
    { name: 'messages', artifacts: app(provider('MessageProvider')), messages: ['personal'] },
    {
      name: 'the authority says it',
      artifacts: app(provider('Provider', { authorities: ['com.example.notes.user_contacts'] })),
      messages: ['personal'],
    },
    {
      name: 'a permission that every app gets',
      artifacts: app(provider('UserProvider', { readPermission: READ }), defined('normal')),
      messages: ['personal'],
    },
  ],
  review: [{ name: 'nothing in the name', artifacts: app(provider('DownloadProvider')), messages: ['open'] }],
  pass: [
    {
      name: 'not exported',
      artifacts: app(provider('MessageProvider', { exported: false, effectivelyExported: false })),
    },
    {
      name: "behind the app's own signature",
      artifacts: app(provider('MessageProvider', { readPermission: READ }), defined('signature')),
    },
    {
      name: 'behind a permission of another app',
      artifacts: app(provider('MessageProvider', { readPermission: 'android.permission.MANAGE_DOCUMENTS' })),
    },
    { name: 'switched off', artifacts: app(provider('MessageProvider', { enabled: false })) },
    { name: 'a service is no provider', artifacts: app(component('service', 'com.example.notes.MessageService')) },
  ],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
