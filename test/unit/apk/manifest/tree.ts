import { ATTR, type XmlAttribute, type XmlElement } from '../../../../src/format/axml/index.js';
import { ResType, type ResValue } from '../../../../src/format/res-value.js';
import type { ManifestResources } from '../../../../src/apk/manifest/attribute-reader.js';

/** A value of a hand-made tree: text, a boolean, an integer, `@0x7f…`, or any typed value. */
export type Value = string | number | boolean | ResValue;

/** `@0x7f010000` is a reference, other text a string. */
function typed(value: Value): ResValue {
  if (typeof value === 'boolean') return { type: ResType.boolean, data: value ? 0xffffffff : 0 };
  if (typeof value === 'number') return { type: ResType.decimal, data: value >>> 0 };
  if (typeof value !== 'string') return value;
  return value.startsWith('@0x')
    ? { type: ResType.reference, data: Number(value.slice(1)) }
    : { type: ResType.string, data: 0, string: value };
}

/** An element with platform attributes by name, and plain ones after a `:` (`{ ':package': 'a.b' }`). */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children: readonly XmlElement[] = [],
  text = '',
): XmlElement {
  return {
    name,
    namespace: undefined,
    attributes: Object.entries(attributes).map(([key, value]) => attributeOf(key, value)),
    children,
    text,
    line: 0,
    path: `/${name}`,
  };
}

function attributeOf(key: string, value: Value): XmlAttribute {
  const rawValue = typeof value === 'string' ? value : undefined;
  if (key.startsWith(':')) {
    return { name: key.slice(1), namespace: undefined, resourceId: 0, rawValue, value: typed(value) };
  }
  const resourceId = (ATTR as Readonly<Record<string, number>>)[key];
  if (resourceId === undefined) throw new Error(`no attribute ${key}`);
  return { name: key, namespace: 'android', resourceId, rawValue, value: typed(value) };
}

/** A resource table that knows the given ids only. */
export function resourcesOf(table: Readonly<Record<number, Value>> = {}): ManifestResources {
  return {
    resolve: (value) => {
      if (value.type !== ResType.reference) return value;
      const found = table[value.data];
      return found === undefined ? undefined : typed(found);
    },
    labels: () => ({ default: undefined, byLocale: {} }),
  };
}
