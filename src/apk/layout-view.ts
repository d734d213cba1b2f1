import { ATTR, type XmlElement } from '../format/axml/index.js';
import type { Resources } from '../format/arsc/index.js';
import { AttributeReader } from './manifest/attribute-reader.js';

/** One view of a layout: what it shows and whether it starts ticked. */
export interface LayoutView {
  /** Element name: `CheckBox`, `androidx.appcompat.widget.AppCompatCheckBox`. */
  readonly name: string;
  /** XPath in the layout. */
  readonly path: string;
  /** Entry name of `android:id`, e.g. `cb_agree`; empty for none. */
  readonly id: string;
  /** `android:text`, else `android:hint`, resolved in the default locale; empty for none. */
  readonly text: string;
  readonly checked: boolean;
}

function idOf(reader: AttributeReader, resources: Pick<Resources, 'nameOf'>): string {
  const reference = reader.reference(ATTR.id);
  return reference === undefined ? '' : (resources.nameOf(Number(reference))?.entry ?? '');
}

/** Views of a layout in document order. */
export function layoutViews(
  root: XmlElement,
  resources: Pick<Resources, 'resolve' | 'labels' | 'nameOf'>,
): LayoutView[] {
  const views: LayoutView[] = [];
  const pending: XmlElement[] = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    const reader = new AttributeReader(element, resources);
    const text = reader.string(ATTR.text) ?? reader.string(ATTR.hint) ?? '';
    const checked = reader.boolean(ATTR.checked) === true;
    views.push({ name: element.name, path: element.path, id: idOf(reader, resources), text, checked });
    for (let i = element.children.length - 1; i >= 0; i--) pending.push(element.children[i]!);
  }
  return views;
}
