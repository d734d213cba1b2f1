import type { AttributeSpec, AxmlOptions, ElementSpec } from '../../fixtures/toolkit/axml.js';
import { android, buildAxml, chunk, el, plain } from '../../fixtures/toolkit/axml.js';
import { ATTR } from '../../src/format/axml/index.js';

/** What privscan makes of a manifest; `why` explains where aapt says otherwise. */
export interface XmlCase {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** Permissions read, or the words of the refusal. */
  readonly expected: readonly string[] | RegExp;
  readonly anomalies?: readonly string[];
  /** aapt 10 judges otherwise, for this reason. */
  readonly differs?: string;
}

const CONTACTS = 'android.permission.READ_CONTACTS';
const VIBRATE = 'android.permission.VIBRATE';
const NAME = ATTR.name;

const uses = (...attributes: readonly AttributeSpec[]): ElementSpec => el('uses-permission', attributes);
const name = (value: string): AttributeSpec => android('name', NAME, value);
const application = el('application', [android('label', ATTR.label, 'Hostile')]);

function manifest(...children: readonly ElementSpec[]): ElementSpec {
  const attributes = [
    plain('package', 'com.example.hostile'),
    android('versionCode', ATTR.versionCode, 1),
    android('versionName', ATTR.versionName, '1.0'),
  ];
  return el('manifest', attributes, ...children);
}

export const TREE = manifest(
  el('uses-sdk', [
    android('minSdkVersion', ATTR.minSdkVersion, 21),
    android('targetSdkVersion', ATTR.targetSdkVersion, 34),
  ]),
  uses(name(CONTACTS)),
  el(
    'application',
    [android('label', ATTR.label, 'Hostile')],
    el(
      'activity',
      [name('.Main'), android('exported', ATTR.exported, true)],
      el(
        'intent-filter',
        [],
        el('action', [name('android.intent.action.MAIN')]),
        el('category', [name('android.intent.category.LAUNCHER')]),
      ),
    ),
  ),
);

const written =
  (options: AxmlOptions, tree: ElementSpec = TREE) =>
  (): Uint8Array =>
    buildAxml(tree, options);

function accepted(id: string, options: AxmlOptions, anomalies: readonly string[] = [], tree?: ElementSpec): XmlCase {
  return { name: id, bytes: written(options, tree), expected: [CONTACTS], anomalies };
}

function refused(id: string, options: AxmlOptions, expected: RegExp, differs?: string): XmlCase {
  return { name: id, bytes: written(options), expected, ...(differs === undefined ? {} : { differs }) };
}

/** The first `count` bytes, with the declared size cut to match when `declare`. */
function cut(bytes: Buffer, count: number, declare: boolean): Buffer {
  const result = Buffer.from(bytes.subarray(0, declare ? count : bytes.length));
  result.writeUInt32LE(count, 4);
  return result;
}

const junk = (headerBytes: number, bodyBytes: number, type = 0x7777): Buffer =>
  chunk(type, Buffer.alloc(headerBytes), Buffer.alloc(bodyBytes, 0x41));

function nested(depth: number): ElementSpec {
  let tree = el('application', [android('label', ATTR.label, 'D')]);
  for (let level = 0; level < depth; level += 1) tree = el('application', [], tree);
  return manifest(tree);
}

const SCRAMBLED: Readonly<Record<string, string>> = {
  name: 'qqqq',
  targetSdkVersion: 'minSdkVersion',
  minSdkVersion: 'x',
};

