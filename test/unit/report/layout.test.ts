import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { clip, hang, pad, wrap } from '../../../src/report/layout.js';

const CLOSERS = '，。；：！？、）》」』】”’),.;:!?]';
const OPENERS = '（《「『【“‘([';
/** Code points. */
const chars = (text: string): string[] => Array.from(text);

const word = fc.stringMatching(/^[A-Za-z0-9_./-]{1,30}$/u);
const han = fc.string({ unit: fc.constantFrom(...chars('中文个人信息收集使用规则')), minLength: 1, maxLength: 20 });
const marked = fc
  .tuple(fc.constantFrom('', ...chars(OPENERS)), fc.oneof(word, han), fc.constantFrom('', ...chars(CLOSERS)))
  .map((parts) => parts.join(''));
const mixed = fc
  .array(fc.oneof(marked, marked, fc.constant(' '), fc.constantFrom('😀', 'é', '👨‍👩‍👧', 'e\u0301', '한')), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const widths = fc.integer({ min: 4, max: 100 });
const squeeze = (text: string): string => text.replaceAll(' ', '');

describe('wrap', () => {
  it('no line is wider than asked, and nothing but spaces is lost', () => {
    fc.assert(
      fc.property(fc.oneof(mixed, fc.string({ unit: 'grapheme' })), widths, (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(squeeze(lines.join(''))).toBe(squeeze(text));
        for (const line of lines) expect(line.endsWith(' ')).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('no line begins with a closing mark or ends with an opening one, unless spaces or only marks stand there', () => {
    const text = fc.array(marked, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 100 }), (given, width) => {
        const lines = wrap(given, width);
        lines.forEach((line, i) => {
          const before = lines[i - 1];
          if (before === undefined) return;
          const [head = ''] = line;
          const onlyMarks = chars(before)
            .slice(1)
            .every((char) => CLOSERS.includes(char) || OPENERS.includes(char));
          if (onlyMarks || head === '.') return;
          expect(CLOSERS).not.toContain(head);
          expect(OPENERS).not.toContain(chars(before).at(-1));
        });
      }),
      { numRuns: 3000 },
    );
  });

  it.each<[string, number, string[]]>([
    ['', 10, ['']],
    ['   ', 10, ['']],
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 8, ['one two', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['中文没有空格', 6, ['中文没', '有空格']],
    ['中文没，有空', 6, ['中文', '没，有', '空']],
    ['中文（注', 6, ['中文', '（注']],
    ['使用SDK收集', 6, ['使用', 'SDK收', '集']],
    ['  indented text', 10, ['  indented', 'text']],
    ['a  b', 10, ['a  b']],
    ['中', 1, ['中']],
  ])('%j in %i columns', (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });

  const size = 300_000;
  it.each<[string, string]>([
    ['one long word', 'a'.repeat(size)],
    ['spaces', `${' '.repeat(size)}x`],
    ['closing marks', '）'.repeat(size)],
    ['narrow closing marks', ')'.repeat(size)],
    ['opening marks', '('.repeat(size)],
    ['wide characters', '中'.repeat(size)],
    ['combining marks on one letter', `a${'\u0301'.repeat(size)}`],
    ['zero-width characters', '\u200b'.repeat(size)],
    ['joined emoji', '👩\u200d'.repeat(size / 3)],
    ['regional indicators', '🇨'.repeat(size / 2)],
    ['wide and narrow by turns', '中a'.repeat(size / 2)],
  ])('%s: ends in time that grows with the text', (_, text) => {
    const before = process.cpuUsage().user;
    const lines = wrap(text, 80);
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(6);
    expect(squeeze(lines.join(''))).toBe(squeeze(text));
  });
});

describe('hang, pad, clip', () => {
  it('hang keeps to the width and indents by the prefix', () => {
    fc.assert(
      fc.property(
        mixed,
        fc.constantFrom('', '  ', '    • ', '整改建议：', '\u001b[31m高\u001b[39m '),
        fc.integer({ min: 14, max: 100 }),
        (text, prefix, width) => {
          const [first = '', ...rest] = hang(prefix, text, width);
          expect(first.startsWith(prefix)).toBe(true);
          for (const line of [first, ...rest]) expect(stringWidth(line)).toBeLessThanOrEqual(width);
          for (const line of rest) expect(line.startsWith(' '.repeat(stringWidth(prefix)))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('hang styles the text of each line, never the prefix', () => {
    expect(hang('> ', 'one two', 5, (line) => `<${line}>`)).toEqual(['> <one>', '  <two>']);
  });

  it('pad fills to the width and never cuts', () => {
    expect(pad('中', 4)).toBe('中  ');
    expect(pad('abc', 2)).toBe('abc');
    fc.assert(
      fc.property(mixed, widths, (text, width) => {
        expect(stringWidth(pad(text, width))).toBe(Math.max(width, stringWidth(text)));
      }),
    );
  });

  it('clip leaves a short text, and cuts a long one with an ellipsis', () => {
    expect(clip('中文', 4)).toBe('中文');
    expect(clip('中文字', 5)).toBe('中文…');
    expect(clip('a'.repeat(1_000_000), 5)).toBe('aaaaa…');
    fc.assert(
      fc.property(fc.oneof(mixed, fc.string({ unit: 'binary' })), widths, (text, width) => {
        const clipped = clip(text, width);
        expect(stringWidth(clipped)).toBeLessThanOrEqual(width + 1);
        if (clipped !== text) expect(text.startsWith(clipped.slice(0, -1))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('clip cuts no character in two', () => {
    expect(clip(`a${'\u0301'.repeat(1000)}😀`, 1)).not.toMatch(/\p{Cs}/u);
    expect(clip('😀'.repeat(1000), 7)).not.toMatch(/\p{Cs}/u);
    expect(clip(`${'\u0301'.repeat(7)}😀😀`, 1)).not.toMatch(/\p{Cs}/u);
  });
});
