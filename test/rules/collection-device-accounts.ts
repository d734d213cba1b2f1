import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, call, LIBRARY, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = { notApplicable: 'any app may ask for accounts: the rule has no appliesTo' };

const all = method(
  'Landroid/accounts/AccountManager;->getAccounts()[Landroid/accounts/Account;',
  'accounts.device',
  'GET_ACCOUNTS',
);
const ofKind = method(
  'Landroid/accounts/AccountManager;->getAccountsByType(Ljava/lang/String;)[Landroid/accounts/Account;',
  'accounts.device',
);
const detail = method(
  'Landroid/accounts/AccountManager;->getUserData(Landroid/accounts/Account;Ljava/lang/String;)Ljava/lang/String;',
  'accounts.device',
);

export const cases: RuleCases = {
  fail: [
    { name: 'every account', artifacts: { ApiCalls: apiCalls(call(all), call(ofKind)) }, messages: ['all', 'kind'] },
  ],
  review: [{ name: 'code nobody claims', artifacts: { ApiCalls: apiCalls(call(all, UNKNOWN)) } }],
  informational: [
    { name: 'accounts of one kind', artifacts: { ApiCalls: apiCalls(call(ofKind)) }, messages: ['kind'] },
  ],
  pass: [
    { name: 'library code', artifacts: { ApiCalls: apiCalls(call(all, LIBRARY)) } },
    { name: 'a detail of an account it holds', artifacts: { ApiCalls: apiCalls(call(detail)) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ApiCalls: apiCalls() } }],
};
