import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, sdkOwner, site, UNKNOWN } from './artifacts.js';

export const impossible = {
  notApplicable: 'any app may read an identifier: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const NAME_OF_METHOD = {
  api: 'getDeviceId',
  kind: 'string',
  name: 'Reflection target',
  dataTypes: ['device-id.imei'],
  permissions: [],
  weak: true,
} as const;

export const cases: RuleCases = {
  fail: [
    { name: 'the app reads the IMEI', artifacts: { ApiCalls: apiCalls(call(API.imei)) }, messages: ['read'] },
    {
      name: 'a recipient SDK reads it',
      artifacts: { ApiCalls: apiCalls(call(API.imei, sdkOwner('umeng-analytics'))) },
    },
    {
      name: 'several calls in one method are one finding, another method is another',
      artifacts: {
        ApiCalls: apiCalls(
          call(API.imei),
          call(API.imei, undefined, { site: site(undefined, { pc: 60 }) }),
          call(API.imei, undefined, { site: site(undefined, { method: 'Lcom/example/notes/Login;->send()V' }) }),
        ),
      },
      messages: ['read', 'read'],
    },
  ],
  review: [
    { name: 'code nobody claims', artifacts: { ApiCalls: apiCalls(call(API.imei, UNKNOWN)) }, messages: ['read'] },
    {
      name: 'a name that reflection could look up reads nothing by itself',
      artifacts: { ApiCalls: apiCalls(call(NAME_OF_METHOD)) },
      messages: ['named'],
    },
    {
      name: 'code out of reach',
      artifacts: { ApiCalls: apiCalls(call(API.imei, undefined, { reach: 'unreachable', confidence: 'possible' })) },
    },
  ],
  pass: [
    { name: 'no call', artifacts: { ApiCalls: apiCalls() } },
    { name: 'library code reads for whoever uses it', artifacts: { ApiCalls: apiCalls(call(API.imei, LIBRARY)) } },
    { name: 'the Android ID can be reset', artifacts: { ApiCalls: apiCalls(call(API.androidId)) } },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { ApiCalls: apiCalls() } }],
};
