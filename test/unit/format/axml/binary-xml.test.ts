import { describe, expect, it } from '@jest/globals';
import { android, buildAxml, el, plain } from '../../../../fixtures/toolkit/axml.js';
import { ATTR, attribute, parseBinaryXml } from '../../../../src/format/axml/index.js';

const parse = (tree: Parameters<typeof buildAxml>[0], options: Parameters<typeof buildAxml>[1] = {}) =>
  parseBinaryXml(buildAxml(tree, options), 'AndroidManifest.xml').root;

describe('parseBinaryXml', () => {
  it('reads names, attributes, text, lines and children', () => {
    const tree = {
      name: 'manifest',
      line: 2,
      attributes: [plain('package', 'com.example'), android('versionCode', ATTR.versionCode, 7)],
      children: ['before ', { name: 'application', line: 5, namespace: 'http://x' }, 'after'],
    };
    const root = parse(tree);
    expect(root).toMatchObject({ name: 'manifest', line: 2, namespace: undefined, text: 'before after' });
    expect(root.children).toHaveLength(1);
    expect(root.children[0]).toMatchObject({ name: 'application', line: 5, namespace: 'http://x', text: '' });
    expect(root.attributes).toEqual([
      {
        name: 'versionCode',
        namespace: 'http://schemas.android.com/apk/res/android',
        resourceId: 0x0101021b,
        rawValue: undefined,
        value: { type: 0x10, data: 7 },
      },
      {
        name: 'package',
        namespace: undefined,
        resourceId: 0,
        rawValue: 'com.example',
        value: expect.objectContaining({ type: 3, string: 'com.example' }) as unknown,
      },
    ]);
  });

  it('keeps typed values and raw text apart', () => {
    const root = parse(
      el('a', [
        { name: 'name', id: ATTR.name, value: 'typed', raw: 'written' },
        { name: 'exported', id: ATTR.exported, value: true, raw: 'yes' },
        { name: 'label', id: ATTR.label, value: { type: 1, data: 0x7f0b0001 } },
      ]),
    );
    expect(attribute(root, ATTR.name)).toMatchObject({ rawValue: 'written', value: { string: 'typed' } });
    expect(attribute(root, ATTR.exported)).toMatchObject({ rawValue: 'yes', value: { type: 0x12, data: 0xffffffff } });
    expect(attribute(root, ATTR.label)?.value).toEqual({ type: 1, data: 0x7f0b0001 });
  });

  it.each([false, true])('reads strings of every length and plane (utf8: %s)', (utf8) => {
    const texts = [
      '',
      'a',
      '隐私政策',
      '\u{1f512}',
      'x'.repeat(127),
      'é'.repeat(128),
      'x'.repeat(0x7fff),
      '汉'.repeat(20_000),
      'y'.repeat(70_000),
    ];
    const root = parse(
      el(
        'a',
        texts.map((text, index) => plain(`p${index}`, text)),
      ),
      { pool: { utf8 } },
    );
    expect(root.attributes.map(({ value }) => value.string)).toEqual(texts);
  });

  it('reads surrogates written as three bytes each, as old tools do', () => {
    const cesu = Buffer.from([2, 6, 0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x92, 0, 1, 1, 0x61, 0]);
    const bytes = buildAxml(el('a'), { pool: { utf8: true, data: cesu, offsets: [0, 0, 9] } });
    // Pool: namespace prefix, namespace, then the element's name at index 2.
    expect(parseBinaryXml(bytes, 'm').root.name).toBe('a');
    const swapped = buildAxml(el('a'), { pool: { utf8: true, data: cesu, offsets: [9, 9, 0] } });
    expect(parseBinaryXml(swapped, 'm').root.name).toBe('\u{1f512}');
  });

  it('writes XPaths that count only where needed', () => {
    const root = parse(
      el(
        'manifest',
        [],
        el('uses-sdk'),
        el('application', [], el('activity'), el('service'), el('activity', [], el('intent-filter'))),
        { name: 'module', namespace: 'http://schemas.android.com/apk/distribution' },
        el('a b'),
      ),
    );
    const [sdk, application, module, odd] = root.children;
    expect(root.path).toBe('/manifest');
    expect(sdk?.path).toBe('/manifest/uses-sdk');
    expect(application?.children[2]?.children[0]?.path).toBe('/manifest/application/activity[2]/intent-filter');
    expect(application?.children.map(({ path }) => path)).toEqual([
      '/manifest/application/activity[1]',
      '/manifest/application/service',
      '/manifest/application/activity[2]',
    ]);
    expect(module?.path).toBe('/manifest/*[3]');
    expect(odd?.path).toBe('/manifest/*[4]');
  });
});

describe('attribute', () => {
  const root = parse(
    el('a', [
      plain('name', 'decoy'),
      android('name', ATTR.name, 'first'),
      android('other', ATTR.name, 'second'),
      plain('package', 'a.b'),
    ]),
    { sortAttributes: false },
  );

  it('finds by id the first that has it, whatever its name', () => {
    expect(attribute(root, ATTR.name)?.value.string).toBe('first');
    expect(attribute(root, ATTR.label)).toBeUndefined();
  });

  it('finds by name only what has neither id nor namespace', () => {
    expect(attribute(root, 'package')?.value.string).toBe('a.b');
    expect(attribute(root, 'name')?.value.string).toBe('decoy');
    expect(attribute(root, 'other')).toBeUndefined();
  });
});
