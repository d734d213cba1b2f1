import type { RuleCases } from '../../src/rule/rule-tester.js';
import { APP, apiCalls, call, LIBRARY, manifest, sdkOwner, UNKNOWN } from './artifacts.js';
import { HARDWARE_ADDRESS, hidden, inMethod, method, shell, text } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may look for the address: the rule has no appliesTo',
  informational: 'the rule is medium and lowers nothing',
};

const FILE = '/sys/class/net/wlan0/address';
const old = manifest([], { minSdk: 21 });
const none = hidden();
const file = call(text(FILE, 'device-id.mac-wifi'), undefined, { confidence: 'possible' });
const elsewhere = call(text(FILE, 'device-id.mac-wifi'), APP, {
  confidence: 'possible',
  ...inMethod('Lcom/example/notes/Mac;->path()Ljava/lang/String;'),
});
const cat = shell(`cat ${FILE}`);

export const cases: RuleCases = {
  fail: [
    {
      name: 'the network interfaces',
      artifacts: { Manifest: old, DynamicCode: none, ApiCalls: apiCalls(call(HARDWARE_ADDRESS)) },
      messages: ['interface'],
    },
    {
      name: 'an SDK asks them',
      artifacts: {
        Manifest: old,
        DynamicCode: none,
        ApiCalls: apiCalls(call(HARDWARE_ADDRESS, sdkOwner('umeng-common'))),
      },
    },
    {
      name: 'a command, and its text is not said again',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [cat] }), ApiCalls: apiCalls(file) },
      messages: ['shell'],
    },
    {
      name: 'a command here, a path there',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [cat] }), ApiCalls: apiCalls(elsewhere) },
      messages: ['shell', 'file'],
    },
  ],
  review: [
    {
      name: 'a path only',
      artifacts: { Manifest: old, DynamicCode: none, ApiCalls: apiCalls(file) },
      messages: ['file'],
    },
    {
      name: 'null to every app from Android 11 on',
      artifacts: {
        Manifest: manifest([], { minSdk: 30 }),
        DynamicCode: none,
        ApiCalls: apiCalls(call(HARDWARE_ADDRESS)),
      },
      messages: ['interface'],
    },
    {
      name: 'code nobody claims',
      artifacts: { Manifest: old, DynamicCode: none, ApiCalls: apiCalls(call(HARDWARE_ADDRESS, UNKNOWN)) },
    },
  ],
  pass: [
    {
      name: 'library code',
      artifacts: { Manifest: old, DynamicCode: none, ApiCalls: apiCalls(call(HARDWARE_ADDRESS, LIBRARY)) },
    },
    {
      name: 'the interface made for it is the matter of DEV-001',
      artifacts: {
        Manifest: old,
        DynamicCode: none,
        ApiCalls: apiCalls(
          call(method('Landroid/net/wifi/WifiInfo;->getMacAddress()Ljava/lang/String;', 'device-id.mac-wifi')),
        ),
      },
    },
    {
      name: 'another command',
      artifacts: { Manifest: old, DynamicCode: hidden({ shell: [shell('ping 1.1.1.1')] }), ApiCalls: apiCalls() },
    },
  ],
  open: [{ name: 'silence of unread code', artifacts: { Manifest: old, DynamicCode: none, ApiCalls: apiCalls() } }],
};
