import type { RuleCases } from '../../src/rule/rule-tester.js';
import { APP, apiCalls, call, LIBRARY, sdkOwner, UNKNOWN } from './artifacts.js';
import { hidden, inMethod, method, reflection, text } from './collection-artifacts.js';

export const impossible = {
  notApplicable: 'any app may look names up: the rule has no appliesTo',
  informational: 'the rule is high and lowers nothing',
};

const none = apiCalls();
const TELEPHONY = 'android.telephony.TelephonyManager';
const PROPERTIES = 'android.os.SystemProperties';
const serialKey = call(text('ro.serialno', 'device-id.serial'), undefined, { confidence: 'possible' });
const direct = {
  ...method('Landroid/os/SystemProperties;->get(Ljava/lang/String;)Ljava/lang/String;', 'device-id.serial'),
  weak: true,
} as const;

export const cases: RuleCases = {
  fail: [
    {
      name: 'getDeviceId by name',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({ reflection: [reflection({ className: TELEPHONY, method: 'getDeviceId' })] }),
      },
      messages: ['reflection'],
    },
    {
      name: 'the second SIM of a maker',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({
          reflection: [
            reflection({ className: TELEPHONY, method: 'getDeviceIdGemini' }),
            reflection({ className: 'android.telephony.MSimTelephonyManager', method: 'getSubscriberId' }),
            reflection({ className: 'com.android.internal.telephony.IPhoneSubInfo', method: 'getDeviceId' }),
          ],
        }),
      },
      messages: ['reflection', 'reflection', 'reflection'],
    },
    {
      name: 'the serial number out of the system properties',
      artifacts: {
        ApiCalls: apiCalls(serialKey),
        DynamicCode: hidden({
          reflection: [reflection({ className: PROPERTIES }), reflection({ className: PROPERTIES, method: 'get' })],
        }),
      },
      messages: ['property'],
    },
  ],
  review: [
    {
      name: 'code nobody claims',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({
          reflection: [reflection({ className: 'android.os.Build', method: 'getSerial' }, UNKNOWN)],
        }),
      },
      messages: ['reflection'],
    },
    {
      name: 'the hidden class asked directly: a weak record',
      artifacts: { ApiCalls: apiCalls(call(direct)), DynamicCode: hidden() },
      messages: ['property'],
    },
    {
      name: 'an SDK that only looks',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({
          reflection: [reflection({ className: TELEPHONY, method: 'getImei' }, sdkOwner('leakcanary'))],
        }),
      },
    },
  ],
  pass: [
    {
      name: 'a class alone',
      artifacts: { ApiCalls: none, DynamicCode: hidden({ reflection: [reflection({ className: TELEPHONY })] }) },
    },
    {
      name: 'a name whose class is unknown',
      artifacts: { ApiCalls: none, DynamicCode: hidden({ reflection: [reflection({ method: 'getDeviceId' })] }) },
    },
    {
      name: 'methods that read nothing, and a class of the app',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({
          reflection: [
            reflection({ className: TELEPHONY, method: 'getDefaultSim' }),
            reflection({ className: 'com.example.Device', method: 'getDeviceId' }),
          ],
        }),
      },
    },
    {
      name: 'library code',
      artifacts: {
        ApiCalls: none,
        DynamicCode: hidden({ reflection: [reflection({ className: TELEPHONY, method: 'getImei' }, LIBRARY)] }),
      },
    },
    {
      name: 'the key in one method, the look-up in another',
      artifacts: {
        ApiCalls: apiCalls(
          call(text('ro.serialno', 'device-id.serial'), APP, inMethod('Lcom/example/notes/Keys;->all()V')),
        ),
        DynamicCode: hidden({ reflection: [reflection({ className: PROPERTIES, method: 'get' })] }),
      },
    },
  ],
  open: [{ name: 'silence of unread code', artifacts: { ApiCalls: none, DynamicCode: hidden() } }],
};
