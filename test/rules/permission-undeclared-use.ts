import type { RuleCases } from '../../src/rule/rule-tester.js';
import { API, apiCalls, call, LIBRARY, permissionFacts, permissionUse, sdkOwner, site, UNKNOWN } from './artifacts.js';

export const impossible = {
  fail: 'the rule is info: what the system refuses is not collected',
  review: 'only calls of the app in reach are told, and they are info',
  notApplicable: 'any app may miss a permission: the rule has no appliesTo',
};

const FINE = 'android.permission.ACCESS_FINE_LOCATION';
const missing = permissionFacts(permissionUse(FINE, 'undeclared'));

export const cases: RuleCases = {
  informational: [
    {
      name: 'the app asks for its place',
      artifacts: { Permissions: missing, ApiCalls: apiCalls(call(API.location)) },
      messages: ['undeclared'],
    },
    {
      name: 'two calls in one method are one finding, another interface is another',
      artifacts: {
        Permissions: missing,
        ApiCalls: apiCalls(
          call(API.location),
          call(API.location, undefined, { site: site(undefined, { pc: 70 }) }),
          call({
            ...API.location,
            api: 'Landroid/location/LocationManager;->getGpsStatus(Landroid/location/GpsStatus;)Landroid/location/GpsStatus;',
            name: 'LocationManager.getGpsStatus',
          }),
        ),
      },
      messages: ['undeclared', 'undeclared'],
    },
    {
      name: 'the permission need not be the first that opens the call',
      artifacts: {
        Permissions: missing,
        ApiCalls: apiCalls(
          call(API.location, undefined, { permissions: ['android.permission.LOCATION_HARDWARE', FINE] }),
        ),
      },
      messages: ['undeclared'],
    },
  ],
  pass: [
    {
      name: 'nothing is missing',
      artifacts: { Permissions: permissionFacts(permissionUse(FINE, 'used')), ApiCalls: apiCalls(call(API.location)) },
    },
    {
      name: 'another permission opens the call',
      artifacts: {
        Permissions: permissionFacts(
          permissionUse('android.permission.ACCESS_COARSE_LOCATION', 'used'),
          permissionUse(FINE, 'undeclared'),
        ),
        ApiCalls: apiCalls(call(API.location)),
      },
    },
    {
      name: 'an SDK tries what it can get',
      artifacts: { Permissions: missing, ApiCalls: apiCalls(call(API.location, sdkOwner('amap-location'))) },
    },
    { name: 'library code', artifacts: { Permissions: missing, ApiCalls: apiCalls(call(API.location, LIBRARY)) } },
    {
      name: 'code nobody claims',
      artifacts: { Permissions: missing, ApiCalls: apiCalls(call(API.location, UNKNOWN)) },
    },
    {
      name: 'code out of reach',
      artifacts: { Permissions: missing, ApiCalls: apiCalls(call(API.location, undefined, { reach: 'unreachable' })) },
    },
  ],
  open: [
    { name: 'silence of code that was not read', artifacts: { Permissions: permissionFacts(), ApiCalls: apiCalls() } },
  ],
};
