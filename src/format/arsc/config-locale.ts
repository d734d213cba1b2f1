/** The locale part of `ResTable_config`, and its two spellings: BCP 47 (`zh-CN`) and qualifier (`zh-rCN`, `b+zh+Hant`). */

/** What a configuration says of its locale; `''` where it says nothing. */
export interface LocaleParts {
  readonly language: string;
  readonly region: string;
  readonly script: string;
  readonly variant: string;
}

/**
 * Two bytes to a code: two characters as they are, or three of five bits each when the top bit is set
 * (`unpackLanguageOrRegion` of AOSP).
 */
function unpack(first: number, second: number, base: number): string {
  if ((first & 0x80) !== 0) {
    const codes = [second & 0x1f, ((second & 0xe0) >> 5) + ((first & 0x03) << 3), (first & 0x7c) >> 2];
    return String.fromCharCode(...codes.map((code) => code + base));
  }
  return first === 0 ? '' : String.fromCharCode(first, second);
}

export function unpackLanguage(first: number, second: number): string {
  return unpack(first, second, 0x61);
}

export function unpackRegion(first: number, second: number): string {
  return unpack(first, second, 0x30);
}

/** `zh-Hant-TW` (`getBcp47Locale` of AOSP). */
export function bcp47Tag({ language, region, script, variant }: LocaleParts): string {
  return [language, script, region, variant].filter((part) => part !== '').join('-');
}

/** `zh-rTW`; `b+zh+Hant+TW` when there is a script or variant (`appendDirLocale` of AOSP). */
export function localeQualifier({ language, region, script, variant }: LocaleParts): string {
  if (language === '') return '';
  if (script === '' && variant === '') return region === '' ? language : `${language}-r${region}`;
  return `b+${[language, script, region, variant].filter((part) => part !== '').join('+')}`;
}

/** Reads either spelling; parts it does not understand are left out (`setBcp47Locale` of AOSP). */
export function parseLocale(text: string): LocaleParts {
  const parts = { language: '', region: '', script: '', variant: '' };
  for (const part of text.replace(/^b\+/, '').split(/[-+_]/)) {
    const plain = /^r[A-Z]{2}$|^r\d{3}$/.test(part) ? part.slice(1) : part;
    if (plain.length === 2 || plain.length === 3) {
      if (parts.language === '') parts.language = plain.toLowerCase();
      else parts.region = plain.toUpperCase();
    } else if (plain.length === 4 && !/^\d/.test(plain)) {
      parts.script = plain.charAt(0).toUpperCase() + plain.slice(1).toLowerCase();
    } else if (plain.length >= 4 && plain.length <= 8) {
      parts.variant = plain.toLowerCase();
    }
  }
  return parts;
}

/** Asking Intl costs microseconds, so answers are kept, but not those of a hostile table for good. */
const scripts = new Map<string, string>();
const MAX_SCRIPTS = 4096;

/**
 * The script a language (in a region) is most likely written in, `''` when unknown: `localeDataComputeScript` of AOSP.
 * Both tables come from CLDR's likely subtags.
 */
export function computeScript(language: string, region: string): string {
  if (language === '') return '';
  const key = `${language}-${region}`;
  const known = scripts.get(key);
  if (known !== undefined) return known;
  const script = likelyScript(region === '' ? language : key) ?? likelyScript(language) ?? '';
  if (scripts.size >= MAX_SCRIPTS) scripts.clear();
  scripts.set(key, script);
  return script;
}

function likelyScript(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script;
  } catch {
    // Not a language tag at all: hostile bytes, or AOSP's private codes.
    return undefined;
  }
}
