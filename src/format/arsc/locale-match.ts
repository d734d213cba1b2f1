/**
 * Which region of a language is nearest to the one asked for: `localeDataCompareRegions` of AOSP's LocaleData.cpp. Facts
 * are CLDR's parent locales; they decide, for a phone set to `en-AU`, that `en-GB` is better than `en`.
 */

const list = (text: string): readonly string[] => text.split(' ');

type Family = readonly [script: string, language: string, parent: string, regions: readonly string[]];

/** Regions whose English, Spanish, Portuguese … descends from another locale than the bare language (CLDR parentLocales). */
const CHILDREN: readonly Family[] = [
  ['Arab', 'ar', '015', list('DZ EH LY MA TN')],
  ['Hant', 'zh', 'HK', ['MO']],
  ['Latn', 'en', '150', list('AT BE CH DE DK FI NL SE SI')],
  [
    'Latn',
    'en',
    '001',
    list(
      '150 AG AI AU BB BM BS BW BZ CA CC CK CM CX CY DG DM ER FJ FK FM GB GD GG GH GI GM GY HK IE IL IM IN IO JE JM KE ' +
        'KI KN KY LC LR LS MG MO MS MT MU MW MY NA NF NG NR NU NZ PG PH PK PN PW RW SB SC SD SG SH SL SS SX SZ TC TK ' +
        'TO TT TV TZ UG VC VG VU WS ZA ZM ZW',
    ),
  ],
  ['Latn', 'es', '419', list('AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE')],
  ['Latn', 'pt', 'PT', list('AO CH CV GQ GW LU MO MZ ST TL')],
];

const PARENTS: ReadonlyMap<string, string> = new Map(
  CHILDREN.flatMap(([script, language, parent, regions]) =>
    regions.map((region): [string, string] => [`${script}-${language}-${region}`, parent]),
  ),
);

/** A region and its ancestors, the bare language (`''`) last. */
function lineage(language: string, script: string, region: string): string[] {
  const regions = [region];
  for (let at = region; at !== '';) {
    at = PARENTS.get(`${script}-${language}-${at}`) ?? '';
    regions.push(at);
  }
  return regions;
}

/** Steps from `region` up to the nearest common ancestor and down to the request. */
function distance(language: string, script: string, region: string, request: readonly string[]): number {
  const ancestors = lineage(language, script, region);
  const common = ancestors.findIndex((ancestor) => request.includes(ancestor));
  return common + request.indexOf(ancestors[common] ?? '');
}

/** Representative locales of AOSP beside the likely region of each language and script. */
const ALSO_REPRESENTATIVE = new Set(['en-Latn-GB', 'es-Latn-MX', 'es-Latn-US']);

/** The region CLDR holds typical of a language in a script, e.g. `TW` for `zh-Hant`. */
function isRepresentative(language: string, script: string, region: string): boolean {
  if (region === '') return false;
  if (ALSO_REPRESENTATIVE.has(`${language}-${script}-${region}`)) return true;
  try {
    return new Intl.Locale(`${language}-${script}`).maximize().region === region;
  } catch {
    return false;
  }
}

/** es-US and es-MX stand in for es-419 when a table has no es-419. */
function asLatinAmerican(language: string, region: string, other: string): string {
  const special = (code: string): boolean => language === 'es' && (code === 'US' || code === 'MX');
  return special(region) && !special(other) && other !== '419' ? '419' : region;
}

/** Order of region codes in AOSP: two letters before three digits. */
const rank = (region: string): string => (region.length === 3 ? `~${region}` : region);

/**
 * Positive when `left` is nearer to the request than `right`, negative when it is the other way round.
 *
 * @param script the request's script, `''` when unknown
 */
export function compareRegions(
  left: string,
  right: string,
  request: { readonly language: string; readonly script: string; readonly region: string },
): number {
  if (left === right) return 0;
  const { language, script, region } = request;
  const first = asLatinAmerican(language, left, right);
  const second = asLatinAmerican(language, right, left);
  const ancestors = lineage(language, script, region);
  for (const ancestor of ancestors) {
    if (ancestor === first) return 1;
    if (ancestor === second) return -1;
  }
  const byDistance = distance(language, script, second, ancestors) - distance(language, script, first, ancestors);
  if (byDistance !== 0) return byDistance;
  const byFame = Number(isRepresentative(language, script, first)) - Number(isRepresentative(language, script, second));
  if (byFame !== 0) return byFame;
  return rank(first) < rank(second) ? 1 : -1;
}

/** `localeDataIsCloseToUsEnglish`: `en` comes before `en-001` among the ancestors. */
export function isCloseToUsEnglish(region: string): boolean {
  const ancestors = lineage('en', 'Latn', region);
  return !ancestors.includes('001');
}
