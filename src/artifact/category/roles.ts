/** What a component declares to be for the system → category and weight: meant for choosers, so said on purpose. */
export const ROLES: ReadonlyMap<string, readonly [category: string, weight: number]> = new Map([
  // Password managers bring a keyboard too: not enough alone.
  ['android.permission.BIND_INPUT_METHOD', ['C33', 2.5]],
  ['android.service.wallpaper.WallpaperService', ['C38', 1.5]],
  ['android.intent.category.APP_BROWSER', ['C32', 2.5]],
  ['android.intent.category.APP_CALCULATOR', ['C38', 2.5]],
  ['android.intent.category.APP_CALENDAR', ['C38', 2.5]],
  ['android.intent.category.APP_EMAIL', ['C25', 2.5]],
  ['android.intent.category.APP_FILES', ['C38', 2.5]],
  ['android.intent.category.APP_FITNESS', ['C31', 2.5]],
  ['android.intent.category.APP_MAPS', ['C01', 2.5]],
  ['android.intent.category.APP_MARKET', ['C37', 2.5]],
  ['android.intent.category.APP_MUSIC', ['C28', 2.5]],
  ['android.intent.category.APP_WEATHER', ['C38', 2.5]],
]);

/** Roles that none of the 39 plays: home screen, text messages. */
export const OTHER_ROLES: ReadonlyMap<string, number> = new Map([
  ['android.intent.category.HOME', 2],
  ['android.provider.Telephony.SMS_DELIVER', 2],
]);

/** Kinds of SDK that only one trade builds in. */
export const SDK_KINDS: ReadonlyMap<string, readonly [category: string, weight: number]> = new Map([
  ['game', ['C18', 1.2]],
  ['map', ['C01', 0.3]],
]);

/** Categories whose basic function is a service by network. */
export const NETWORK_SERVICES: readonly string[] = [
  ...['C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C13', 'C14', 'C15', 'C16', 'C17'],
  ...['C20', 'C22', 'C23', 'C24', 'C25', 'C26', 'C27', 'C29', 'C30', 'C32', 'C37', 'C39'],
];
