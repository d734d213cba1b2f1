import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { AppContext, ManifestModel } from '../../src/model/index.js';
import { appContext, declared, manifest, service } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may declare both: the rule has no appliesTo',
  informational: 'the rule is high and lowers nothing',
};

const OVERLAY = 'android.permission.SYSTEM_ALERT_WINDOW';
const READER = service('com.example.notes.Reader', 'android.permission.BIND_ACCESSIBILITY_SERVICE');
const shopping = appContext(declared('C06'));
const app = (Manifest: ManifestModel, AppContext: AppContext = shopping) => ({ Manifest, AppContext });

export const cases: RuleCases = {
  fail: [
    { name: 'a shop with both', artifacts: app(manifest([OVERLAY], { components: [READER] })), messages: ['both'] },
  ],
  review: [
    {
      name: 'no category',
      artifacts: app(manifest([OVERLAY], { components: [READER] }), appContext()),
      messages: ['both'],
    },
  ],
  pass: [
    { name: 'overlay alone', artifacts: app(manifest([OVERLAY])) },
    { name: 'accessibility alone', artifacts: app(manifest([], { components: [READER] })) },
  ],
  open: [{ name: 'a required split is missing', artifacts: app(manifest()) }],
};
