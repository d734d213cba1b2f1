import type { RuleCases } from '../../src/rule/rule-tester.js';
import { manifest, permissionFacts, permissionUse, usesPermission } from './artifacts.js';

export const impossible = {
  review: 'a fact of the manifest is confirmed, and the rule judges in every market',
  notApplicable: 'an app without dangerous permissions passes: the rule has no appliesTo',
  informational: 'the rule is high and lowers nothing',
};

const CAMERA = 'android.permission.CAMERA';
const INTERNET = 'android.permission.INTERNET';
const CONTACTS = 'android.permission.READ_CONTACTS';

const uses = permissionFacts(
  permissionUse(CAMERA, 'used'),
  permissionUse(CONTACTS, 'unused'),
  permissionUse(INTERNET, 'unused'),
);

export const cases: RuleCases = {
  fail: [
    {
      name: 'target 22',
      artifacts: { Manifest: manifest([CAMERA, CONTACTS, INTERNET], { targetSdk: 22 }), Permissions: uses },
      messages: ['granted'],
    },
    {
      name: 'no target: the minimum counts',
      artifacts: {
        Manifest: manifest([CAMERA], { minSdk: 9, targetSdk: 9, targetSdkDeclared: false }),
        Permissions: uses,
      },
      messages: ['granted'],
    },
    {
      name: 'asked only on Android 6 and above',
      artifacts: {
        Manifest: manifest([], {
          targetSdk: 22,
          permissions: [usesPermission(CAMERA, { element: 'uses-permission-sdk-23' })],
        }),
        Permissions: uses,
      },
    },
  ],
  pass: [
    { name: 'target 23', artifacts: { Manifest: manifest([CAMERA], { targetSdk: 23 }), Permissions: uses } },
    {
      name: 'INTERNET is no question on any Android',
      artifacts: { Manifest: manifest([INTERNET], { targetSdk: 19 }), Permissions: uses },
    },
    {
      name: 'the packer added the permission',
      artifacts: {
        Manifest: manifest([CAMERA], { targetSdk: 22 }),
        Permissions: permissionFacts(permissionUse(CAMERA, 'packer')),
      },
    },
  ],
  open: [
    {
      name: 'a required split is missing',
      artifacts: { Manifest: manifest([], { targetSdk: 22 }), Permissions: permissionFacts() },
    },
  ],
};
