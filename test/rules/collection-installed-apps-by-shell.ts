import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, manifest, sdkOwner, UNKNOWN } from './artifacts.js';
import { hidden, shell, text } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may run a command: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const old = manifest([], { minSdk: 19 });
const recent = manifest([], { minSdk: 24 });
const nothing = apiCalls();
const asText = call(text('pm list packages', 'installed-apps'), undefined, { confidence: 'possible' });

export const cases: RuleCases = {
  fail: [
    {
      name: 'the list of packages',
      artifacts: {
        Manifest: recent,
        DynamicCode: hidden({ shell: [shell('pm list packages -3')] }),
        ApiCalls: nothing,
      },
      messages: ['apps'],
    },
    {
      name: 'by its path, and said once',
      artifacts: {
        Manifest: recent,
        DynamicCode: hidden({ shell: [shell('/system/bin/pm list packages')] }),
        ApiCalls: apiCalls(asText),
      },
      messages: ['apps'],
    },
    {
      name: 'processes before Android 7',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [shell('ps')] }), ApiCalls: nothing },
      messages: ['processes'],
    },
  ],
  review: [
    {
      name: 'processes from Android 7 on are its own',
      artifacts: { Manifest: recent, DynamicCode: hidden({ shell: [shell('ps')] }), ApiCalls: nothing },
      messages: ['processes'],
    },
    {
      name: 'an SDK without a part in the counting',
      artifacts: {
        Manifest: old,
        DynamicCode: hidden({ shell: [shell('ps', sdkOwner('leakcanary'))] }),
        ApiCalls: nothing,
      },
    },
    {
      name: 'text that somebody may run',
      artifacts: { Manifest: old, DynamicCode: hidden(), ApiCalls: apiCalls(asText) },
      messages: ['apps'],
    },
    {
      name: 'code nobody claims',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [shell('ps', UNKNOWN)] }), ApiCalls: nothing },
    },
  ],
  pass: [
    {
      name: 'another command',
      artifacts: {
        Manifest: old,
        DynamicCode: hidden({ shell: [shell('psql'), shell('logcat -d'), shell('sh')] }),
        ApiCalls: nothing,
      },
    },
    {
      name: 'library code',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [shell('ps', LIBRARY)] }), ApiCalls: nothing },
    },
    {
      name: 'the interface has a rule of its own',
      artifacts: { Manifest: old, DynamicCode: hidden(), ApiCalls: apiCalls(call(API.installedApps)) },
    },
  ],
  open: [{ name: 'silence of unread code', artifacts: { Manifest: old, DynamicCode: hidden(), ApiCalls: nothing } }],
};
