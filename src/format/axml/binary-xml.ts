import { FormatError, LimitError } from '../../model/errors.js';
import type { Chunk } from '../res-chunk.js';
import {
  CHUNK_HEADER_SIZE,
  CHUNK_STRING_POOL,
  CHUNK_XML,
  CHUNK_XML_CDATA,
  CHUNK_XML_END_ELEMENT,
  CHUNK_XML_END_NAMESPACE,
  CHUNK_XML_FIRST,
  CHUNK_XML_LAST,
  CHUNK_XML_RESOURCE_MAP,
  CHUNK_XML_START_ELEMENT,
  CHUNK_XML_START_NAMESPACE,
  readChunk,
  viewOf,
} from '../res-chunk.js';
import { MAX_XML_ATTRIBUTES, MAX_XML_DEPTH, MAX_XML_TEXT } from '../res-limits.js';
import { StringPool } from '../res-string-pool.js';
import { readAttributes } from './binary-attributes.js';
import { checkAttributes } from './attribute-anomalies.js';
import type { ParsedXml } from './parsed-xml.js';
import { AnomalyList } from './parsed-xml.js';
import { XmlNode } from './xml-element.js';

/** `ResXMLTree_node`: chunk header, line, comment. */
const NODE_HEADER_SIZE = 16;
/** `ResXMLTree_attrExt`. */
const START_ELEMENT_SIZE = 20;
/**
 * Least body of each node type: `ResXMLTree_attrExt`, `_endElementExt`, `_cdataExt`, `_namespaceExt`. AOSP asks for 20 bytes
 * of a start element; its last six name the id, class and style attributes and are not read here, so x15 (attributes at
 * byte 16, elements without attributes 16 bytes long) is read to its end.
 */
const BODY_SIZE: Readonly<Record<number, number>> = {
  [CHUNK_XML_START_NAMESPACE]: 8,
  [CHUNK_XML_END_NAMESPACE]: 8,
  [CHUNK_XML_START_ELEMENT]: 14,
  [CHUNK_XML_END_ELEMENT]: 8,
  [CHUNK_XML_CDATA]: 12,
};

/** What the chunks before the first node say. */
interface Prologue {
  readonly strings: StringPool;
  /** Attribute ids by string index. */
  readonly resourceIds: Uint32Array;
  /** Offset of the first node. */
  readonly nodes: number;
}

/**
 * Reads Android binary XML as AOSP's `ResXMLTree` and `ResXMLParser` do: what they accept is read, with an anomaly where
 * no compiler writes such a file; what makes them answer «bad document» is refused. Bytes after the root element's end
 * are not read, as the package parser does not.
 *
 * @param bytes the whole file
 * @param where entry name for diagnostics
 * @throws FormatError when Android would refuse the file, or names of elements are unreadable
 * @throws LimitError for depth or attributes beyond res-limits.ts
 */
export function parseBinaryXml(bytes: Uint8Array, where: string): ParsedXml {
  const view = viewOf(bytes);
  const anomalies = new AnomalyList(where);
  const end = checkHeader(view, bytes, anomalies);
  const prologue = readPrologue(view, bytes, end, anomalies);
  const root = readNodes(view, end, prologue, anomalies);
  return { root, diagnostics: anomalies.diagnostics };
}

/** Checks the file's header as `ResXMLTree::setTo`; the type is not checked there (x01, x02). Gives the end of data. */
function checkHeader(view: DataView, bytes: Uint8Array, anomalies: AnomalyList): number {
  if (bytes.length < CHUNK_HEADER_SIZE) {
    const hint = bytes.length === 0 ? 'the file is empty' : 'the file is too short';
    throw new FormatError(`not binary XML: ${hint} (a source manifest?)`);
  }
  const type = view.getUint16(0, true);
  const headerSize = view.getUint16(2, true);
  const size = view.getUint32(4, true);
  if (headerSize > size || size > bytes.length) {
    if (looksLikeText(bytes)) throw new FormatError('text XML where binary XML is expected: a source manifest?');
    throw new FormatError(`binary XML: header ${headerSize} and size ${size} in a file of ${bytes.length} bytes`, 0);
  }
  if (type !== CHUNK_XML) anomalies.add('axml-root-type', `the file's chunk type is 0x${type.toString(16)}, not 3`);
  if (headerSize !== CHUNK_HEADER_SIZE) anomalies.add('axml-header-size', `the file's header has ${headerSize} bytes`);
  if (size < bytes.length) {
    anomalies.add('axml-trailing-bytes', `${bytes.length - size} bytes after the declared end of the document`);
  }
  return size;
}

/** `<` after an optional byte order mark and white space, in UTF-8 or UTF-16. */
function looksLikeText(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.length)).toString('latin1');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(start);
}

