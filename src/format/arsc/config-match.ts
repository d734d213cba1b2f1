import { compareRegions, isCloseToUsEnglish } from './locale-match.js';
import type { ConfigFields, ResourceConfig } from './resource-config.js';

const LAYOUT_DIRECTION = 0xc0;
const SCREEN_SIZE = 0x0f;
const SCREEN_LONG = 0x30;
const UI_TYPE = 0x0f;
const NIGHT = 0x30;
const KEYS_HIDDEN = 0x03;
const KEYS_EXPOSED = 1;
const KEYS_SOFT = 3;
const NAV_HIDDEN = 0x0c;
const DENSITY_MEDIUM = 160;
const DENSITY_ANY = 0xfffe;

/** Set in the configuration and other than asked for. */
const differs = (own: number, asked: number): boolean => own !== 0 && own !== asked;
/** Set in the configuration and above what is asked for. */
const exceeds = (own: number, asked: number): boolean => own !== 0 && own > asked;

/** True when a device with configuration `settings` may use values of `config` (`ResTable_config::match` of AOSP). */
export function matches(config: ResourceConfig, settings: ResourceConfig): boolean {
  const own = config.fields;
  const asked = settings.fields;
  const masked = (a: number, b: number, mask: number): boolean => differs(a & mask, b & mask);
  if (differs(own.mcc, asked.mcc) || differs(own.mnc, asked.mnc)) return false;
  if (!localeMatches(config, settings)) return false;
  if (masked(own.screenLayout, asked.screenLayout, LAYOUT_DIRECTION)) return false;
  if (exceeds(own.screenLayout & SCREEN_SIZE, asked.screenLayout & SCREEN_SIZE)) return false;
  if (masked(own.screenLayout, asked.screenLayout, SCREEN_LONG)) return false;
  if (masked(own.uiMode, asked.uiMode, UI_TYPE) || masked(own.uiMode, asked.uiMode, NIGHT)) return false;
  if (exceeds(own.smallestScreenWidthDp, asked.smallestScreenWidthDp)) return false;
  if (masked(own.screenLayout2, asked.screenLayout2, 0x03)) return false;
  if (masked(own.colorMode, asked.colorMode, 0x03) || masked(own.colorMode, asked.colorMode, 0x0c)) return false;
  if (exceeds(own.screenWidthDp, asked.screenWidthDp) || exceeds(own.screenHeightDp, asked.screenHeightDp))
    return false;
  // Density always matches: Android scales.
  if (differs(own.orientation, asked.orientation) || differs(own.touchscreen, asked.touchscreen)) return false;
  return (
    inputMatches(own, asked) &&
    !exceeds(own.screenWidth, asked.screenWidth) &&
    !exceeds(own.screenHeight, asked.screenHeight) &&
    !exceeds(own.sdkVersion, asked.sdkVersion) &&
    !differs(own.minorVersion, asked.minorVersion)
  );
}

function inputMatches(own: ConfigFields, asked: ConfigFields): boolean {
  const keys = own.inputFlags & KEYS_HIDDEN;
  const askedKeys = asked.inputFlags & KEYS_HIDDEN;
  // «Keys exposed» also fits a soft keyboard: there is some kind of keyboard.
  if (differs(keys, askedKeys) && (keys !== KEYS_EXPOSED || askedKeys !== KEYS_SOFT)) return false;
  return !(
    differs(own.inputFlags & NAV_HIDDEN, asked.inputFlags & NAV_HIDDEN) ||
    differs(own.keyboard, asked.keyboard) ||
    differs(own.navigation, asked.navigation)
  );
}

function localeMatches(config: ResourceConfig, settings: ResourceConfig): boolean {
  const own = config.fields;
  const asked = settings.fields;
  if (own.language === '' && own.region === '') return true;
  if (own.language !== asked.language) return false;
  const script = config.likelyScript;
  const wanted = settings.likelyScript;
  if (script === '' || wanted === '') return own.region === '' || own.region === asked.region;
  return script === wanted;
}

/**
 * True when `config` is a better choice than `other` for `settings`; both must match it (`isBetterThan` of AOSP). When
 * neither is better, the one found first stays.
 */
export function isBetter(config: ResourceConfig, other: ResourceConfig, settings: ResourceConfig): boolean {
  const a = config.fields;
  const b = other.fields;
  const asked = settings.fields;
  if (a.mcc !== b.mcc && asked.mcc !== 0) return a.mcc !== 0;
  if (a.mnc !== b.mnc && asked.mnc !== 0) return a.mnc !== 0;
  if (isLocaleBetter(config, other, settings)) return true;
  const screen = compareScreens(a, b, asked);
  if (screen !== 0) return screen > 0;
  const modes = compareModes(a, b, asked);
  if (modes !== 0) return modes > 0;
  const input = compareInput(a, b, asked);
  if (input !== 0) return input > 0;
  const pixels =
    nearness(asked.screenWidth, a.screenWidth, b.screenWidth) +
    nearness(asked.screenHeight, a.screenHeight, b.screenHeight);
  if (pixels !== 0) return pixels > 0;
  if (a.sdkVersion !== b.sdkVersion && asked.sdkVersion !== 0) return a.sdkVersion > b.sdkVersion;
  return a.minorVersion !== b.minorVersion && asked.minorVersion !== 0 && a.minorVersion !== 0;
}

