import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { AppContext } from '../../src/model/index.js';
import { appContext, declared, manifest } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask for the access: the rule has no appliesTo',
};

const USAGE = 'android.permission.PACKAGE_USAGE_STATS';
const OVERLAY = 'android.permission.SYSTEM_ALERT_WINDOW';
const INSTALL = 'android.permission.REQUEST_INSTALL_PACKAGES';
const app = (permissions: readonly string[], AppContext: AppContext) => ({
  Manifest: manifest(permissions),
  AppContext,
});
const shopping = appContext(declared('C06'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'a shop asks for two',
      artifacts: app([OVERLAY, USAGE], shopping),
      messages: ['declared', 'declared'],
    },
  ],
  review: [{ name: 'no category', artifacts: app([INSTALL], appContext()), messages: ['declared'] }],
  informational: [
    {
      name: 'a phone guard may, when the user starts the function',
      artifacts: app([USAGE], appContext(declared('C34'))),
      messages: ['contextual'],
    },
  ],
  pass: [
    { name: 'an app store installs apps', artifacts: app([INSTALL], appContext(declared('C37'))) },
    { name: 'none of them', artifacts: app(['android.permission.CAMERA'], shopping) },
  ],
  open: [{ name: 'a required split is missing', artifacts: app([], shopping) }],
};
