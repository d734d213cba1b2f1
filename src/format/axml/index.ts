/** Android XML: binary and text into one tree. */
export type { ResValue } from '../res-value.js';
export { formatResValue, referenceOf, ResType } from '../res-value.js';
export { ANDROID_NAMESPACE, ATTR } from './attr.js';
export { parseBinaryXml } from './binary-xml.js';
export type { ParsedXml } from './parsed-xml.js';
export { parseTextXml } from './text-xml.js';
export type { XmlAttribute, XmlElement } from './xml-element.js';
export { attribute } from './xml-element.js';
