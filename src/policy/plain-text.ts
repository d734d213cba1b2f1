/** Elements whose content no reader sees. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ldquo: '“', rdquo: '”', middot: '·' };

function decodeReference(body: string): string | undefined {
  if (!body.startsWith('#')) return Object.hasOwn(NAMED, body) ? NAMED[body] : undefined;
  const code = /^#x[0-9a-f]{1,6}$/iu.test(body) ? parseInt(body.slice(2), 16) : /^#\d{1,7}$/u.test(body) ? parseInt(body.slice(1), 10) : NaN;
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
}

const decodeReferences = (text: string): string =>
  text.includes('&') ? text.replace(/&([#\w]{1,12});/gu, (whole, body: string) => decodeReference(body) ?? whole) : text;

/** Index after the `</name` that closes a hidden element, or the end. */
function skipHidden(html: string, from: number, name: string): number {
  const lower = `</${name}`;
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at, at + lower.length).toLowerCase() === lower) return at;
  }
  return html.length;
}

/**
 * The words of an HTML file, tags left out, in one pass over the text. Good enough to tell whether a file is a privacy
 * policy; reading the policy itself is another matter.
 */
export function plainText(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = /^[a-z][a-z0-9]{0,15}/iu.exec(html.slice(open + 1, open + 18))?.[0].toLowerCase();
    const close = html.indexOf('>', open);
    if (close < 0) {
      parts.push(html.slice(open));
      break;
    }
    parts.push(' ');
    at = name !== undefined && HIDDEN.has(name) ? skipHidden(html, close + 1, name) : close + 1;
  }
  return decodeReferences(parts.join('')).replace(/[ \t\r\n\f\u00a0\u3000]+/gu, ' ').trim();
}