function readPrologue(view: DataView, bytes: Uint8Array, end: number, anomalies: AnomalyList): Prologue {
  let pool: Chunk | undefined;
  let resourceIds: Uint32Array = new Uint32Array(0);
  let mapped = false;
  let offset = view.getUint16(2, true);
  while (offset < end) {
    const chunk = readChunk(view, offset, end, CHUNK_HEADER_SIZE, 'binary XML');
    if (chunk.type >= CHUNK_XML_FIRST && chunk.type <= CHUNK_XML_LAST) {
      // setTo looks for the first node only among chunks that others follow.
      if (chunk.end === end) offset = end;
      break;
    }
    if (chunk.type === CHUNK_STRING_POOL) {
      // The last pool before the first node wins (x20): setTo opens each over the one before.
      if (pool !== undefined) anomalies.add('axml-string-pools', 'more than one string pool; the last one counts');
      pool = chunk;
    } else if (chunk.type === CHUNK_XML_RESOURCE_MAP) {
      resourceIds = readResourceIds(view, chunk);
      mapped = true;
    } else {
      anomalies.add('axml-unknown-chunk', `unknown chunk type 0x${chunk.type.toString(16)} before the first node`);
    }
    offset = chunk.end;
  }
  if (offset >= end) throw new FormatError('binary XML: no root element');
  if (pool === undefined) throw new FormatError('binary XML: no string pool');
  if (!mapped) anomalies.add('axml-no-resource-map', 'no resource map: no attribute has a resource id');
  return { strings: StringPool.open(bytes, pool), resourceIds, nodes: offset };
}

function readResourceIds(view: DataView, chunk: Chunk): Uint32Array {
  const ids = new Uint32Array((chunk.end - chunk.body) >> 2);
  for (let index = 0; index < ids.length; index += 1) ids[index] = view.getUint32(chunk.body + index * 4, true);
  return ids;
}

function readNodes(view: DataView, end: number, prologue: Prologue, anomalies: AnomalyList): XmlNode {
  const { strings, resourceIds } = prologue;
  const open: XmlNode[] = [];
  let root: XmlNode | undefined;
  let attributes = 0;
  let text = 0;
  let offset = prologue.nodes;
  while (offset < end) {
    const chunk = readChunk(view, offset, end, NODE_HEADER_SIZE, 'XML node');
    offset = chunk.end;
    const least = BODY_SIZE[chunk.type];
    if (least === undefined) {
      anomalies.add('axml-unknown-chunk', `unknown chunk type 0x${chunk.type.toString(16)} between nodes`);
      continue;
    }
    if (chunk.size - chunk.headerSize < least) throw new FormatError('XML node: body too short', chunk.start);
    if (chunk.type === CHUNK_XML_START_ELEMENT) {
      if (open.length >= MAX_XML_DEPTH) throw new LimitError('xml-depth', `XML nested deeper than ${MAX_XML_DEPTH}`);
      const list = readAttributes(view, chunk, end, strings, resourceIds, MAX_XML_ATTRIBUTES - attributes);
      attributes += list.length;
      if (chunk.size - chunk.headerSize < START_ELEMENT_SIZE) {
        anomalies.add('axml-short-element', 'a start tag is shorter than its fixed fields');
      }
      checkAttributes(list, anomalies);
      const node = new XmlNode(
        open.at(-1),
        nameAt(view, chunk.body + 4, strings),
        strings.at(view.getUint32(chunk.body, true)),
        list,
        view.getUint32(chunk.start + 8, true),
      );
      root ??= node;
      open.push(node);
    } else if (chunk.type === CHUNK_XML_END_ELEMENT) {
      // Names of end tags are not compared by Android either; only depth counts.
      open.pop();
      if (open.length === 0 && root !== undefined) return root;
    } else if (chunk.type === CHUNK_XML_CDATA) {
      const parent = open.at(-1);
      if (parent === undefined) anomalies.add('axml-text-before-root', 'character data before the root element');
      else text = addText(parent, strings.at(view.getUint32(chunk.body, true)) ?? '', text);
    }
  }
  if (root === undefined) throw new FormatError('binary XML: no root element');
  anomalies.add('axml-unclosed-elements', `${open.length} elements have no end`);
  return root;
}

/** Adds character data; gives the document's total so far. */
function addText(parent: XmlNode, text: string, before: number): number {
  const total = before + text.length;
  if (total > MAX_XML_TEXT) throw new LimitError('xml-text', 'XML: too much character data');
  parent.text += text;
  return total;
}

function nameAt(view: DataView, offset: number, strings: StringPool): string {
  const name = strings.at(view.getUint32(offset, true));
  if (name === undefined) throw new FormatError('XML node: the name of an element is unreadable', offset);
  return name;
}
