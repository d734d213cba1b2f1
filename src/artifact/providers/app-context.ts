import type { AppContext } from '../../model/index.js';
import { categoryInput, inferCategory, inferMinors } from '../category/index.js';
import type { Provider, ProviderContext } from '../provider.js';

/** Permissions by which data can leave the device without INTERNET: messages, Bluetooth, NFC. */
const OTHER_WAYS_OUT = [
  'android.permission.INTERNET',
  'android.permission.SEND_SMS',
  'android.permission.BLUETOOTH',
  'android.permission.BLUETOOTH_CONNECT',
  'android.permission.NFC',
];

/** A category less sure than this decides nothing (design/verdict §2). */
const SURE = 0.8;

/** Which of the 39 categories, and whether it is made for people under 14: declared, else inferred from the package. */
function purpose({ apk, config, peek }: ProviderContext): Pick<AppContext, 'category' | 'minors' | 'minorsBecause'> {
  const input = categoryInput(apk, peek('Sdks').sdks);
  const inferred = config.category === undefined ? inferCategory(input) : undefined;
  const category: AppContext['category'] =
    config.category === undefined
      ? inferred && { ...inferred, source: 'inferred' }
      : { id: config.category, source: 'declared', confidence: 1 };
  const sure = category !== undefined && category.confidence >= SURE ? category.id : undefined;
  const word = config.minors ? undefined : inferMinors(input.labels, sure);
  return {
    ...(category === undefined ? {} : { category }),
    minors: config.minors || word !== undefined,
    ...(word === undefined ? {} : { minorsBecause: `label: «${word}»` }),
  };
}

/** What the verdict conditions on besides findings. */
export const appContextProvider: Provider<'AppContext'> = (context): AppContext => {
  const { apk, config, peek } = context;
  const names = new Set(apk.manifest.permissions.map((use) => use.name));
  const { calls } = peek('ApiCalls');
  return {
    market: config.market,
    ...purpose(context),
    // A shared user id may lend another app's permissions.
    localOnly: apk.manifest.sharedUserId === undefined && !OTHER_WAYS_OUT.some((name) => names.has(name)),
    readsPersonalData: calls.some((call) => call.confidence === 'likely'),
    packed: peek('Coverage').packer.length > 0,
  };
};
