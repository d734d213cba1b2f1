import type { RuleCases } from '../../src/rule/rule-tester.js';
import { application, manifest } from './artifacts.js';

export const impossible = {
  review: 'a fact of the manifest is confirmed, and the rule judges in every market',
  notApplicable: 'every app has the flag or not: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

export const cases: RuleCases = {
  fail: [
    {
      name: 'a debug build',
      artifacts: { Manifest: manifest([], { application: application({ debuggable: true }) }) },
      messages: ['debuggable'],
    },
  ],
  pass: [{ name: 'a release build', artifacts: { Manifest: manifest() } }],
  open: [{ name: 'a required split is missing', artifacts: { Manifest: manifest() } }],
};
