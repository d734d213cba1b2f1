import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, declared, manifest } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask for the location: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const fine = manifest(['android.permission.ACCESS_FINE_LOCATION', 'android.permission.ACCESS_COARSE_LOCATION']);

export const cases: RuleCases = {
  fail: [
    {
      name: 'news of the town',
      artifacts: { Manifest: fine, AppContext: appContext(declared('C30')) },
      messages: ['coarse'],
    },
    { name: 'a game', artifacts: { Manifest: fine, AppContext: appContext(declared('C18')) }, messages: ['none'] },
  ],
  review: [
    { name: 'no category', artifacts: { Manifest: fine, AppContext: appContext() }, messages: ['unknown'] },
    {
      name: 'a guessed category says nothing',
      artifacts: {
        Manifest: fine,
        AppContext: appContext({ category: { id: 'C18', source: 'inferred', confidence: 0.6 } }),
      },
      messages: ['unknown'],
    },
  ],
  pass: [
    { name: 'a map', artifacts: { Manifest: fine, AppContext: appContext(declared('C01')) } },
    { name: 'a run the user starts', artifacts: { Manifest: fine, AppContext: appContext(declared('C31')) } },
    {
      name: 'the coarse one only',
      artifacts: {
        Manifest: manifest(['android.permission.ACCESS_COARSE_LOCATION']),
        AppContext: appContext(declared('C30')),
      },
    },
  ],
  open: [{ name: 'a split is missing', artifacts: { Manifest: manifest(), AppContext: appContext() } }],
};
