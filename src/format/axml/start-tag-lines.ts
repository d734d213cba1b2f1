/**
 * Line (1-based) of each start tag of well-formed XML, in document order; fast-xml-parser keeps no positions. Comments,
 * CDATA, processing instructions and the DOCTYPE are skipped, attribute values may hold `>`.
 */
export function startTagLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let counted = 0;
  let at = text.indexOf('<');
  while (at !== -1) {
    let end: number;
    if (text.startsWith('<!--', at)) end = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) end = after(text, ']]>', at + 9);
    else if (text.startsWith('<?', at)) end = after(text, '?>', at + 2);
    else if (text.startsWith('<!', at)) end = afterDoctype(text, at);
    else if (text.startsWith('</', at)) end = after(text, '>', at + 2);
    else {
      for (let next = text.indexOf('\n', counted); next !== -1 && next < at; next = text.indexOf('\n', counted)) {
        line += 1;
        counted = next + 1;
      }
      counted = Math.max(counted, at);
      lines.push(line);
      end = afterTag(text, at + 1);
    }
    at = text.indexOf('<', end);
  }
  return lines;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

function afterTag(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") at = after(text, character, at + 1) - 1;
  }
  return text.length;
}

/** Past a DOCTYPE, whose internal subset in brackets may hold declarations and comments. */
function afterDoctype(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4) - 1;
    else if (character === '"' || character === "'") at = after(text, character, at + 1) - 1;
    else if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    else if (character === '>' && depth <= 0) return at + 1;
  }
  return text.length;
}
