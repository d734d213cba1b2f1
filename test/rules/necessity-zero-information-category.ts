import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, appContext, call, declared, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';

export const impossible = { informational: 'its findings are high or low, never info' };

const news = appContext(declared('C30'));

export const cases: RuleCases = {
  fail: [
    {
      name: 'a news app reads the IMEI',
      artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei)) },
      messages: ['read'],
    },
    {
      name: 'a fitness app reads the location: lawful for a run the user starts, and light',
      artifacts: { AppContext: appContext(declared('C31')), ApiCalls: apiCalls(call(API.location)) },
      messages: ['contextual'],
    },
    {
      name: 'the category was inferred surely',
      artifacts: {
        AppContext: appContext({ category: { id: 'C30', source: 'inferred', confidence: 0.85 } }),
        ApiCalls: apiCalls(call(API.contacts)),
      },
    },
  ],
  review: [
    {
      name: 'code out of reach',
      artifacts: {
        AppContext: news,
        ApiCalls: apiCalls(call(API.imei, undefined, { reach: 'unreachable', confidence: 'possible' })),
      },
    },
    { name: 'another market', market: 'other', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei)) } },
  ],
  pass: [
    {
      name: 'an SDK reads it: a matter of consent and disclosure',
      artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei, sdkOwner('umeng-analytics'))) },
    },
    { name: 'code nobody claims', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei, UNKNOWN)) } },
    { name: 'library code', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.imei, LIBRARY)) } },
    { name: 'a question about one package', artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.onePackage)) } },
    {
      name: 'a virus scanner lists the apps',
      artifacts: { AppContext: appContext(declared('C34')), ApiCalls: apiCalls(call(API.installedApps)) },
    },
    {
      name: 'the kind of network is outside the list',
      artifacts: { AppContext: news, ApiCalls: apiCalls(call(API.networkType)) },
    },
  ],
  notApplicable: [
    { name: 'no category', artifacts: { AppContext: appContext(), ApiCalls: apiCalls(call(API.imei)) } },
    {
      name: 'a guessed category',
      artifacts: {
        AppContext: appContext({ category: { id: 'C30', source: 'inferred', confidence: 0.5 } }),
        ApiCalls: apiCalls(call(API.imei)),
      },
    },
    {
      name: 'a map needs the location',
      artifacts: { AppContext: appContext(declared('C01')), ApiCalls: apiCalls(call(API.location)) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { AppContext: news, ApiCalls: apiCalls() } }],
};
