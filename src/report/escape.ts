/**
 * Characters that change what a reader or a terminal sees without being seen: C0, DEL, C1, line and paragraph
 * separators, zero-width and bidirectional controls (the «Trojan Source» set), variation of BOM, lone surrogates.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- the point of this file
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const escapeUnit = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Untrusted text made safe and visible for a terminal: an ESC shows as `\u001b`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escapeUnit);
}

/** JSON text in which such characters inside strings stand as `\u` escapes; parses to the same value. */
export function escapeJson(json: string): string {
  return json.replace(UNSEEN, (char) => (char === '\n' ? char : escapeUnit(char)));
}
