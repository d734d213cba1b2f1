import type { Finding, Locale, Text } from '../model/index.js';

const LOCALES: readonly Locale[] = ['en', 'zh'];

function fillOne(template: string, data: NonNullable<Finding['data']>, locale: Locale): string {
  return template.replace(/\{(\w+)\}/gu, (whole, key: string) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[locale] : String(value);
  });
}

/** Fills `{placeholders}` in both languages; an unknown placeholder stays as written, so a test can see it. */
export function fillMessage(template: Text, data: Finding['data']): Text {
  if (data === undefined) return template;
  const filled = LOCALES.map((locale) => [locale, fillOne(template[locale], data, locale)] as const);
  return Object.fromEntries(filled) as Record<Locale, string>;
}
