import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { FormatError, LimitError } from '../../model/errors.js';
import { MAX_TEXT_XML_LENGTH } from '../res-limits.js';
import { resValue, ResType } from '../res-value.js';
import { ANDROID_NAMESPACE, ATTR } from './attr.js';
import type { ParsedXml } from './parsed-xml.js';
import { AnomalyList } from './parsed-xml.js';
import { startTagLines } from './start-tag-lines.js';
import { decodeXmlText } from './text-encoding.js';
import { decodeReferences } from './text-references.js';
import type { XmlAttribute } from './xml-element.js';
import { XmlNode } from './xml-element.js';

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const PREFIX = '@';
const IDS: ReadonlyMap<string, number> = new Map(Object.entries(ATTR));

/** One entry of fast-xml-parser's ordered output: one key for the tag or text, one for the attributes. */
type Ordered = Readonly<Record<string, unknown>>;
type Namespaces = ReadonlyMap<string, string>;

const NO_NAMESPACES: Namespaces = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

/**
 * Reads text XML (source manifests, network security configurations, `res/raw`) into the same tree as
 * {@link parseBinaryXml}. Values are always strings; platform attributes of {@link ATTR} get their resource ids.
 * Entities are not expanded, external ones never read.
 *
 * @param source text, or bytes in any encoding Node knows
 * @param where entry name for diagnostics
 * @throws FormatError when it is not well-formed, nested deeper than 100 elements, or uses a name the parser forbids
 * @throws LimitError when it is longer than `MAX_TEXT_XML_LENGTH`
 */
export function parseTextXml(source: string | Uint8Array, where: string): ParsedXml {
  if (source.length > MAX_TEXT_XML_LENGTH) throw new LimitError('text-xml-length', 'text XML: file too long');
  const text = (typeof source === 'string' ? source : decodeXmlText(source)).replace(/^\ufeff/, '');
  const nodes = parseOrdered(text);
  const anomalies = new AnomalyList(where);
  const builder = new TreeBuilder(startTagLines(text), anomalies);
  const root = builder.build(nodes);
  if (root === undefined) throw new FormatError('text XML: no root element');
  return { root, diagnostics: anomalies.diagnostics };
}

function parseOrdered(text: string): readonly Ordered[] {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own that we do not ship
    const valid = XMLValidator.validate(text);
    if (valid !== true) throw new FormatError(`text XML: line ${valid.err.line}: ${oneLine(valid.err.msg)}`);
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: PREFIX,
      cdataPropName: CDATA,
      ignoreDeclaration: true,
      ignorePiTags: true,
      processEntities: false,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
    });
    return parser.parse(text) as readonly Ordered[];
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    // fast-xml-parser throws on `__proto__` and the like, on nesting above 100 and on large entities: its words say which.
    const reason = cause instanceof Error ? oneLine(cause.message) : 'not readable';
    throw new FormatError(`text XML: ${reason}`, undefined, { cause });
  }
}

/** Parser messages quote the file; keep them to one line without control characters. */
function oneLine(message: string): string {
  return message.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}

class TreeBuilder {
  readonly #lines: readonly number[];
  readonly #anomalies: AnomalyList;
  #next = 0;

  constructor(lines: readonly number[], anomalies: AnomalyList) {
    this.#lines = lines;
    this.#anomalies = anomalies;
  }

  build(nodes: readonly Ordered[]): XmlNode | undefined {
    const [element, second] = nodes.filter((node) => tagOf(node) !== undefined);
    // The validator lets `<a/><b/>` pass.
    if (second !== undefined) throw new FormatError('text XML: more than one root element');
    return element === undefined ? undefined : this.#element(element, undefined, NO_NAMESPACES);
  }

  /** Recursion is bounded by the parser's own depth of 100. */
  #element(node: Ordered, parent: XmlNode | undefined, outer: Namespaces): XmlNode {
    const tag = tagOf(node) ?? '';
    const raw = Object.entries((node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>).map(
      ([name, value]): [string, string] => [
        name.slice(PREFIX.length),
        decodeReferences(value.replace(/[\t\r\n]/g, ' ')),
      ],
    );
    const namespaces = declared(raw, outer);
    const line = this.#lines[this.#next] ?? 0;
    this.#next += 1;
    const [name, namespace] = this.#resolve(tag, namespaces, namespaces.get(''));
    const attributes = raw.filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'));
    const list = attributes.map(([key, value]) => this.#attribute(key, value, namespaces));
    const element = new XmlNode(parent, name, namespace, list, line);
    const children = node[tag] as readonly Ordered[];
    for (const child of children) {
      if (TEXT in child) element.text += decodeReferences(textOf(child));
      else if (CDATA in child) element.text += cdataText(child);
      else this.#element(child, element, namespaces);
    }
    return element;
  }

  #attribute(key: string, value: string, namespaces: Namespaces): XmlAttribute {
    const [name, namespace] = this.#resolve(key, namespaces, undefined);
    return {
      name,
      namespace,
      resourceId: namespace === ANDROID_NAMESPACE ? (IDS.get(name) ?? 0) : 0,
      rawValue: value,
      // No string pool, so no index: ResStringPool_ref's «none».
      value: resValue(ResType.string, 0xffffffff, value),
    };
  }

  /** Splits `prefix:name`. A prefix nobody declared stays in the name, so that it can be seen and never matches an id. */
  #resolve(key: string, namespaces: Namespaces, fallback: string | undefined): [string, string | undefined] {
    const colon = key.indexOf(':');
    if (colon < 0) return [key, fallback === '' ? undefined : fallback];
    const uri = namespaces.get(key.slice(0, colon));
    if (uri !== undefined) return [key.slice(colon + 1), uri];
    this.#anomalies.add('xml-undeclared-prefix', 'a namespace prefix is not declared');
    return [key, undefined];
  }
}

function tagOf(node: Ordered): string | undefined {
  return Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT && key !== CDATA);
}

function textOf(node: Ordered): string {
  const text = node[TEXT];
  return typeof text === 'string' ? text : '';
}

function cdataText(node: Ordered): string {
  const parts = node[CDATA] as readonly Ordered[];
  return parts.map(textOf).join('');
}

function declared(attributes: readonly (readonly [string, string])[], outer: Namespaces): Namespaces {
  let inner: Map<string, string> | undefined;
  for (const [key, value] of attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue;
    inner ??= new Map(outer);
    inner.set(key.slice('xmlns:'.length), value);
  }
  return inner ?? outer;
}
