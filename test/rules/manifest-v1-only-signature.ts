import type { RuleCases } from '../../src/rule/rule-tester.js';
import type { SigningFacts } from '../../src/model/index.js';
import { manifest } from './artifacts.js';
import { signing } from './security-artifacts.js';

export const impossible = {
  review: 'the schemes of a package are confirmed, and the rule judges in every market',
  informational: 'the rule is low and lowers nothing',
};

const app = (facts: SigningFacts, minSdk: number) => ({ Signing: facts, Manifest: manifest([], { minSdk }) });

export const cases: RuleCases = {
  fail: [
    { name: 'installs from Android 5.0', artifacts: app(signing(['v1']), 21), messages: ['v1Only'] },
    { name: 'installs from Android 8.0, the last affected', artifacts: app(signing(['v1']), 26), messages: ['v1Only'] },
  ],
  pass: [
    { name: 'v1 and v2', artifacts: app(signing(['v1', 'v2']), 21) },
    { name: 'v2 only', artifacts: app(signing(['v2']), 24) },
    { name: 'only on versions with the fix', artifacts: app(signing(['v1']), 27) },
  ],
  notApplicable: [
    { name: 'not signed at all', artifacts: app(signing([]), 21) },
    { name: 'the signature does not verify', artifacts: app({ ...signing(['v1']), verified: false }, 21) },
  ],
  open: [{ name: 'the package could not be read to its end', artifacts: app(signing(['v2']), 21) }],
};