function isLocaleBetter(config: ResourceConfig, other: ResourceConfig, settings: ResourceConfig): boolean {
  const a = config.fields;
  const b = other.fields;
  const asked = settings.fields;
  if (asked.language === '' && asked.region === '') return false;
  if (a.language === '' && a.region === '' && b.language === '' && b.region === '') return false;
  if (a.language !== b.language) {
    // US English traditionally lives in the resources without a language.
    if (asked.language === 'en' && asked.region === 'US') {
      const plain = (region: string): boolean => region === '' || region === 'US';
      return a.language !== '' ? plain(a.region) : !plain(b.region);
    }
    if (asked.language === 'en' && isCloseToUsEnglish(asked.region)) {
      return a.language !== '' ? isCloseToUsEnglish(a.region) : !isCloseToUsEnglish(b.region);
    }
    return a.language !== '';
  }
  const request = { language: a.language, script: settings.likelyScript, region: asked.region };
  const regions = compareRegions(a.region, b.region, request);
  if (regions !== 0) return regions > 0;
  return asked.variant !== '' && a.variant === asked.variant && b.variant !== asked.variant;
}

/** 1: the first is set and the second is not (or the other bits differ), as AOSP's `return (mine)`. */
const preferSet = (a: number, b: number, asked: number): number => (a !== b && asked !== 0 ? (a !== 0 ? 1 : -1) : 0);

/** How much nearer `a` is to `asked` than `b`; larger ones were filtered out before. */
const nearness = (asked: number, a: number, b: number): number => (asked === 0 ? 0 : a - b);

function compareScreens(a: ConfigFields, b: ConfigFields, asked: ConfigFields): number {
  const direction = (a.screenLayout & LAYOUT_DIRECTION) - (b.screenLayout & LAYOUT_DIRECTION);
  if (direction !== 0 && (asked.screenLayout & LAYOUT_DIRECTION) !== 0) return direction;
  if (a.smallestScreenWidthDp !== b.smallestScreenWidthDp) return a.smallestScreenWidthDp - b.smallestScreenWidthDp;
  const dp =
    nearness(asked.screenWidthDp, a.screenWidthDp, b.screenWidthDp) +
    nearness(asked.screenHeightDp, a.screenHeightDp, b.screenHeightDp);
  if (dp !== 0) return dp;
  const size = compareScreenSize(
    a.screenLayout & SCREEN_SIZE,
    b.screenLayout & SCREEN_SIZE,
    asked.screenLayout & SCREEN_SIZE,
  );
  if (size !== 0) return size;
  return (
    preferSet(a.screenLayout & SCREEN_LONG, b.screenLayout & SCREEN_LONG, asked.screenLayout & SCREEN_LONG) ||
    preferSet(a.screenLayout2 & 0x03, b.screenLayout2 & 0x03, asked.screenLayout2 & 0x03) ||
    preferSet(a.colorMode & 0x03, b.colorMode & 0x03, asked.colorMode & 0x03) ||
    preferSet(a.colorMode & 0x0c, b.colorMode & 0x0c, asked.colorMode & 0x0c)
  );
}

/** An unset size counts as normal on screens from normal up, but yields to a set one. */
function compareScreenSize(a: number, b: number, asked: number): number {
  if (a === b || asked === 0) return 0;
  const fixed = (size: number): number => (size === 0 && asked >= 2 ? 2 : size);
  if (fixed(a) === fixed(b)) return a === 0 ? -1 : 1;
  return fixed(a) - fixed(b);
}

function compareModes(a: ConfigFields, b: ConfigFields, asked: ConfigFields): number {
  return (
    preferSet(a.orientation, b.orientation, asked.orientation) ||
    preferSet(a.uiMode & UI_TYPE, b.uiMode & UI_TYPE, asked.uiMode & UI_TYPE) ||
    preferSet(a.uiMode & NIGHT, b.uiMode & NIGHT, asked.uiMode & NIGHT) ||
    compareDensity(a.density, b.density, asked.density) ||
    preferSet(a.touchscreen, b.touchscreen, asked.touchscreen)
  );
}

function compareDensity(a: number, b: number, asked: number): number {
  if (a === b) return 0;
  const own = a === 0 ? DENSITY_MEDIUM : a;
  const other = b === 0 ? DENSITY_MEDIUM : b;
  if (own === DENSITY_ANY) return 1;
  if (other === DENSITY_ANY) return -1;
  const wanted = asked === 0 || asked === DENSITY_ANY ? DENSITY_MEDIUM : asked;
  const bigger = own >= other ? 1 : -1;
  const high = Math.max(own, other);
  const low = Math.min(own, other);
  if (wanted >= high) return bigger;
  if (low >= wanted) return -bigger;
  // Scaling down looks twice as good as scaling up.
  return (2 * low - wanted) * high > wanted * wanted ? -bigger : bigger;
}

function compareInput(a: ConfigFields, b: ConfigFields, asked: ConfigFields): number {
  const own = a.inputFlags & KEYS_HIDDEN;
  const other = b.inputFlags & KEYS_HIDDEN;
  const wanted = asked.inputFlags & KEYS_HIDDEN;
  if (own !== other && wanted !== 0) {
    if (own === 0) return -1;
    if (other === 0) return 1;
    if (wanted === own) return 1;
    if (wanted === other) return -1;
  }
  return (
    preferSet(a.inputFlags & NAV_HIDDEN, b.inputFlags & NAV_HIDDEN, asked.inputFlags & NAV_HIDDEN) ||
    preferSet(a.keyboard, b.keyboard, asked.keyboard) ||
    preferSet(a.navigation, b.navigation, asked.navigation)
  );
}
