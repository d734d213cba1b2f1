import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeJson, visible } from '../../../src/report/escape.js';

describe('visible', () => {
  it.each([
    ['ESC', '\u001b[2J', '\\u001b[2J'],
    ['NUL', '\u0000', '\\u0000'],
    ['tab and line ends', '\t\r\n', '\\u0009\\u000d\\u000a'],
    ['DEL', '\u007f', '\\u007f'],
    ['C1 (CSI)', '\u009b31m', '\\u009b31m'],
    ['next line', '\u0085', '\\u0085'],
    ['right-to-left override', 'a\u202eb', 'a\\u202eb'],
    ['isolates', '\u2066\u2069', '\\u2066\\u2069'],
    ['marks', '\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
    ['zero width', 'a\u200b\u200c\u200d\u2060\ufeffb', 'a\\u200b\\u200c\\u200d\\u2060\\ufeffb'],
    ['line and paragraph separator', '\u2028\u2029', '\\u2028\\u2029'],
    ['soft hyphen', '\u00ad', '\\u00ad'],
    ['fillers', '\u115f\u3164\uffa0\u2800', '\\u115f\\u3164\\uffa0\\u2800'],
    ['interlinear annotation', '\ufff9\ufffb', '\\ufff9\\ufffb'],
    ['lone high surrogate', 'a\ud800b', 'a\\ud800b'],
    ['lone low surrogate', 'a\udc00b', 'a\\udc00b'],
    ['tag characters', '\u{e0041}', '\\udb40\\udc41'],
    ['variation selector on a letter', 'a\ufe0f', 'a\\ufe0f'],
    ['supplementary variation selector', 'a\u{e0100}', 'a\\udb40\\udd00'],
  ])('%s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it.each([
    'plain',
    '中文，标点。',
    'émoji 😀 ❤\ufe0f 1\ufe0f\u20e3',
    'a b',
    'العربية',
    '\ufffd',
    '한국어',
    'ｆｕｌｌ',
  ])('leaves %s alone', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('never leaves a control, a bidirectional control or a lone surrogate', () => {
    const units = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x1b, 0x202e, 0x200b, 0xd800, 0xdc00)),
    );
    fc.assert(
      fc.property(units, (codes) => {
        const shown = visible(String.fromCharCode(...codes));
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069]/u);
        expect(visible(shown)).toBe(shown);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('escapeJson', () => {
  it('parses to the same value, indented or not', () => {
    const anyString = fc.string({ unit: 'binary' });
    const value = fc.oneof(fc.jsonValue(), anyString, fc.dictionary(anyString, anyString, { noNullPrototype: true }));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2, '\t'), (x, indent) => {
        const json = JSON.stringify(x, null, indent);
        expect(JSON.parse(escapeJson(json))).toEqual(JSON.parse(json));
      }),
      { numRuns: 1500 },
    );
  });

  it('leaves nothing unseen', () => {
    const json = escapeJson(JSON.stringify({ a: '\u202e\u009b\u2028\u{e0041}\ud800\u200b' }));
    expect(json).toBe('{"a":"\\u202e\\u009b\\u2028\\udb40\\udc41\\ud800\\u200b"}');
  });
});
