import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, appContext, call, declared, LIBRARY, sdkOwner, site, UNKNOWN } from './artifacts.js';

export const impossible = { notApplicable: 'any app may read them: the rule has no appliesTo' };

const news = appContext(declared('C30'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'a news app reads the contacts',
      artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.contacts)) },
      messages: ['read'],
    },
    {
      name: 'an SDK in it does',
      artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.contacts, sdkOwner('umeng-analytics'))) },
    },
    {
      name: 'a surely inferred category judges',
      artifacts: {
        AppContext: appContext({ category: { id: 'C30', source: 'inferred', confidence: 0.8 } }),
        ApiCalls: apiCalls(call(API.sms)),
      },
    },
    {
      name: 'mobile banking: contacts when the user picks a payee, messages never',
      artifacts: { AppContext: appContext(declared('C24')), ApiCalls: apiCalls(call(API.contacts), call(API.sms)) },
      messages: ['contextual', 'read'],
    },
    {
      name: 'several calls in one method are one finding',
      artifacts: {
        AppContext: news,
        ApiCalls: apiCalls(call(API.sms), call(API.sms, undefined, { site: site(undefined, { pc: 90 }) })),
      },
      messages: ['read'],
    },
  ],
  review: [
    {
      name: 'no category',
      artifacts: { AppContext: appContext(), ApiCalls: apiCalls(call(API.sms)) },
      messages: ['read'],
    },
    {
      name: 'a guessed category does not judge',
      artifacts: {
        AppContext: appContext({ category: { id: 'C30', source: 'inferred', confidence: 0.79 } }),
        ApiCalls: apiCalls(call(API.sms)),
      },
    },
    { name: 'code nobody claims', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.contacts, UNKNOWN)) } },
  ],
  informational: [
    {
      name: 'mobile banking lets the user pick a payee',
      artifacts: { AppContext: appContext(declared('C24')), ApiCalls: apiCalls(call(API.contacts)) },
      messages: ['contextual'],
    },
  ],
  pass: [
    { name: 'other data', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei)) } },
    { name: 'library code', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.contacts, LIBRARY)) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { AppContext: news, ApiCalls: apiCalls() } }],
};
