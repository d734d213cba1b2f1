import type { AttributeReader } from './attribute-reader.js';

/** Archive entry a reference attribute leads to (`res/xml/rules.xml`), else its literal text, else the reference. */
export function resourceEntry(element: AttributeReader, id: number): string | undefined {
  return element.string(id) ?? element.reference(id);
}
