/** Longest text looked at: labels and names are short, hostile ones are not. */
const MAX_LENGTH = 200;

/** `HTTPServer2Test` → `http server test`; `file_manager` → `file manager`. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/gu;

/** English words of a name in order, lower case. */
export function englishWords(text: string): string[] {
  return (text.slice(0, MAX_LENGTH).match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** Lower case, no spaces around, cut to a length that a label has. */
export const folded = (text: string): string => text.slice(0, MAX_LENGTH).trim().toLowerCase();
