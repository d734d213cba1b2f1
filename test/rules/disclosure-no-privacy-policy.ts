import type { RuleCases } from '../../src/rule/rule-tester.js';
import {
  API,
  apiCalls,
  appContext,
  call,
  LIBRARY,
  manifest,
  permissionFacts,
  permissionUse,
  policyState,
  sdkOwner,
  UNKNOWN,
} from './artifacts.js';

export const impossible = { informational: 'its findings are high, medium or possible, never info' };

const INTERNET = 'android.permission.INTERNET';
const BLUETOOTH = 'android.permission.BLUETOOTH_CONNECT';
const READ_CONTACTS = 'android.permission.READ_CONTACTS';

const online = {
  PolicyPresence: policyState('none'),
  ApiCalls: apiCalls(),
  AppContext: appContext(),
  Manifest: manifest([INTERNET]),
  Permissions: permissionFacts(permissionUse(INTERNET, 'notAssessed', { level: 'normal', dataTypes: ['network.ip'] })),
};

export const cases: RuleCases = {
  fail: [
    {
      name: 'the app reads the IMEI and has INTERNET',
      artifacts: { ...online, ApiCalls: apiCalls(call(API.imei)) },
      messages: ['reads'],
    },
    {
      name: 'a recipient SDK reads it; several types are one finding',
      artifacts: { ...online, ApiCalls: apiCalls(call(API.imei, sdkOwner('umeng-analytics')), call(API.location)) },
      messages: ['reads'],
    },
    {
      name: 'messages are a way out too',
      artifacts: {
        ...online,
        Manifest: manifest(['android.permission.SEND_SMS']),
        ApiCalls: apiCalls(call(API.contacts)),
      },
      messages: ['reads'],
    },
    {
      name: 'a permission that opens personal data is asked for',
      artifacts: {
        ...online,
        Manifest: manifest([INTERNET, READ_CONTACTS]),
        Permissions: permissionFacts(permissionUse(READ_CONTACTS, 'unused')),
      },
      messages: ['potential'],
    },
  ],
  review: [
    {
      name: 'code nobody claims reads it',
      artifacts: { ...online, ApiCalls: apiCalls(call(API.imei, UNKNOWN)) },
      messages: ['maybe'],
    },
    {
      name: 'Bluetooth alone reaches the headset, not a company',
      artifacts: { ...online, Manifest: manifest([BLUETOOTH]), ApiCalls: apiCalls(call(API.contacts)) },
      messages: ['maybe'],
    },
    { name: 'another market', market: 'other', artifacts: { ...online, ApiCalls: apiCalls(call(API.imei)) } },
  ],
  pass: [
    {
      name: 'a policy was read',
      artifacts: { ...online, PolicyPresence: policyState('read'), ApiCalls: apiCalls(call(API.imei)) },
    },
    {
      name: 'a link is there',
      artifacts: { ...online, PolicyPresence: policyState('remote-only'), ApiCalls: apiCalls(call(API.imei)) },
    },
    {
      name: 'a policy that cannot be read is one',
      artifacts: { ...online, PolicyPresence: policyState('unreadable'), ApiCalls: apiCalls(call(API.imei)) },
    },
    { name: 'nothing is read', artifacts: online },
    { name: 'the kind of network names nobody', artifacts: { ...online, ApiCalls: apiCalls(call(API.networkType)) } },
    { name: 'library code', artifacts: { ...online, ApiCalls: apiCalls(call(API.imei, LIBRARY)) } },
    {
      name: 'the packer added the permission',
      artifacts: {
        ...online,
        Manifest: manifest([INTERNET, READ_CONTACTS]),
        Permissions: permissionFacts(permissionUse(READ_CONTACTS, 'packer')),
      },
    },
    {
      name: 'INTERNET was dangerous before Android 6 and never a question',
      artifacts: {
        ...online,
        Manifest: manifest([INTERNET], { targetSdk: 19 }),
        Permissions: permissionFacts(permissionUse(INTERNET, 'unused', { dataTypes: ['network.ip'] })),
      },
    },
    {
      name: 'a permission that opens no data',
      artifacts: {
        ...online,
        Manifest: manifest([INTERNET, 'android.permission.POST_NOTIFICATIONS']),
        Permissions: permissionFacts(
          permissionUse('android.permission.POST_NOTIFICATIONS', 'notAssessed', { dataTypes: [] }),
        ),
      },
    },
  ],
  notApplicable: [
    {
      name: 'nothing can leave the device',
      artifacts: { ...online, AppContext: appContext({ localOnly: true }), ApiCalls: apiCalls(call(API.imei)) },
    },
  ],
  open: [
    {
      name: 'the search was incomplete',
      artifacts: { ...online, PolicyPresence: policyState('search-incomplete'), ApiCalls: apiCalls(call(API.imei)) },
    },
  ],
};
