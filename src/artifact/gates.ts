import type { ApiRecord } from '../model/index.js';

/**
 * Permissions that open a call on some device the app can be installed on (API level `minSdk` and above). Gates change
 * with the device's level, not the app's target: `getDeviceId` needs READ_PHONE_STATE up to Android 9 and a system
 * permission from 10 on.
 */
export function gatesFrom(api: ApiRecord, minSdk: number): string[] {
  const open = api.gates.filter((gate) => gate.until === undefined || gate.until >= minSdk);
  return [...new Set(open.flatMap((gate) => gate.anyOf))];
}
