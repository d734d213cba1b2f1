import type { MetaData } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';

/** `<meta-data>` children of an element; one without a name is dropped, as Android drops it. */
export function readMetaData(parent: AttributeReader, split: string): MetaData[] {
  return parent.children('meta-data').flatMap((element) => {
    const name = element.string(ATTR.name);
    if (name === undefined) return [];
    // A resource wins over a value (ParsingPackageUtils.parseMetaData); a value may itself be a reference.
    const resource = element.reference(ATTR.resource);
    const reference = resource ?? element.reference(ATTR.value);
    return {
      name,
      value: resource === undefined ? element.string(ATTR.value) : element.string(ATTR.resource),
      ...(reference === undefined ? {} : { resource: reference }),
      xpath: element.element.path,
      ...(split === '' ? {} : { split }),
    };
  });
}
