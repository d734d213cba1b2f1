import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext, policyState } from './artifacts.js';
import { policyRead, texts, ui } from './ui-artifacts.js';

export const impossible = {
  fail: 'the rule is for review: the way may stand in the system settings or on a page',
  informational: 'the rule is medium and lowers nothing',
};

const silent = { PolicyPresence: policyRead('guardian'), Ui: ui(), AppContext: appContext() };

export const cases: RuleCases = {
  review: [{ name: 'neither policy nor texts', artifacts: silent, messages: ['silent'] }],
  pass: [
    { name: 'the policy tells how', artifacts: { ...silent, PolicyPresence: policyRead('consent-withdrawal') } },
    { name: 'a switch in the settings', artifacts: { ...silent, Ui: texts('撤回同意隐私政策') } },
    { name: 'the policy was not read', artifacts: { ...silent, PolicyPresence: policyState('remote-only') } },
    { name: 'there is none: another rule', artifacts: { ...silent, PolicyPresence: policyState('none') } },
  ],
  notApplicable: [
    { name: 'nothing is read', artifacts: { ...silent, AppContext: appContext({ readsPersonalData: false }) } },
    { name: 'nothing can leave the device', artifacts: { ...silent, AppContext: appContext({ localOnly: true }) } },
  ],
  open: [{ name: 'not all was searched', artifacts: { ...silent, PolicyPresence: policyState('search-incomplete') } }],
};
