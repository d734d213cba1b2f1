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

/**
 * Can the call give anything (every gate in force open) on some device the app can be installed on? Not when every level from `minSdk` up wants a
 * permission the app does not hold: the system then refuses, and nothing is read.
 */
export function opensFrom(api: ApiRecord, minSdk: number, held: (permission: string) => boolean): boolean {
  const first = Math.max(minSdk, api.since ?? 1);
  const starts = [first, ...api.gates.flatMap(({ since, until }) => [since ?? first, (until ?? first - 1) + 1])];
  const levels = [...new Set(starts)].filter((level) => level >= first && level <= (api.until ?? level));
  return levels.some((level) => {
    const gates = api.gates.filter(({ since = 1, until = level }) => since <= level && level <= until);
    return gates.every(({ anyOf }) => anyOf.some(held));
  });
}
