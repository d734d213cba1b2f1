import type { CategoryRecord } from '../model/index.js';
import { lazy, table } from './tables.js';

/** The 39 categories of 2021, C01 to C39. */
export const categories = table('categories');

const fold = (name: string): string => name.trim().toLowerCase().replace(/类$/u, '');

const index = lazy(() => {
  const names = new Map<string, CategoryRecord>();
  for (const one of categories())
    for (const name of [one.id, one.slug, String(one.number), one.name.en, one.name.zh]) names.set(fold(name), one);
  return names;
});

/** By id (`C12`), number (`12`), slug (`online-lending`) or name in either language, with or without 类; case is ignored. */
export const category = (name: string): CategoryRecord | undefined => index().get(fold(name));
