import type { Locale } from '../model/index.js';

/** zh when LC_ALL, LC_MESSAGES or LANG (in POSIX order of precedence) says so, else en. */
export function chooseLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return set !== undefined && /^zh\b|^zh[_-]/iu.test(set) ? 'zh' : 'en';
}
