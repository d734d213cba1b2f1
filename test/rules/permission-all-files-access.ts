import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, declared, manifest, usesPermission } from './artifacts.js';

export const impossible = { notApplicable: 'any app may ask for it: the rule has no appliesTo' };

const PERMISSION = 'android.permission.MANAGE_EXTERNAL_STORAGE';
const asks = manifest(['android.permission.INTERNET', PERMISSION]);
const news = appContext(declared('C30'));

export const cases: RuleCases = {
  fail: [
    { name: 'a news app asks for it', artifacts: { Manifest: asks, AppContext: news }, messages: ['declared'] },
    {
      name: 'base and split ask: one finding',
      artifacts: {
        Manifest: manifest([], {
          permissions: [usesPermission(PERMISSION), usesPermission(PERMISSION, { split: 'split_map.apk' })],
        }),
        AppContext: news,
      },
      messages: ['declared'],
    },
  ],
  review: [{ name: 'no category', artifacts: { Manifest: asks, AppContext: appContext() }, messages: ['declared'] }],
  informational: [
    {
      name: 'the category allows it for a function the user starts',
      artifacts: { Manifest: asks, AppContext: appContext(declared('C34')) },
      messages: ['contextual'],
    },
  ],
  pass: [{ name: 'nobody asks', artifacts: { Manifest: manifest(['android.permission.INTERNET']), AppContext: news } }],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest(), AppContext: news } }],
};
