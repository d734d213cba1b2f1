import type { AppContext } from '../../model/index.js';
import type { Provider } from '../provider.js';

/** Permissions by which data can leave the device without INTERNET: messages, Bluetooth, NFC. */
const OTHER_WAYS_OUT = [
  'android.permission.INTERNET',
  'android.permission.SEND_SMS',
  'android.permission.BLUETOOTH',
  'android.permission.BLUETOOTH_CONNECT',
  'android.permission.NFC',
];

/** What the verdict conditions on besides findings. */
export const appContextProvider: Provider<'AppContext'> = ({ apk, config, peek }): AppContext => {
  const names = new Set(apk.manifest.permissions.map((use) => use.name));
  const { calls } = peek('ApiCalls');
  return {
    market: config.market,
    ...(config.category === undefined ? {} : { category: { id: config.category, source: 'declared', confidence: 1 } }),
    minors: config.minors,
    // A shared user id may lend another app's permissions.
    localOnly: apk.manifest.sharedUserId === undefined && !OTHER_WAYS_OUT.some((name) => names.has(name)),
    readsPersonalData: calls.some((call) => call.confidence === 'likely'),
    packed: peek('Coverage').packer.length > 0,
  };
};
