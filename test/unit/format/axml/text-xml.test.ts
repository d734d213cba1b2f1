import { describe, expect, it } from '@jest/globals';
import { ATTR, attribute, parseTextXml } from '../../../../src/format/axml/index.js';
import type { XmlElement } from '../../../../src/format/axml/index.js';
import { FormatError, PrivscanError } from '../../../../src/model/errors.js';

const MANIFEST = `<?xml version="1.0" encoding="utf-8"?>
<!-- <not-an-element> -->
<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:tools="http://schemas.android.com/tools"
    package="com.example">
  <uses-permission android:name="android.permission.CAMERA"
      tools:node="merge > all"/>
  <application android:label="A &amp; B &#x9690;&#31169;">
    <activity android:name=".A"/><activity android:name=".B"/>
  </application>
</manifest>
`;

const lines = (element: XmlElement): [string, number][] => [
  [element.path, element.line],
  ...element.children.flatMap(lines),
];

describe('parseTextXml', () => {
  it('gives the tree of the binary reader: ids, namespaces, lines, paths', () => {
    const { root, diagnostics } = parseTextXml(MANIFEST, 'AndroidManifest.xml');
    expect(diagnostics).toEqual([]);
    expect(lines(root)).toEqual([
      ['/manifest', 3],
      ['/manifest/uses-permission', 6],
      ['/manifest/application', 8],
      ['/manifest/application/activity[1]', 9],
      ['/manifest/application/activity[2]', 9],
    ]);
    const [permission, application] = root.children;
    expect(attribute(root, 'package')?.value.string).toBe('com.example');
    expect(attribute(permission!, ATTR.name)?.rawValue).toBe('android.permission.CAMERA');
    expect(permission?.attributes[1]).toMatchObject({
      name: 'node',
      namespace: 'http://schemas.android.com/tools',
      resourceId: 0,
      rawValue: 'merge > all',
    });
    expect(attribute(application!, ATTR.label)?.value.string).toBe('A & B 隐私');
    // Declarations are no attributes.
    expect(root.attributes).toHaveLength(1);
  });

  it('decodes references once and leaves entities alone', () => {
    const text = `<!DOCTYPE a [<!ENTITY e "expanded">]><a b="&amp;lt;">&lt;&e;&#0;&#xD800;&unknown;<![CDATA[&amp;<]]></a>`;
    const { root } = parseTextXml(text, 'x');
    expect(root.attributes[0]?.rawValue).toBe('&lt;');
    expect(root.text).toBe('<&e;\ufffd\ufffd&unknown;&amp;<');
    expect(root.line).toBe(1);
  });

  it('keeps scopes of namespaces', () => {
    const { root } = parseTextXml(
      '<a xmlns="urn:one"><b xmlns=""/><c xmlns:p="urn:two" p:k="v" k="w"><p:d/></c></a>',
      'x',
    );
    const [b, c] = root.children;
    expect([root.namespace, b?.namespace, c?.namespace, c?.children[0]?.namespace]).toEqual([
      'urn:one',
      undefined,
      'urn:one',
      'urn:two',
    ]);
    expect(c?.attributes.map(({ name, namespace }) => [name, namespace])).toEqual([
      ['k', 'urn:two'],
      ['k', undefined],
    ]);
  });

  it('notes a prefix nobody declared, and gives it no id', () => {
    const { root, diagnostics } = parseTextXml('<a android:name="x"/>', 'res/raw/a.xml');
    expect(root.attributes[0]).toMatchObject({ name: 'android:name', namespace: undefined, resourceId: 0 });
    expect(diagnostics).toMatchObject([{ code: 'xml-undeclared-prefix', where: 'res/raw/a.xml' }]);
  });

  it.each([
    [
      'GBK',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="GBK"?><a>'),
        Buffer.from([0xd2, 0xfe, 0xcb, 0xbd]),
        Buffer.from('</a>'),
      ]),
    ],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a>隐私</a>')],
    ['UTF-16 LE', Buffer.from('\ufeff<a>隐私</a>', 'utf16le')],
    ['UTF-16 BE', Buffer.from('\ufeff<a>隐私</a>', 'utf16le').swap16()],
    ['a lie about UTF-16', Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>隐私</a>')],
  ])('decodes %s', (_, bytes) => {
    expect(parseTextXml(bytes, 'x').root.text).toBe('隐私');
  });

  it.each([
    ['nothing', '', /./],
    ['an unclosed tag', '<a><b></a>', /line 1/],
    ['an unquoted value', '<a b=c/>', /line 1/],
    ['two roots', '<a/><b/>', /more than one root/],
    ['a comment only', '<!-- a -->', /./],
    ['__proto__ as a tag', '<a><__proto__>1</__proto__></a>', /SECURITY|proto/i],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /entit/i],
    ['nesting of 1,000', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`, /nest/i],
    ['an unknown encoding', '<?xml version="1.0" encoding="x-none"?><a/>', /encoding/],
  ])('refuses %s', (_, text, reason) => {
    const read = (): unknown => parseTextXml(Buffer.from(text), 'x');
    expect(read).toThrow(FormatError);
    expect(read).toThrow(reason);
  });

  it('bounds billion laughs', () => {
    const entities = Array.from({ length: 20 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`);
    const text = `<!DOCTYPE a [<!ENTITY e0 "lol">${entities.join('')}]><a>&e20;</a>`;
    const cpu = process.cpuUsage();
    try {
      expect(parseTextXml(text, 'x').root.text).toBe('&e20;');
    } catch (error) {
      expect(error).toBeInstanceOf(PrivscanError);
    }
    expect(process.cpuUsage(cpu).user / 1000).toBeLessThan(1000);
  });

  it('refuses what is too long before it is parsed', () => {
    expect(() => parseTextXml(`<a>${' '.repeat(16 << 20)}</a>`, 'x')).toThrow(/too long/);
  });
});
