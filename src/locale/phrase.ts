import type { Locale } from '../model/index.js';
import { PHRASES } from './phrases.js';
import type { PhraseKey } from './phrases.js';

/** A shared wording in one language, its placeholders filled. */
export function phrase(key: PhraseKey, locale: Locale, data: Readonly<Record<string, string | number>> = {}): string {
  return PHRASES[key][locale].replace(/\{(\w+)\}/gu, (whole, name: string) =>
    Object.hasOwn(data, name) ? String(data[name]) : whole,
  );
}

/** Narrows a made-up key to one that has a wording. */
export const isPhrase = <K extends string>(key: K): key is K & PhraseKey => Object.hasOwn(PHRASES, key);
