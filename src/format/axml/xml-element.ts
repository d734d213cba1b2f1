import type { ResValue } from '../res-value.js';

/** An attribute of binary or text XML. */
export interface XmlAttribute {
  /** As the file says; in binary XML it means nothing when {@link XmlAttribute.resourceId} is set (x23, x24). */
  readonly name: string;
  /** Namespace URI. */
  readonly namespace: string | undefined;
  /** Resource id of the attribute, e.g. 0x01010003 for `android:name`; 0: none. */
  readonly resourceId: number;
  /** The text as it stood in the source; undefined when the compiler did not keep it or its index is out of range. */
  readonly rawValue: string | undefined;
  /** The typed value, the one Android uses. Text XML has strings only. */
  readonly value: ResValue;
}

/** An element of binary or text XML. */
export interface XmlElement {
  readonly name: string;
  /** Namespace URI. */
  readonly namespace: string | undefined;
  /** In file order; duplicates are kept. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The element's own character data, joined. */
  readonly text: string;
  /** Line in the source, 1-based; 0: unknown. Compiled files carry the line of the original. */
  readonly line: number;
  /**
   * XPath 1.0 to this element, e.g. `/manifest/application/activity[3]`. The index counts siblings of the same name from
   * 1 and is left out when there is only one. Elements with a namespace or a name that XPath cannot write are counted
   * among all sibling elements instead (`*[5]`), so no prefix has to be declared to follow the path.
   */
  readonly path: string;
}

/** Names as XPath writes them, and short: a path has up to 1,000 steps. */
const XPATH_NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,254}$/u;

/** The tree the readers build; {@link XmlElement.path} is computed when asked for. */
export class XmlNode implements XmlElement {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: readonly XmlAttribute[];
  readonly line: number;
  readonly children: XmlNode[] = [];
  text = '';
  readonly #parent: XmlNode | undefined;
  #path: string | undefined;

  constructor(
    parent: XmlNode | undefined,
    name: string,
    namespace: string | undefined,
    attributes: readonly XmlAttribute[],
    line: number,
  ) {
    this.#parent = parent;
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.line = line;
    parent?.children.push(this);
  }

  get path(): string {
    if (this.#path === undefined) {
      // Down from the root, a whole family at a time: linear however many paths are asked for, and without recursion.
      const above: XmlNode[] = [];
      let top = this.#parent;
      for (; top !== undefined && top.#path === undefined; top = top.#parent) above.push(top);
      const first = above.at(-1) ?? this;
      if (first.#parent === undefined) first.#path = `/${first.#plain ? first.name : '*'}`;
      else first.#parent.#nameChildren();
      for (let index = above.length - 1; index >= 0; index -= 1) above[index]!.#nameChildren();
    }
    return this.#path ?? '';
  }

  get #plain(): boolean {
    return this.namespace === undefined && this.name.length < 256 && XPATH_NAME.test(this.name);
  }

  #nameChildren(): void {
    const totals = new Map<string, number>();
    for (const child of this.children) totals.set(child.name, (totals.get(child.name) ?? 0) + (child.#plain ? 1 : 0));
    const seen = new Map<string, number>();
    this.children.forEach((child, index) => {
      if (!child.#plain) {
        child.#path = `${this.#path ?? ''}/*[${index + 1}]`;
        return;
      }
      const place = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, place);
      child.#path = `${this.#path ?? ''}/${child.name}${totals.get(child.name) === 1 ? '' : `[${place}]`}`;
    });
  }
}

/**
 * The attribute with a resource id, or, for attributes that have none (`package`, `split`), with a name and no
 * namespace. The first of several wins, as for Android (x49); a name never finds an attribute that has an id, and an id
 * never a decoy that only bears the name (x30).
 */
export function attribute(element: XmlElement, key: number | string): XmlAttribute | undefined {
  if (typeof key === 'number') return element.attributes.find((candidate) => candidate.resourceId === key);
  return element.attributes.find(
    ({ name, namespace, resourceId }) => resourceId === 0 && namespace === undefined && name === key,
  );
}
