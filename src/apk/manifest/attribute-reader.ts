import type { Resources } from '../../format/arsc/index.js';
import { attribute, type XmlAttribute, type XmlElement } from '../../format/axml/index.js';
import { formatResourceId, referenceOf, ResType, type ResValue } from '../../format/res-value.js';
import { coerceToBoolean, coerceToInteger, coerceToText } from './coerce.js';

/** The look-ups of {@link Resources} a manifest needs. */
export type ManifestResources = Pick<Resources, 'resolve' | 'labels'>;

/**
 * Attributes of one manifest element, read as Android's `TypedArray` reads them: found by resource id (the first of two
 * with the same id wins, x49), references followed through the resource table, types coerced.
 */
export class AttributeReader {
  readonly element: XmlElement;
  readonly #resources: ManifestResources;

  constructor(element: XmlElement, resources: ManifestResources) {
    this.element = element;
    this.#resources = resources;
  }

  /** The same reader on a child. */
  on(element: XmlElement): AttributeReader {
    return new AttributeReader(element, this.#resources);
  }

  /** Children with this tag, each with its reader, in document order. */
  children(tag: string): AttributeReader[] {
    return this.element.children.filter((child) => child.name === tag).map((child) => this.on(child));
  }

  attribute(id: number): XmlAttribute | undefined {
    return attribute(this.element, id);
  }

  has(id: number): boolean {
    const found = this.attribute(id);
    return found !== undefined && found.value.type !== ResType.null;
  }

  /** `0x7f0b0001` when the attribute is a reference as written. */
  reference(id: number): string | undefined {
    const value = this.attribute(id)?.value;
    const reference = value === undefined ? undefined : referenceOf(value);
    return reference === undefined ? undefined : formatResourceId(reference);
  }

  /** The value behind all references; undefined when it is absent or dangles. */
  value(id: number): ResValue | undefined {
    const value = this.attribute(id)?.value;
    if (value === undefined) return undefined;
    return referenceOf(value) === undefined ? value : this.#resources.resolve(value);
  }

  /** `getNonResourceString`: a string written in the manifest itself; a reference or a number is not one. */
  literal(id: number): string | undefined {
    const value = this.attribute(id)?.value;
    return value?.type === ResType.string ? value.string : undefined;
  }

  /** `getNonConfigurationString`: any resolved value as text. */
  string(id: number): string | undefined {
    const value = this.value(id);
    return value === undefined ? undefined : coerceToText(value);
  }

  /** `getInt`: integer types, or text that says an integer. Undefined for anything else. */
  integer(id: number): number | undefined {
    const value = this.value(id);
    return value === undefined ? undefined : coerceToInteger(value);
  }

  /** `getBoolean`: integer types unequal 0, or the text `1`, `true`, `TRUE`. Undefined only when absent. */
  boolean(id: number): boolean | undefined {
    const value = this.value(id);
    return value === undefined ? undefined : coerceToBoolean(value);
  }

  /** An attribute without a namespace (`package`, `split`), which Android finds by name. */
  plain(name: string): string | undefined {
    return plainAttribute(this.element, name);
  }
}

/** Text of an attribute without namespace and resource id. */
export function plainAttribute(element: XmlElement, name: string): string | undefined {
  const found = attribute(element, name);
  return found === undefined ? undefined : (coerceToText(found.value) ?? found.rawValue);
}
