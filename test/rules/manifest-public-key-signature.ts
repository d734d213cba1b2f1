import type { RuleCases } from '../../src/rule/rule-tester.js';
import { signing } from './security-artifacts.js';

export const impossible = {
  review: 'a certificate is a confirmed fact, and the rule judges in every market',
  informational: 'the rule is medium or low and lowers nothing to info',
};

/** `apksigner verify --print-certs` of a package that AOSP's build signed. */
const TESTKEY = {
  sha256: 'a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc',
  subject: 'emailAddress=android@android.com,CN=Android,OU=Android,O=Android,L=Mountain View,ST=California,C=US',
};

export const cases: RuleCases = {
  fail: [
    { name: 'AOSP testkey', artifacts: { Signing: signing(['v1', 'v2'], TESTKEY) }, messages: ['publicKey'] },
    {
      name: 'debug key of Android Studio',
      artifacts: { Signing: signing(['v2'], { subject: 'C=US,O=Android,CN=Android Debug' }) },
      messages: ['debugKey'],
    },
    {
      name: 'debug key in the older order',
      artifacts: { Signing: signing(['v1'], { subject: 'CN=Android Debug,O=Android,C=US' }) },
      messages: ['debugKey'],
    },
  ],
  pass: [
    { name: 'a key of its own', artifacts: { Signing: signing(['v2', 'v3']) } },
    {
      name: 'the name of AOSP on another key proves nothing',
      artifacts: { Signing: signing(['v2'], { subject: TESTKEY.subject }) },
    },
    {
      name: 'a company that is called Android Debugging',
      artifacts: { Signing: signing(['v2'], { subject: 'CN=Android Debugging Ltd,O=Android,C=US' }) },
    },
  ],
  notApplicable: [
    { name: 'the signature does not verify', artifacts: { Signing: { ...signing(['v2'], TESTKEY), verified: false } } },
  ],
  open: [{ name: 'the package could not be read to its end', artifacts: { Signing: signing(['v2']) } }],
};
