import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, appContext, call, policyState, UNKNOWN } from './artifacts.js';
import { policyRead, policyTrace, texts, ui } from './ui-artifacts.js';

export const impossible = { informational: 'the rule is high and lowers nothing' };

const child = {
  AppContext: appContext({ minors: true }),
  ApiCalls: apiCalls(call(API.imei), call(API.location)),
  Ui: ui(),
  PolicyPresence: policyState('none'),
};

export const cases: RuleCases = {
  fail: [
    { name: 'no policy at all', artifacts: child, messages: ['silent'] },
    {
      name: 'a policy for grown-ups',
      artifacts: { ...child, PolicyPresence: policyRead('consent-withdrawal') },
      messages: ['silent'],
    },
  ],
  review: [
    {
      name: 'the policy is on the server',
      artifacts: {
        ...child,
        PolicyPresence: { ...policyState('remote-only'), traces: [policyTrace('mention', '隐私政策')] },
      },
      messages: ['remote'],
    },
    { name: 'another market', market: 'other', artifacts: child },
  ],
  pass: [
    { name: 'a gate for parents', artifacts: { ...child, Ui: texts('请家长协助完成验证') } },
    { name: 'in English', artifacts: { ...child, Ui: texts('Ask a parent to continue') } },
    { name: 'the policy speaks of guardians', artifacts: { ...child, PolicyPresence: policyRead('guardian') } },
    { name: 'nothing about the child is read', artifacts: { ...child, ApiCalls: apiCalls(call(API.networkType)) } },
    { name: 'code nobody claims', artifacts: { ...child, ApiCalls: apiCalls(call(API.imei, UNKNOWN)) } },
  ],
  notApplicable: [{ name: 'for everybody', artifacts: { ...child, AppContext: appContext() } }],
  open: [{ name: 'not all was read', artifacts: { ...child, ApiCalls: apiCalls() } }],
};
