import { attribute, type XmlElement } from '../../format/axml/index.js';
import { formatResourceId, isInteger, referenceOf } from '../../format/res-value.js';
import type { NetworkSecurityConfig, NetworkSecurityDomain } from '../../model/index.js';
import { LIMITS } from '../limits.js';
import { plainAttribute } from './attribute-reader.js';

/**
 * A network security configuration as `XmlConfigSource` reads it: its attributes have no namespace, so they are found
 * by name. A nested `<domain-config>` inherits what it does not say from the one around it; nothing is inherited from
 * `<base-config>` here, since the model keeps that beside the domains.
 */
export function readNetworkSecurity(root: XmlElement, entry: string): NetworkSecurityConfig {
  const baseElement = childrenOf(root, 'base-config')[0];
  return {
    entry,
    ...(baseElement === undefined ? {} : { base: readDomain(baseElement, undefined) }),
    domains: readDomains(root),
    debugOverrides: childrenOf(root, 'debug-overrides').length > 0,
  };
}

function readDomains(root: XmlElement): NetworkSecurityDomain[] {
  const domains: NetworkSecurityDomain[] = [];
  const pending = childrenOf(root, 'domain-config').map((element) => ({
    element,
    parent: undefined as NetworkSecurityDomain | undefined,
    depth: 1,
  }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const domain = readDomain(next.element, next.parent);
    domains.push(domain);
    if (next.depth >= LIMITS.domainConfigDepth) continue;
    const depth = next.depth + 1;
    pending.unshift(
      ...childrenOf(next.element, 'domain-config').map((element) => ({ element, parent: domain, depth })),
    );
  }
  return domains;
}

function readDomain(element: XmlElement, parent: NetworkSecurityDomain | undefined): NetworkSecurityDomain {
  const anchors = childrenOf(element, 'trust-anchors')[0];
  const pinSet = childrenOf(element, 'pin-set')[0];
  return {
    domains: childrenOf(element, 'domain').map((domain) => ({
      name: domain.text.trim().toLowerCase(),
      includeSubdomains: flag(domain, 'includeSubdomains', false) ?? false,
    })),
    cleartextTrafficPermitted: flag(element, 'cleartextTrafficPermitted', true) ?? parent?.cleartextTrafficPermitted,
    trustAnchors:
      anchors === undefined
        ? (parent?.trustAnchors ?? [])
        : childrenOf(anchors, 'certificates').flatMap((certificates) => sourceOf(certificates) ?? []),
    pins: pinSet === undefined ? (parent?.pins ?? 0) : childrenOf(pinSet, 'pin').length,
  };
}

function childrenOf(element: XmlElement, tag: string): XmlElement[] {
  return element.children.filter((child) => child.name === tag);
}

/** `system`, `user`, or the id of a bundled certificate file. */
function sourceOf(certificates: XmlElement): string | undefined {
  const found = attribute(certificates, 'src');
  const reference = found === undefined ? undefined : referenceOf(found.value);
  return reference === undefined ? plainAttribute(certificates, 'src') : formatResourceId(reference);
}

/**
 * `AttributeSet.getAttributeBooleanValue`: integer types count, text does not and gives the parser's default.
 * Undefined when the attribute is absent, so that the parent's value can be inherited.
 */
function flag(element: XmlElement, name: string, fallback: boolean): boolean | undefined {
  const found = attribute(element, name);
  if (found === undefined) return undefined;
  return isInteger(found.value) ? found.value.data !== 0 : fallback;
}
