import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may read the location: the rule has no appliesTo',
  fail: 'the rule informs: other rules judge whether the location is needed',
  review: 'the rule informs: other rules judge whether the location is needed',
};

export const cases: RuleCases = {
  informational: [
    { name: 'the app reads it', artifacts: { ApiCalls: apiCalls(call(API.location)) }, messages: ['read'] },
    { name: 'an SDK reads it', artifacts: { ApiCalls: apiCalls(call(API.location, sdkOwner('amap-location'))) } },
  ],
  pass: [
    { name: 'code nobody claims', artifacts: { ApiCalls: apiCalls(call(API.location, UNKNOWN)) } },
    { name: 'library code', artifacts: { ApiCalls: apiCalls(call(API.location, LIBRARY)) } },
    {
      name: 'a coordinate taken from somewhere',
      artifacts: { ApiCalls: apiCalls(call({ ...API.location, weak: true })) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ApiCalls: apiCalls() } }],
};
