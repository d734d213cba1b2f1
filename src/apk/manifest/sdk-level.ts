/** Level Android gives to a codename it does not know (`Build.VERSION_CODES.CUR_DEVELOPMENT`). */
const CUR_DEVELOPMENT = 10_000;

/** Codenames that stood in `minSdkVersion`/`targetSdkVersion` of preview builds, and the level each was released as. */
const CODENAMES: Readonly<Record<string, number>> = {
  Donut: 4,
  Eclair: 5,
  Froyo: 8,
  Gingerbread: 9,
  Honeycomb: 11,
  IceCreamSandwich: 14,
  JellyBean: 16,
  KitKat: 19,
  L: 21,
  Lollipop: 21,
  M: 23,
  MNC: 23,
  Marshmallow: 23,
  N: 24,
  Nougat: 24,
  O: 26,
  Oreo: 26,
  OMR1: 27,
  P: 28,
  Pie: 28,
  Q: 29,
  R: 30,
  S: 31,
  Sv2: 32,
  Tiramisu: 33,
  UpsideDownCake: 34,
  VanillaIceCream: 35,
  Baklava: 36,
};

/**
 * API level of an sdk attribute given as text: a number, or a codename. A codename may carry a fingerprint after a dot
 * (`Q.1234abcd`), which says which build it was made for.
 */
export function sdkLevelOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  const codename = text.split('.', 1)[0] ?? text;
  return Object.hasOwn(CODENAMES, codename) ? (CODENAMES[codename] ?? CUR_DEVELOPMENT) : CUR_DEVELOPMENT;
}
