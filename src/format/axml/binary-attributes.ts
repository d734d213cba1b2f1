import { FormatError, LimitError } from '../../model/errors.js';
import type { Chunk } from '../res-chunk.js';
import type { StringPool } from '../res-string-pool.js';
import { resValue, ResType } from '../res-value.js';
import type { XmlAttribute } from './xml-element.js';

/** `ResXMLTree_attribute`: namespace, name, raw value, then a `Res_value` of 8 bytes. */
const ATTRIBUTE_SIZE = 20;

/**
 * The attributes of a start element. Start and size of the records come from the element (x13, x14, x15); like
 * `ResXMLTree::validateNode` only start + size × count is held against the chunk, so records may overlap.
 *
 * @param end end of the document's data: nothing is read past it
 * @param room attributes the document may still have
 */
export function readAttributes(
  view: DataView,
  chunk: Chunk,
  end: number,
  strings: StringPool,
  resourceIds: Uint32Array,
  room: number,
): XmlAttribute[] {
  const start = view.getUint16(chunk.body + 8, true);
  const size = view.getUint16(chunk.body + 10, true);
  const count = view.getUint16(chunk.body + 12, true);
  if (start + size * count > chunk.size - chunk.headerSize) {
    throw new FormatError(`XML node: ${count} attributes of ${size} bytes do not fit`, chunk.start);
  }
  if (count > room) throw new LimitError('xml-attributes', 'XML: too many attributes');
  const attributes: XmlAttribute[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = chunk.body + start + size * index;
    if (at + ATTRIBUTE_SIZE > end) throw new FormatError('XML node: attribute past the end', at);
    attributes.push(readAttribute(view, at, strings, resourceIds));
  }
  return attributes;
}

function readAttribute(view: DataView, at: number, strings: StringPool, resourceIds: Uint32Array): XmlAttribute {
  const nameIndex = view.getUint32(at + 4, true);
  // The value's own size field is not looked at by ResXMLParser (x29).
  const type = view.getUint8(at + 15);
  const data = view.getUint32(at + 16, true);
  return {
    name: strings.at(nameIndex) ?? '',
    namespace: strings.at(view.getUint32(at, true)),
    resourceId: resourceIds[nameIndex] ?? 0,
    rawValue: strings.at(view.getUint32(at + 8, true)),
    value: resValue(type, data, type === ResType.string ? strings.at(data) : undefined),
  };
}