/** Ids are those of the knowledge base's table of hostile inputs; a letter more marks a variant of our own. */
export const XML_CASES: readonly XmlCase[] = [
  accepted('x00-utf8', { pool: { utf8: true } }),
  accepted('x01-root-type-0', { rootType: 0 }, ['axml-root-type']),
  accepted('x02-root-type-garbage', { rootType: 0x1337 }, ['axml-root-type']),
  refused('x03-file-size-too-big', { rootSizeDelta: 1000 }, /in a file of/),
  {
    // 24 bytes are the namespace's end, then come the end tags, 24 bytes each.
    name: 'x04-file-size-too-small',
    bytes: () => cut(buildAxml(TREE), buildAxml(TREE).length - 5 * 24, false),
    expected: [CONTACTS],
    anomalies: ['axml-trailing-bytes', 'axml-unclosed-elements'],
  },
  {
    name: 'x04b-file-size-inside-a-node',
    bytes: () => cut(buildAxml(TREE), buildAxml(TREE).length - 5 * 24 - 8, false),
    expected: /passes the end/,
    differs: 'aapt prints what it met before the bad node; the device throws «Corrupt XML binary file»',
  },
  refused('x05-string-count-plus-200', { pool: { countDelta: 200 } }, /strings do not fit/),
  accepted('x05b-string-count-plus-8', { pool: { countDelta: 8 } }),
  refused('x06-string-count-1g', { pool: { count: 0x3fffffff } }, /strings do not fit/),
  refused('x06b-string-count-max', { pool: { count: 0xffffffff } }, /strings do not fit/),
  {
    name: 'x07-string-count-minus-3',
    bytes: written({ pool: { countDelta: -3 } }),
    expected: /name of an element is unreadable/,
    differs: 'aapt goes on with nameless elements; the device throws on them (XmlBlock.getSequenceString)',
  },
  refused('x08-style-count-lies', { pool: { styleCount: 10, stylesStart: 0 } }, /style/),
  refused('x09-style-offset-out', { pool: { styleCount: 10, stylesStart: 0x7fffffff } }, /styles start/),
  refused('x10-flag-utf8-but-utf16', { pool: { flags: 0x100 } }, /name of an element is unreadable/),
  refused('x11-flag-utf16-but-utf8', { pool: { utf8: true, flags: 0 } }, /terminator|unreadable/),
  accepted('x12-flags-unknown-bits', { pool: { flags: 0xfe00 } }),
  accepted('x13-attribute-size-24', { attributeSize: 24 }),
  accepted('x14-attribute-start-28', { attributeStart: 28 }),
  accepted('x15-attribute-start-16', { attributeStart: 16 }, ['axml-short-element']),
  refused('x16-junk-chunk-between', { between: junk(0, 16) }, /header of 8 bytes/),
  accepted('x16b-junk-chunk-header-16', { between: junk(8, 16) }, ['axml-unknown-chunk']),
  refused('x17-junk-chunk-in-xml-range', { between: junk(0, 16, 0x0110) }, /header of 8 bytes/),
  accepted('x17b-junk-chunk-in-range-header-16', { between: junk(8, 16, 0x0110) }, ['axml-unknown-chunk']),
  refused('x18-junk-chunk-odd-length', { between: junk(0, 15) }, /header of 8 bytes/),
  refused('x18b-junk-chunk-odd-length-header-16', { between: junk(8, 15) }, /not multiples of 4/),
  accepted('x19-unknown-chunk-first', { first: junk(0, 12, 0x6666) }, ['axml-unknown-chunk']),
  accepted('x20-decoy-pool-first', { decoyPool: 'decoy' }, ['axml-string-pools']),
  refused('x21-pool-size-plus', { pool: { sizeDelta: 64 } }, /XML/),
  refused('x22-pool-size-minus', { pool: { sizeDelta: -64 } }, /./),
  accepted('x23-attribute-names-scrambled', { nameOf: (known) => SCRAMBLED[known] ?? known }),
  accepted('x24-attribute-names-empty', { nameOf: () => '' }),
  {
    name: 'x25-no-resource-map',
    bytes: written({ resourceMap: false }),
    expected: [],
    anomalies: ['axml-no-resource-map', 'axml-attribute-without-id'],
  },
  accepted('x26-no-namespace-nodes', { namespaceNodes: false }),
  accepted('x27-attributes-without-namespace', { bareAttributes: true }),
  {
    name: 'x28-raw-value-missing',
    bytes: written({ rawValues: false }),
    expected: [CONTACTS],
    anomalies: ['axml-raw-value-missing'],
    differs: 'aapt 10 wants raw values; aapt2 takes the typed ones',
  },
  accepted('x29-value-size-0', { valueSize: 0 }),
  accepted('x30-decoy-name-without-id', {}, [], manifest(uses(plain('name', VIBRATE), name(CONTACTS)), application)),
  accepted('x31-text-before-root', { leadingText: 'junk text' }, ['axml-text-before-root']),
  refused('x32-no-terminators', { pool: { terminator: 0x21 } }, /./),
  accepted('x33-trailing-bytes', { trailing: Buffer.alloc(64, 0x5a) }, ['axml-trailing-bytes']),
  accepted('x34-unsorted-attributes', { sortAttributes: false }),
  accepted('x35-header-size-28', { rootHeaderSize: 28 }, ['axml-header-size']),
  refused('x36-chunk-size-0', { firstElement: { size: 0 } }, /above chunk size 0/),
  refused('x37-chunk-size-4g', { firstElement: { size: 0xfffffff0 } }, /passes the end/),
  {
    name: 'x38-nested-50000',
    bytes: written({}, nested(50_000)),
    expected: /nested deeper than 1000/,
    differs: 'aapt has no cap and needs 13 s',
  },
  { name: 'x38b-nested-900', bytes: written({}, nested(900)), expected: [] },
  accepted('x39-end-tags-missing', { missingEnds: 3 }, ['axml-unclosed-elements']),
  { name: 'x40-text', bytes: () => Buffer.from('<manifest package="a.b"/>'), expected: /source manifest\?/ },
  { name: 'x40b-text-utf16', bytes: () => Buffer.from('\ufeff<manifest/>', 'utf16le'), expected: /source manifest\?/ },
  { name: 'x41-empty', bytes: () => Buffer.alloc(0), expected: /source manifest\?/ },
  refused('x42-attribute-count-65535', { firstElement: { attributeCount: 65_535 } }, /do not fit/),
  {
    // aapt prints an empty package name and goes on; the reader of manifests refuses it.
    name: 'x43-package-index-out-of-range',
    bytes: written(
      {},
      el('manifest', [plain('package', { type: 3, data: 99_999 })], uses(name(CONTACTS)), application),
    ),
    expected: [CONTACTS],
    anomalies: ['axml-raw-value-missing'],
  },
  accepted(
    'x44-dangling-label',
    {},
    [],
    manifest(uses(name(CONTACTS)), el('application', [android('label', ATTR.label, { type: 1, data: 0x7f7f7f7f })])),
  ),
  {
    name: 'x45-control-characters',
    bytes: written(
      { pool: { utf8: true } },
      manifest(uses(name('=HYPERLINK("http://e")')), uses(name('\u001b]0;pwn\u0007\u202egnp.\r\n')), application),
    ),
    expected: ['=HYPERLINK("http://e")', '\u001b]0;pwn\u0007\u202egnp.\r\n'],
  },
  {
    name: 'x46-permissions-sdk-23',
    bytes: written(
      {},
      manifest(
        el('uses-permission-sdk-23', [name('android.permission.READ_SMS')]),
        el('uses-permission-sdk-m', [name('android.permission.READ_CALL_LOG')]),
        application,
      ),
    ),
    expected: ['android.permission.READ_SMS', 'android.permission.READ_CALL_LOG'],
  },
  accepted('x47-node-header-20', { nodeHeaderSize: 20 }),
  accepted(
    'x48-junk-tag-attribute',
    {},
    ['axml-raw-value-missing'],
    manifest(uses(android('tag', ATTR.tag, { type: 3, data: 0xfffffe }), name(CONTACTS)), application),
  ),
  accepted(
    'x49-two-attributes-of-one-id',
    {},
    ['axml-duplicate-attribute'],
    manifest(uses(name(CONTACTS), android('name2', NAME, VIBRATE)), application),
  ),
];
