import type { ManifestQueries } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { readIntentFilter } from './intent-filter.js';
import { splitList } from './split-list.js';

/** `<queries>`: what other apps this one may see from target level 30 on. Several elements are joined. */
export function readQueries(manifest: AttributeReader): ManifestQueries {
  const elements = manifest.children('queries');
  const first = elements[0];
  const below = (tag: string): AttributeReader[] => elements.flatMap((element) => element.children(tag));
  return {
    packages: below('package').flatMap((element) => element.string(ATTR.name) ?? []),
    intents: below('intent').map(readIntentFilter),
    providers: below('provider').flatMap((element) => splitList(element.string(ATTR.authorities), ';')),
    ...(first === undefined ? {} : { xpath: first.element.path }),
  };
}
