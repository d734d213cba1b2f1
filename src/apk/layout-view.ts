import { ATTR, type XmlElement } from '../format/axml/index.js';
import { AttributeReader, type ManifestResources } from './manifest/attribute-reader.js';

/** One view of a layout: what it shows and whether it starts ticked. */
export interface LayoutView {
  /** Element name: `CheckBox`, `androidx.appcompat.widget.AppCompatCheckBox`. */
  readonly name: string;
  /** XPath in the layout. */
  readonly path: string;
  /** `android:text`, else `android:hint`, resolved in the default locale; empty for none. */
  readonly text: string;
  readonly checked: boolean;
}

/** Views of a layout in document order. */
export function layoutViews(root: XmlElement, resources: ManifestResources): LayoutView[] {
  const views: LayoutView[] = [];
  const pending: XmlElement[] = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    const reader = new AttributeReader(element, resources);
    const text = reader.string(ATTR.text) ?? reader.string(ATTR.hint) ?? '';
    views.push({ name: element.name, path: element.path, text, checked: reader.boolean(ATTR.checked) === true });
    for (let i = element.children.length - 1; i >= 0; i--) pending.push(element.children[i]!);
  }
  return views;
}
