import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, appContext, call, declared, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = { informational: 'its findings are critical, high or low, never info' };

const lender = appContext(declared('C12'));
const bank = appContext(declared('C24'));
const incoming = method(
  'Landroid/telephony/SmsMessage;->createFromPdu([B)Landroid/telephony/SmsMessage;',
  'sms',
  'RECEIVE_SMS',
);

export const cases: RuleCases = {
  fail: [
    {
      name: 'a lender reads contacts',
      artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.contacts)) },
      messages: ['read'],
    },
    {
      name: 'through an SDK',
      artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.contacts, sdkOwner('tongdun'))) },
    },
    {
      name: 'a code out of a message',
      artifacts: { AppContext: bank, ApiCalls: apiCalls(call(incoming)) },
      messages: ['incoming'],
    },
    {
      name: 'a bank may pick a payee',
      artifacts: { AppContext: bank, ApiCalls: apiCalls(call(API.contacts)) },
      messages: ['contextual'],
    },
  ],
  review: [
    {
      name: 'the category is a guess',
      artifacts: {
        AppContext: appContext({ category: { id: 'C12', source: 'inferred', confidence: 0.6 } }),
        ApiCalls: apiCalls(call(API.sms)),
      },
    },
    { name: 'code nobody claims', artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.contacts, UNKNOWN)) } },
    {
      name: 'another market',
      market: 'other',
      artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.contacts)) },
    },
  ],
  pass: [
    { name: 'library code', artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.contacts, LIBRARY)) } },
    { name: 'the IMEI is another matter', artifacts: { AppContext: lender, ApiCalls: apiCalls(call(API.imei)) } },
    {
      name: 'a weak record',
      artifacts: { AppContext: lender, ApiCalls: apiCalls(call({ ...API.contacts, weak: true })) },
    },
  ],
  notApplicable: [
    { name: 'no category', artifacts: { AppContext: appContext(), ApiCalls: apiCalls(call(API.contacts)) } },
    {
      name: 'a messenger',
      artifacts: { AppContext: appContext(declared('C03')), ApiCalls: apiCalls(call(API.contacts)) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { AppContext: lender, ApiCalls: apiCalls() } }],
};
