import { localeQualifier } from './config-locale.js';
import type { ConfigFields } from './resource-config.js';

type Names = Readonly<Record<number, string>>;

const LAYOUT_DIRECTION: Names = { 0x40: 'ldltr', 0x80: 'ldrtl' };
const SCREEN_SIZE: Names = { 1: 'small', 2: 'normal', 3: 'large', 4: 'xlarge' };
const SCREEN_LONG: Names = { 0x10: 'notlong', 0x20: 'long' };
const SCREEN_ROUND: Names = { 1: 'notround', 2: 'round' };
const WIDE_COLOR: Names = { 1: 'nowidecg', 2: 'widecg' };
const HDR: Names = { 4: 'lowdr', 8: 'highdr' };
const ORIENTATION: Names = { 1: 'port', 2: 'land', 3: 'square' };
const UI_TYPE: Names = { 2: 'desk', 3: 'car', 4: 'television', 5: 'appliance', 6: 'watch', 7: 'vrheadset' };
const NIGHT: Names = { 0x10: 'notnight', 0x20: 'night' };
const DENSITY: Names = {
  120: 'ldpi',
  160: 'mdpi',
  213: 'tvdpi',
  240: 'hdpi',
  320: 'xhdpi',
  480: 'xxhdpi',
  640: 'xxxhdpi',
  0xfffe: 'anydpi',
  0xffff: 'nodpi',
};
const TOUCHSCREEN: Names = { 1: 'notouch', 2: 'stylus', 3: 'finger' };
const KEYS_HIDDEN: Names = { 1: 'keysexposed', 2: 'keyshidden', 3: 'keyssoft' };
const KEYBOARD: Names = { 1: 'nokeys', 2: 'qwerty', 3: '12key' };
const NAV_HIDDEN: Names = { 4: 'navexposed', 8: 'navhidden' };
const NAVIGATION: Names = { 1: 'nonav', 2: 'dpad', 3: 'trackball', 4: 'wheel' };
const GENDER: Names = { 1: 'neuter', 2: 'feminine', 3: 'masculine' };

/** The word for a value, `label=value` when it has none, nothing for 0. */
function word(names: Names, value: number, label: string): string {
  return value === 0 ? '' : (names[value] ?? `${label}=${value}`);
}

/** The qualifier of a configuration in the order and words of `ResTable_config::toString`, e.g. `zh-rCN-xhdpi-v4`. */
export function formatQualifier(config: ConfigFields): string {
  const { density, screenWidth, screenHeight, sdkVersion, minorVersion, screenLayout, uiMode, inputFlags } = config;
  return [
    config.mcc === 0 ? '' : `mcc${config.mcc}`,
    config.mnc === 0 ? '' : `mnc${config.mnc}`,
    localeQualifier(config),
    word(GENDER, config.grammaticalGender, 'gender'),
    word(LAYOUT_DIRECTION, screenLayout & 0xc0, 'layoutDir'),
    config.smallestScreenWidthDp === 0 ? '' : `sw${config.smallestScreenWidthDp}dp`,
    config.screenWidthDp === 0 ? '' : `w${config.screenWidthDp}dp`,
    config.screenHeightDp === 0 ? '' : `h${config.screenHeightDp}dp`,
    word(SCREEN_SIZE, screenLayout & 0x0f, 'screenLayoutSize'),
    word(SCREEN_LONG, screenLayout & 0x30, 'screenLayoutLong'),
    word(SCREEN_ROUND, config.screenLayout2 & 0x03, 'screenRound'),
    word(WIDE_COLOR, config.colorMode & 0x03, 'wideColorGamut'),
    word(HDR, config.colorMode & 0x0c, 'hdr'),
    word(ORIENTATION, config.orientation, 'orientation'),
    word(UI_TYPE, uiMode & 0x0f, 'uiModeType'),
    word(NIGHT, uiMode & 0x30, 'uiModeNight'),
    density === 0 ? '' : (DENSITY[density] ?? `${density}dpi`),
    word(TOUCHSCREEN, config.touchscreen, 'touchscreen'),
    KEYS_HIDDEN[inputFlags & 0x03] ?? '',
    word(KEYBOARD, config.keyboard, 'keyboard'),
    word(NAV_HIDDEN, inputFlags & 0x0c, 'inputFlagsNavHidden'),
    word(NAVIGATION, config.navigation, 'navigation'),
    screenWidth === 0 && screenHeight === 0 ? '' : `${screenWidth}x${screenHeight}`,
    versionQualifier(sdkVersion, minorVersion),
  ]
    .filter((part) => part !== '')
    .join('-');
}

function versionQualifier(sdk: number, minor: number): string {
  if (sdk === 0 && minor === 0) return '';
  return minor === 0 ? `v${sdk}` : `v${sdk}.${minor}`;
}
