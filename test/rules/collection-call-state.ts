import type { RuleCases } from '../../src/rule/rule-tester.js';
import { apiCalls, call, LIBRARY, manifest, UNKNOWN } from './artifacts.js';
import { method } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may watch calls: the rule has no appliesTo',
  fail: 'the rule informs: the call log has a rule of its own',
  review: 'the rule informs, and leaves out what is only possible',
};

const callback = method(
  'Landroid/telephony/PhoneStateListener;->onCallStateChanged(ILjava/lang/String;)V',
  'call-state',
  'READ_PHONE_STATE',
);
const state = method('Landroid/telephony/TelephonyManager;->getCallState()I', 'call-state');
const old = manifest([], { minSdk: 21 });
const recent = manifest([], { minSdk: 28 });

export const cases: RuleCases = {
  informational: [
    { name: 'is a call on', artifacts: { Manifest: old, ApiCalls: apiCalls(call(state)) }, messages: ['state'] },
    {
      name: 'the number up to Android 8.1',
      artifacts: { Manifest: old, ApiCalls: apiCalls(call(callback)) },
      messages: ['number'],
    },
    {
      name: 'no number from Android 9 on',
      artifacts: { Manifest: recent, ApiCalls: apiCalls(call(callback)) },
      messages: ['state'],
    },
    {
      name: 'the number with the call log permission',
      artifacts: {
        Manifest: manifest(['android.permission.READ_CALL_LOG'], { minSdk: 28 }),
        ApiCalls: apiCalls(call(callback)),
      },
      messages: ['number'],
    },
  ],
  pass: [
    { name: 'library code', artifacts: { Manifest: old, ApiCalls: apiCalls(call(state, LIBRARY)) } },
    { name: 'code nobody claims', artifacts: { Manifest: old, ApiCalls: apiCalls(call(callback, UNKNOWN)) } },
    {
      name: 'a listener of any kind',
      artifacts: { Manifest: old, ApiCalls: apiCalls(call({ ...state, weak: true })) },
    },
  ],
  open: [{ name: 'silence of code that was not read', artifacts: { Manifest: old, ApiCalls: apiCalls() } }],
};
