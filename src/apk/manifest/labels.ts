import { ATTR } from '../../format/axml/index.js';
import type { ManifestModel } from '../../model/index.js';
import type { AttributeReader, ManifestResources } from './attribute-reader.js';

/**
 * The application's label: the default one, and for every locale of the tables the one Android would show there. Where
 * the default configuration has none, the first locale's stands in, as in `application: label=` of aapt.
 */
export function readLabels(
  application: AttributeReader | undefined,
  resources: ManifestResources,
): Pick<ManifestModel, 'label' | 'labels'> {
  const value = application?.attribute(ATTR.label)?.value;
  if (value === undefined) return { label: undefined, labels: {} };
  const { default: label, byLocale } = resources.labels(value);
  return { label: label ?? Object.values(byLocale)[0], labels: byLocale };
}
