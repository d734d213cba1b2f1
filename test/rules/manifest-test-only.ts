import type { RuleCases } from '../../src/rule/rule-tester.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  review: 'a fact of the manifest is confirmed, and the rule judges in every market',
  notApplicable: 'every app has the flag or its default: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
};

export const cases: RuleCases = {
  fail: [
    {
      name: 'made with the Run button',
      artifacts: { Manifest: manifest([], { application: application({ testOnly: true }) }) },
      messages: ['testOnly'],
    },
  ],
  pass: [{ name: 'a release build', artifacts: { Manifest: manifest() } }],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
