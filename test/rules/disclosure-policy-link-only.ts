import type { RuleCases } from '../../src/rule/rule-tester.js';
import { policyState, sdkOwner, UNKNOWN } from './artifacts.js';
import { policyRead, policyTrace } from './ui-artifacts.js';

export const impossible = {
  fail: 'its findings are information: nothing is breached by a link',
  review: 'there is nothing to decide, only a text to be given with --policy',
  notApplicable: 'any app may have a policy: the rule has no appliesTo',
};

const URL = 'https://notes.example.com/privacy.html';
const remote = policyState('remote-only');

export const cases: RuleCases = {
  informational: [
    {
      name: 'a link in the strings',
      artifacts: { PolicyPresence: { ...remote, traces: [policyTrace('url', URL)] } },
      messages: ['link'],
    },
    {
      name: 'the title of a screen',
      artifacts: { PolicyPresence: { ...remote, traces: [policyTrace('mention', '隐私政策', UNKNOWN)] } },
      messages: ['mention'],
    },
    {
      name: "an SDK's own link is not the app's",
      artifacts: {
        PolicyPresence: {
          ...remote,
          traces: [
            policyTrace('url', 'https://www.umeng.com/policy', sdkOwner('umeng-common')),
            policyTrace('mention', '隐私政策'),
          ],
        },
      },
      messages: ['mention'],
    },
  ],
  pass: [
    { name: 'the text is there', artifacts: { PolicyPresence: policyRead() } },
    { name: 'there is none: another rule', artifacts: { PolicyPresence: policyState('none') } },
  ],
  open: [{ name: 'not all was searched', artifacts: { PolicyPresence: policyState('search-incomplete') } }],
};
