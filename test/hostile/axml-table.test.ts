import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '../../src/format/axml/index.js';
import { ATTR, attribute, parseBinaryXml } from '../../src/format/axml/index.js';
import { PrivscanError } from '../../src/model/errors.js';
import { buildAxml, chunk, el, stringPool, words } from '../../fixtures/toolkit/axml.js';
import { XML_CASES } from './axml-cases.js';
import { guarded } from './zip-guard.js';

/** Far above what any case needs (largest measured: 60 ms), far below a hang. */
const LIMITS = { cpuMs: 2000, externalMib: 64 };

export function permissionsOf(root: XmlElement): string[] {
  return root.children
    .filter(({ name }) => /^uses-permission(?:-sdk-(?:23|m))?$/.test(name))
    .flatMap((element) => attribute(element, ATTR.name)?.value.string ?? []);
}

describe('hostile binary XML', () => {
  it.each(XML_CASES)('$name', ({ bytes, expected, anomalies }) => {
    const input = bytes();
    guarded(LIMITS, () => {
      if (expected instanceof RegExp) {
        expect(() => parseBinaryXml(input, 'AndroidManifest.xml')).toThrow(expected);
        try {
          parseBinaryXml(input, 'AndroidManifest.xml');
        } catch (error) {
          expect(error).toBeInstanceOf(PrivscanError);
        }
        return;
      }
      const { root, diagnostics } = parseBinaryXml(input, 'AndroidManifest.xml');
      expect(root.name).toBe('manifest');
      expect(permissionsOf(root)).toEqual(expected);
      expect(diagnostics.map(({ code }) => code).sort()).toEqual([...(anomalies ?? [])].sort());
      expect(new Set(diagnostics.map(({ level }) => level)).size).toBeLessThanOrEqual(1);
    });
  });

  it('keeps package undefined when its string index is out of range (x43)', () => {
    const { bytes } = XML_CASES.find(({ name }) => name.startsWith('x43'))!;
    const { root } = parseBinaryXml(bytes(), 'm');
    const found = attribute(root, 'package');
    expect(found).toMatchObject({ rawValue: undefined, value: { type: 3, data: 99_999 } });
    expect(found?.value).not.toHaveProperty('string');
  });

  it('stops where attributes of no size would make a billion of them', () => {
    // Each element claims 65,535 attributes of 0 bytes: 100 elements of 56 bytes would be 6.5 million attributes.
    const head = Buffer.concat([words(0xffffffff, 0), Buffer.from([20, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0])]);
    const node = chunk(0x0102, words(1, 0xffffffff), Buffer.concat([head, Buffer.alloc(20)]));
    const bytes = chunk(3, Buffer.alloc(0), Buffer.concat([stringPool(['a']), ...Array<Buffer>(100).fill(node)]));
    guarded({ cpuMs: 5000, externalMib: 64 }, () =>
      expect(() => parseBinaryXml(bytes, 'm')).toThrow(/too many attributes/),
    );
  });

  it('stops where strings that share bytes would decode to gigabytes', () => {
    // 4,000 strings over the same megabyte, each starting two bytes after the one before.
    const size = 0x40000;
    const offsets = Array.from({ length: 4000 }, (_, index) => index * 4);
    const data = Buffer.alloc(4000 * 4 + size * 2);
    for (const offset of offsets) {
      data.writeUInt16LE(0x8000 | (((size - offset) / 2) >> 16), offset);
      data.writeUInt16LE(((size - offset) / 2) & 0xffff, offset + 2);
    }
    const pool = stringPool(
      offsets.map(() => ''),
      { data, offsets },
    );
    const elements = offsets.map((_, index) =>
      chunk(0x0102, words(1, 0xffffffff), words(0xffffffff, index, 0x00140014, 0, 0)),
    );
    const bytes = chunk(3, Buffer.alloc(0), Buffer.concat([pool, ...elements.slice(0, 900)]));
    guarded(LIMITS, () => expect(() => parseBinaryXml(bytes, 'm')).toThrow(/expand too far/));
  });

  it('stops where text nodes share a string until no string could hold them', () => {
    const bytes = buildAxml(el('manifest', [], ...Array<string>(40_000).fill('x'.repeat(30_000))));
    guarded(LIMITS, () => expect(() => parseBinaryXml(bytes, 'm')).toThrow(/too much character data/));
  });

  it('keeps paths short where names are long', () => {
    const long = 'x'.repeat(100_000);
    const deep = Array.from({ length: 900 }).reduce<ReturnType<typeof el>>((inner) => el(long, [], inner), el('end'));
    let element: XmlElement | undefined = parseBinaryXml(buildAxml(deep), 'm').root;
    let last = element;
    for (; element !== undefined; element = element.children[0]) last = element;
    expect(last.path).toBe(`/*${'/*[1]'.repeat(899)}/end`);
  });

  it('reads 60,000 siblings in linear time, paths included', () => {
    const children = Array.from({ length: 60_000 }, () => el('activity'));
    const bytes = buildAxml(el('manifest', [], ...children));
    guarded({ cpuMs: 3000, externalMib: 64 }, () => {
      const { root } = parseBinaryXml(bytes, 'm');
      expect(root.children).toHaveLength(60_000);
      expect(root.children[59_999]?.path).toBe('/manifest/activity[60000]');
      expect(root.children.filter(({ path }) => path.endsWith(']'))).toHaveLength(60_000);
    });
  });
});
