import type { IntentFilter } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';

/** Attributes of `<data>`, in the order they are printed. */
const DATA_ATTRIBUTES = [
  'scheme',
  'host',
  'port',
  'path',
  'pathPrefix',
  'pathPattern',
  'pathSuffix',
  'pathAdvancedPattern',
  'ssp',
  'sspPrefix',
  'sspPattern',
  'sspSuffix',
  'sspAdvancedPattern',
  'mimeType',
  'mimeGroup',
] as const;

/** An `<intent-filter>`, or the `<intent>` of `<queries>`. */
export function readIntentFilter(filter: AttributeReader): IntentFilter {
  const data: Record<string, string>[] = [];
  for (const element of filter.children('data')) {
    const record: Record<string, string> = {};
    for (const name of DATA_ATTRIBUTES) {
      const value = element.string(ATTR[name]);
      if (value !== undefined) record[name] = value;
    }
    if (Object.keys(record).length > 0) data.push(record);
  }
  return {
    actions: namesOf(filter, 'action'),
    categories: namesOf(filter, 'category'),
    priority: filter.integer(ATTR.priority) ?? 0,
    data,
  };
}

function namesOf(filter: AttributeReader, tag: string): string[] {
  return filter.children(tag).flatMap((element) => element.string(ATTR.name) ?? []);
}
