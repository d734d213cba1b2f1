import { FormatError } from '../../model/errors.js';
import { formatQualifier } from './config-qualifier.js';
import { bcp47Tag, computeScript, unpackLanguage, unpackRegion } from './config-locale.js';

/** Bytes of the newest `ResTable_config` known here; older ones are shorter, newer ones longer. */
const KNOWN_SIZE = 64;

/** `ResTable_config` of AOSP: the circumstances a resource value is for. 0 and '' mean «any». */
export interface ConfigFields {
  readonly mcc: number;
  readonly mnc: number;
  /** `zh`, or three letters. */
  readonly language: string;
  /** `CN`, or three digits. */
  readonly region: string;
  /** As given, e.g. `Hant`. */
  readonly script: string;
  readonly variant: string;
  readonly orientation: number;
  readonly touchscreen: number;
  /** dpi. */
  readonly density: number;
  readonly keyboard: number;
  readonly navigation: number;
  readonly inputFlags: number;
  readonly grammaticalGender: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
  readonly sdkVersion: number;
  readonly minorVersion: number;
  readonly screenLayout: number;
  readonly uiMode: number;
  /** dp. */
  readonly smallestScreenWidthDp: number;
  readonly screenWidthDp: number;
  readonly screenHeightDp: number;
  readonly screenLayout2: number;
  readonly colorMode: number;
}

const ANY: ConfigFields = {
  mcc: 0,
  mnc: 0,
  language: '',
  region: '',
  script: '',
  variant: '',
  orientation: 0,
  touchscreen: 0,
  density: 0,
  keyboard: 0,
  navigation: 0,
  inputFlags: 0,
  grammaticalGender: 0,
  screenWidth: 0,
  screenHeight: 0,
  sdkVersion: 0,
  minorVersion: 0,
  screenLayout: 0,
  uiMode: 0,
  smallestScreenWidthDp: 0,
  screenWidthDp: 0,
  screenHeightDp: 0,
  screenLayout2: 0,
  colorMode: 0,
};

/** A configuration with its names. */
export class ResourceConfig {
  readonly fields: ConfigFields;
  #qualifier: string | undefined;
  #script: string | undefined;

  private constructor(fields: ConfigFields) {
    this.fields = fields;
  }

  static of(fields: Partial<ConfigFields>): ResourceConfig {
    return new ResourceConfig({ ...ANY, ...fields });
  }

  /**
   * Reads the configuration at `offset`; fields past its own size are «any».
   *
   * @param limit end of the chunk header that holds it
   */
  static read(view: DataView, offset: number, limit: number): ResourceConfig {
    if (offset + 4 > limit) throw new FormatError('resource type: no room for its configuration', offset);
    const size = Math.min(view.getUint32(offset, true), limit - offset, KNOWN_SIZE);
    if (size === KNOWN_SIZE) return new ResourceConfig(fieldsOf(view, offset));
    const copy = new DataView(new ArrayBuffer(KNOWN_SIZE));
    for (let index = 4; index < size; index += 1) copy.setUint8(index, view.getUint8(offset + index));
    return new ResourceConfig(fieldsOf(copy, 0));
  }

  /** `''` for the default, else the locale part of the qualifier: `zh`, `zh-rCN`, `b+zh+Hant+TW`. */
  get locale(): string {
    return formatQualifier({ ...ANY, ...localeFields(this.fields) });
  }

  /** `''`, `zh`, `zh-CN`, `zh-Hant-TW`: as `aapt dump badging` prints it. */
  get localeTag(): string {
    return bcp47Tag(this.fields);
  }

  get density(): number {
    return this.fields.density;
  }

  get sdkVersion(): number {
    return this.fields.sdkVersion;
  }

  get orientation(): number {
    return this.fields.orientation;
  }

  /** As aapt prints it: `zh-rCN-xhdpi-v4`; `''` for the default. */
  get qualifier(): string {
    this.#qualifier ??= formatQualifier(this.fields);
    return this.#qualifier;
  }

  /** The script as given, or the one the language and region are most likely written in; `''` when unknown. */
  get likelyScript(): string {
    this.#script ??= this.fields.script || computeScript(this.fields.language, this.fields.region);
    return this.#script;
  }
}

function localeFields({ language, region, script, variant }: ConfigFields): Partial<ConfigFields> {
  return { language, region, script, variant };
}

function fieldsOf(view: DataView, start: number): ConfigFields {
  const u8 = (at: number): number => view.getUint8(start + at);
  const u16 = (at: number): number => view.getUint16(start + at, true);
  return {
    mcc: u16(4),
    mnc: u16(6),
    language: unpackLanguage(u8(8), u8(9)),
    region: unpackRegion(u8(10), u8(11)),
    orientation: u8(12),
    touchscreen: u8(13),
    density: u16(14),
    keyboard: u8(16),
    navigation: u8(17),
    inputFlags: u8(18),
    grammaticalGender: u8(19) & 3,
    screenWidth: u16(20),
    screenHeight: u16(22),
    sdkVersion: u16(24),
    minorVersion: u16(26),
    screenLayout: u8(28),
    uiMode: u8(29),
    smallestScreenWidthDp: u16(30),
    screenWidthDp: u16(32),
    screenHeightDp: u16(34),
    // localeScriptWasComputed (52): the script is then no part of the name.
    script: u8(52) === 0 ? characters(view, start + 36, 4) : '',
    variant: characters(view, start + 40, 8),
    screenLayout2: u8(48),
    colorMode: u8(49),
  };
}

/** Up to `length` bytes before the first NUL. */
function characters(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) {
    const code = view.getUint8(at + index);
    if (code === 0) break;
    text += String.fromCharCode(code);
  }
  return text;
}
