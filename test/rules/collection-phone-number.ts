import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { method, text } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may ask the SIM for its number: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const number = method(
  'Landroid/telephony/TelephonyManager;->getLine1Number()Ljava/lang/String;',
  'phone-number',
  'READ_PHONE_NUMBERS',
);

export const cases: RuleCases = {
  fail: [
    { name: 'the app asks the SIM', artifacts: { ApiCalls: apiCalls(call(number)) }, messages: ['read'] },
    { name: 'an SDK asks it', artifacts: { ApiCalls: apiCalls(call(number, sdkOwner('mob-common'))) } },
  ],
  review: [{ name: 'code nobody claims', artifacts: { ApiCalls: apiCalls(call(number, UNKNOWN)) } }],
  pass: [
    { name: 'library code', artifacts: { ApiCalls: apiCalls(call(number, LIBRARY)) } },
    { name: 'a string is no call', artifacts: { ApiCalls: apiCalls(call(text('line1', 'phone-number'))) } },
    { name: 'another identifier', artifacts: { ApiCalls: apiCalls(call(API.imei)) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ApiCalls: apiCalls() } }],
};
