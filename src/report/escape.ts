/**
 * Characters that change what a reader or a terminal sees without being seen: controls (ESC, C1, tabs), lone surrogates,
 * line and paragraph separators, bidirectional controls (the «Trojan Source» set), and everything a font draws as
 * nothing: zero-width characters, fillers, tags, variation selectors (but for those that choose an emoji's form).
 */
const UNSEEN =
  /(?!(?<=\p{Emoji})[\ufe0e\ufe0f])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\ufffe\uffff]/gu;

/** UTF-16 units as JSON writes them; a character beyond the BMP gives two. */
const escapeUnits = (char: string): string =>
  Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Untrusted text made safe and visible for a terminal: an ESC shows as `\u001b`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escapeUnits);
}

/**
 * JSON text in which such characters inside strings stand as `\u` escapes; parses to the same value. Raw white space
 * can only stand between tokens, where it is left alone.
 */
export function escapeJson(json: string): string {
  return json.replace(UNSEEN, (char) => (char === '\n' || char === '\r' || char === '\t' ? char : escapeUnits(char)));
}
