import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, manifest, permissionFacts, permissionUse, usesPermission } from './artifacts.js';

export const impossible = {
  review: 'the finding is likely by its own word, and the rule judges in every market',
  notApplicable: 'an app without permissions passes: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

const CALENDAR = 'android.permission.READ_CALENDAR';
const INTERNET = 'android.permission.INTERNET';
const STORAGE = 'android.permission.WRITE_EXTERNAL_STORAGE';
const code = { ApiCalls: apiCalls() };

export const cases: RuleCases = {
  fail: [
    {
      name: 'nobody reads the calendar',
      artifacts: {
        ...code,
        Manifest: manifest([CALENDAR]),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'unused')),
      },
      messages: ['unused'],
    },
    {
      name: 'base and split ask: one finding',
      artifacts: {
        ...code,
        Manifest: manifest([], {
          permissions: [usesPermission(CALENDAR), usesPermission(CALENDAR, { split: 'split_map.apk' })],
        }),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'unused')),
      },
      messages: ['unused'],
    },
  ],
  pass: [
    {
      name: 'a call needs it',
      artifacts: {
        ...code,
        Manifest: manifest([CALENDAR]),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'used')),
      },
    },
    {
      name: 'the packer added it',
      artifacts: {
        ...code,
        Manifest: manifest([CALENDAR]),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'packer')),
      },
    },
    {
      name: 'no table says which calls need it',
      artifacts: {
        ...code,
        Manifest: manifest([CALENDAR]),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'notAssessed')),
      },
    },
    {
      name: 'INTERNET was dangerous before Android 6 and never a question',
      artifacts: {
        ...code,
        Manifest: manifest([INTERNET], { targetSdk: 19 }),
        Permissions: permissionFacts(permissionUse(INTERNET, 'unused')),
      },
    },
    {
      name: 'files are opened by path',
      artifacts: {
        ...code,
        Manifest: manifest([STORAGE]),
        Permissions: permissionFacts(permissionUse(STORAGE, 'unused')),
      },
    },
  ],
  open: [
    {
      name: 'silence of code that was not read',
      artifacts: {
        ...code,
        Manifest: manifest([CALENDAR]),
        Permissions: permissionFacts(permissionUse(CALENDAR, 'notAssessed')),
      },
    },
  ],
};
