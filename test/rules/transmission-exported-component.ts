import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { Component } from '../../src/model/index.js';
import { manifest } from './artifacts.js';
import { component, filter } from './security-artifacts.js';

export const impossible = {
  fail: 'the rule is for review: a name is no proof',
  notApplicable: 'any app has components: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

const activity = (name: string, over: Partial<Component> = {}): Component =>
  component('activity', `com.example.notes.${name}`, over);
const app = (...components: Component[]) => ({ Manifest: manifest([], { components }) });

export const cases: RuleCases = {
  review: [
    { name: 'a transfer', artifacts: app(activity('DoTransferActivity')), messages: ['open'] },
    {
      name: 'an action of its own does not say that all may come in',
      artifacts: app(
        component('receiver', 'com.example.notes.SmsReader', { intentFilters: filter('com.example.notes.READ') }),
      ),
      messages: ['open'],
    },
    {
      name: 'an alias is judged by what it opens',
      artifacts: app(
        component('activity-alias', 'com.example.notes.Shortcut', {
          targetActivity: 'com.example.notes.PasswordActivity',
        }),
      ),
      messages: ['open'],
    },
  ],
  pass: [
    { name: 'nothing sensitive in the name', artifacts: app(activity('AboutActivity')) },
    {
      name: 'not exported',
      artifacts: app(activity('LoginActivity', { exported: false, effectivelyExported: false })),
    },
    { name: 'guarded', artifacts: app(activity('LoginActivity', { permission: 'com.example.notes.IN' })) },
    {
      name: 'made for links',
      artifacts: app(activity('ProfileActivity', { intentFilters: filter('android.intent.action.VIEW') })),
    },
    {
      name: 'a broadcast only the system sends',
      artifacts: app(
        component('receiver', 'com.example.notes.SmsReceiver', {
          intentFilters: filter('android.provider.Telephony.SMS_RECEIVED'),
        }),
      ),
    },
    { name: "the callback of WeChat's SDK", artifacts: app(activity('wxapi.WXPayEntryActivity')) },
    { name: "an SDK's own", artifacts: app(component('activity', 'com.tencent.tauth.AuthMessageActivity')) },
    { name: 'part of a word', artifacts: app(activity('ShoppingActivity')) },
  ],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
