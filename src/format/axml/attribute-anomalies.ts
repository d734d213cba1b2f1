import { formatResourceId, ResType } from '../res-value.js';
import { ANDROID_NAMESPACE } from './attr.js';
import type { AnomalyList } from './parsed-xml.js';
import type { XmlAttribute } from './xml-element.js';

/** Above this many attributes a set is faster than comparing each with those before it. */
const FEW = 16;

/** Notes what no compiler writes in the attributes of one element. */
export function checkAttributes(attributes: readonly XmlAttribute[], anomalies: AnomalyList): void {
  const seen = attributes.length > FEW ? new Set<number>() : undefined;
  for (let index = 0; index < attributes.length; index += 1) {
    const { resourceId, namespace, rawValue, value } = attributes[index]!;
    if (resourceId !== 0) {
      if (seen?.has(resourceId) ?? appearsBefore(attributes, index, resourceId)) {
        anomalies.add('axml-duplicate-attribute', `two attributes ${formatResourceId(resourceId)}; the first counts`);
      }
      seen?.add(resourceId);
    } else if (namespace === ANDROID_NAMESPACE) {
      anomalies.add(
        'axml-attribute-without-id',
        'an attribute of the android namespace has no resource id and is not looked at',
      );
    }
    if (value.type === ResType.string && rawValue === undefined) {
      anomalies.add('axml-raw-value-missing', 'a string attribute has no raw value; the typed value counts');
    }
  }
}

function appearsBefore(attributes: readonly XmlAttribute[], end: number, resourceId: number): boolean {
  for (let index = 0; index < end; index += 1) if (attributes[index]!.resourceId === resourceId) return true;
  return false;
}
