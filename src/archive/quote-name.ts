const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"\\]/gu;
const LONGEST = 120;

/**
 * A name from a hostile file, made fit for a one-line message: quoted, cut at 120 characters, everything that could
 * move a cursor, break a line or turn the text around escaped as `\u{…}`.
 */
export function quoteName(name: string): string {
  const cut = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return `"${cut.replace(UNPRINTABLE, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)}"`;
}
