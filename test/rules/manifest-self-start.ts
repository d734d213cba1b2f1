import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { Component, ManifestModel } from '../../src/model/index.js';
import { application, manifest } from './artifacts.js';
import { component, filter } from './security-artifacts.js';

export const impossible = {
  notApplicable: 'any app may declare receivers: the rule has no appliesTo',
};

const BOOT = 'android.intent.action.BOOT_COMPLETED';
const RECEIVE_BOOT = 'android.permission.RECEIVE_BOOT_COMPLETED';
const thresholds = { wakeUpBroadcasts: 2 };

const receiver = (...actions: string[]): Component =>
  component('receiver', 'com.example.notes.Wake', { intentFilters: filter(...actions) });
const app = (components: Component[], over: Partial<ManifestModel> = {}) => ({
  Manifest: manifest([RECEIVE_BOOT], { components, ...over }),
});
const daemon = (over: Partial<Component> = {}) => component('service', 'cn.jpush.android.service.DaemonService', over);

export const cases: RuleCases = {
  fail: [
    {
      name: 'an old target is woken by boot and by unlocking',
      artifacts: app([receiver(BOOT, 'android.intent.action.USER_PRESENT')], { targetSdk: 25 }),
      thresholds,
      messages: ['wakes'],
    },
    { name: 'a push service any app can start', artifacts: app([daemon()]), thresholds, messages: ['linked'] },
  ],
  review: [
    {
      name: 'a sync adapter with an account of its own',
      artifacts: app([
        component('service', 'com.example.notes.Sync', { intentFilters: filter('android.content.SyncAdapter') }),
        component('service', 'com.example.notes.Auth', {
          intentFilters: filter('android.accounts.AccountAuthenticator'),
        }),
      ]),
      thresholds,
      messages: ['sync'],
    },
  ],
  informational: [
    {
      name: 'started once after a restart; unlocking no longer reaches a new target',
      artifacts: app([receiver(BOOT, 'android.intent.action.USER_PRESENT')]),
      thresholds,
      messages: ['wakes'],
    },
    {
      name: 'persistent',
      artifacts: app([], { application: application({ persistent: true }) }),
      thresholds,
      messages: ['persistent'],
    },
  ],
  pass: [
    { name: 'boot without the permission', artifacts: { Manifest: manifest([], { components: [receiver(BOOT)] }) } },
    { name: 'a receiver that is switched off', artifacts: app([{ ...receiver(BOOT), enabled: false }]), thresholds },
    { name: 'its own update', artifacts: app([receiver('android.intent.action.MY_PACKAGE_REPLACED')]), thresholds },
    {
      name: "the push service is the app's alone, or guarded",
      artifacts: app([
        daemon({ exported: false, effectivelyExported: false }),
        daemon({ permission: 'com.example.notes.PUSH' }),
      ]),
      thresholds,
    },
    {
      name: 'a sync adapter without an account',
      artifacts: app([
        component('service', 'com.example.notes.Sync', { intentFilters: filter('android.content.SyncAdapter') }),
      ]),
      thresholds,
    },
  ],
  open: [{ name: 'a required split is missing', artifacts: app([]), thresholds }],
};
