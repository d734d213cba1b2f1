import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeSpec, AxmlOptions, ElementSpec } from '../../fixtures/toolkit/axml.js';
import { buildAxml } from '../../fixtures/toolkit/axml.js';
import type { XmlElement } from '../../src/format/axml/index.js';
import { parseBinaryXml, parseTextXml } from '../../src/format/axml/index.js';
import { PrivscanError } from '../../src/model/errors.js';
import { changed } from './mutations.js';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', '隐私政策', 'a'.repeat(200)));
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const value = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.record({ type: fc.constantFrom(1, 2, 4, 5, 6, 0x1c), data: u32 }),
);
const attribute: fc.Arbitrary<AttributeSpec> = fc.oneof(
  fc.record({ name: text, value }),
  fc.record({ name: text, value, id: fc.integer({ min: 0x01010000, max: 0x01010fff }) }),
  fc.record({ name: text, value, namespace: text, raw: fc.option(text) }),
);
const tree = fc.letrec<{ element: ElementSpec }>((tie) => ({
  element: fc.record({
    name: text,
    line: u32,
    attributes: fc.array(attribute, { maxLength: 5 }),
    children: fc.array(fc.oneof({ maxDepth: 4 }, text, tie('element')), { maxLength: 4 }),
  }),
})).element;
/** Freedoms Android gives and honours. */
const options: fc.Arbitrary<AxmlOptions> = fc.record(
  {
    pool: fc.record({ utf8: fc.boolean() }),
    attributeSize: fc.constantFrom(20, 24, 28),
    attributeStart: fc.constantFrom(20, 24, 28),
    nodeHeaderSize: fc.constantFrom(16, 20, 24),
    rootHeaderSize: fc.constantFrom(8, 12, 28),
    namespaceNodes: fc.boolean(),
    trailing: fc.uint8Array({ maxLength: 20 }),
  },
  { requiredKeys: [] },
);

const ANDROID = 'http://schemas.android.com/apk/res/android';

function typed(written: AttributeSpec['value']): { type: number; data?: number; string?: string } {
  if (typeof written === 'string') return { type: 3, string: written };
  if (typeof written === 'number') return { type: 0x10, data: written >>> 0 };
  if (typeof written === 'boolean') return { type: 0x12, data: written ? 0xffffffff : 0 };
  return written;
}

/** What the reader must give for what was written. */
function expected(element: ElementSpec): unknown {
  const children = element.children ?? [];
  return {
    name: element.name,
    line: element.line,
    text: children.filter((child) => typeof child === 'string').join(''),
    attributes: (element.attributes ?? []).map(({ name, id, namespace, value: written, raw }) => ({
      name,
      resourceId: id ?? 0,
      namespace: namespace ?? (id === undefined ? undefined : ANDROID),
      rawValue: (raw === undefined ? (typeof written === 'string' ? written : undefined) : raw) ?? undefined,
      value: typed(written),
    })),
    children: children.filter((child) => typeof child !== 'string').map(expected),
  };
}

function actual(element: XmlElement): unknown {
  return {
    name: element.name,
    line: element.line,
    text: element.text,
    attributes: element.attributes.map(({ value: { type, data, string }, ...rest }) => ({
      ...rest,
      value: type === 3 ? { type, string } : { type, data },
    })),
    children: element.children.map(actual),
  };
}

/** Ends with a value or one of our errors, within bounds. */
function readOrRefuse(read: () => unknown): void {
  const cpu = process.cpuUsage();
  try {
    read();
  } catch (error) {
    if (!(error instanceof PrivscanError)) throw error;
  }
  expect(process.cpuUsage(cpu).user / 1000).toBeLessThan(2000);
}

function paths(element: XmlElement): string[] {
  return [element.path, ...element.children.flatMap(paths)];
}

describe('binary XML', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(tree, options, (written, how) => {
        const { root } = parseBinaryXml(buildAxml(written, { sortAttributes: false, ...how }), 'm');
        expect(actual(root)).toEqual(expected(written));
      }),
      { numRuns: 300 },
    );
  });

  it('gives every element its own path', () => {
    fc.assert(
      fc.property(tree, (written) => {
        const all = paths(parseBinaryXml(buildAxml(written), 'm').root);
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  it('refuses or reads any bytes, and ends', () => {
    fc.assert(
      fc.property(tree, options, changed, (written, how, change) => {
        const bytes = change(buildAxml(written, how));
        readOrRefuse(() => paths(parseBinaryXml(bytes, 'm').root));
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => readOrRefuse(() => parseBinaryXml(bytes, 'm'))),
    );
  });
});

describe('text XML', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}$/);
  const words = fc.string({ unit: fc.constantFrom(...Array.from('ab<>&"\'隐;#x ')), maxLength: 12 });
  const escaped = (raw: string): string =>
    raw.replace(/[<>&"']/g, (character) => (character === '<' ? '&lt;' : `&#${character.charCodeAt(0)};`));

  it('reads what was written', () => {
    fc.assert(
      fc.property(
        name,
        fc.uniqueArray(fc.tuple(name, words), { selector: ([key]) => key }),
        words,
        (tag, pairs, inner) => {
          const attributes = pairs.map(([key, raw]) => ` ${key}="${escaped(raw)}"`).join('');
          const { root } = parseTextXml(`<${tag}${attributes}>${escaped(inner)}<end/></${tag}>`, 'x');
          expect(root.name).toBe(tag);
          expect(root.attributes.map(({ name: key, rawValue }) => [key, rawValue])).toEqual(pairs);
          expect(root.text).toBe(inner);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses or reads any text, and ends', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a',
      '<a>',
      '</a>',
      ' b="',
      '"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE a [',
      '<!ENTITY x "y">',
      ']>',
      '&x;',
      '&#0;',
      '__proto__',
      'constructor',
      'xmlns:',
      ':',
      '\n',
      '隐',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) =>
        readOrRefuse(() => parseTextXml(parts.join(''), 'x')),
      ),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readOrRefuse(() => parseTextXml(bytes, 'x'))));
  });
});
