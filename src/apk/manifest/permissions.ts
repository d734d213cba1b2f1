import type { CustomPermission, UsesPermission } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { protectionLevelText, usesPermissionFlagsText } from './flags.js';

const USES_PERMISSION_ELEMENTS: readonly string[] = [
  'uses-permission',
  'uses-permission-sdk-23',
  'uses-permission-sdk-m',
] satisfies UsesPermission['element'][];

function isUsesPermission(tag: string): tag is UsesPermission['element'] {
  return USES_PERMISSION_ELEMENTS.includes(tag);
}

/**
 * Permissions asked for, in document order, repeated where the manifest repeats them (Android takes the first). The
 * name must be literal text: Android reads it with `getNonResourceString`.
 */
export function readUsesPermissions(manifest: AttributeReader, split: string): UsesPermission[] {
  return manifest.element.children.flatMap((child) => {
    const element = manifest.on(child);
    const name = element.literal(ATTR.name);
    if (!isUsesPermission(child.name) || name === undefined || name === '') return [];
    const maxSdkVersion = element.integer(ATTR.maxSdkVersion);
    const flags = element.integer(ATTR.usesPermissionFlags) ?? 0;
    return {
      name,
      element: child.name,
      ...(maxSdkVersion === undefined ? {} : { maxSdkVersion }),
      ...(flags === 0 ? {} : { usesPermissionFlags: usesPermissionFlagsText(flags) }),
      xpath: child.path,
      split,
    };
  });
}

/** `<permission>` elements: permissions the app defines itself. */
export function readCustomPermissions(manifest: AttributeReader, split: string): CustomPermission[] {
  return manifest.children('permission').flatMap((element) => {
    const name = element.string(ATTR.name);
    if (name === undefined || name === '') return [];
    return {
      name,
      protectionLevel: protectionLevelText(element.integer(ATTR.protectionLevel) ?? 0),
      xpath: element.element.path,
      ...(split === '' ? {} : { split }),
    };
  });
}
