import stringWidth from 'string-width';

const isWide = (char: string): boolean => stringWidth(char) === 2;

/** Pieces a line may be broken between: words, and single wide characters (Chinese has no spaces). */
function* pieces(text: string): Generator<string> {
  let word = '';
  for (const char of text) {
    if (char === ' ') {
      if (word !== '') yield word;
      yield ' ';
      word = '';
    } else if (isWide(char)) {
      // A closing mark stays with what it closes.
      if (/[,。;:!?、)》」』】〉”’]/u.test(char)) {
        word += char;
        continue;
      }
      if (word !== '') yield word;
      word = char;
    } else {
      if (word !== '' && isWide([...word].at(-1) ?? '') && !/[(《「『【〈“‘]$/u.test(word)) {
        yield word;
        word = '';
      }
      word += char;
    }
  }
  if (word !== '') yield word;
}

/** A word wider than the line is cut where the line ends. */
function* cut(word: string, width: number): Generator<string> {
  let part = '';
  for (const char of word) {
    if (part !== '' && stringWidth(part + char) > width) {
      yield part;
      part = '';
    }
    part += char;
  }
  if (part !== '') yield part;
}

/** Breaks text into lines of at most `width` columns, East Asian wide characters counted as two. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (stringWidth(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    if (piece === ' ') continue;
    const parts = [...cut(piece, width)];
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.length > 0 ? lines : [''];
}

/** Pads on the right to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Wraps with a first prefix and a hanging indent of the same width. */
export function hang(prefix: string, text: string, width: number): string[] {
  const indent = stringWidth(prefix);
  return wrap(text, Math.max(20, width - indent)).map((line, i) => (i === 0 ? prefix : ' '.repeat(indent)) + line);
}
