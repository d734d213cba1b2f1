import type { ManifestModel } from '../model/index.js';

const android = (name: string): string => `android.permission.${name}`;

interface Split {
  readonly asked: string;
  readonly also: readonly string[];
  /** Only for apps that target a lower level; absent: for every app. */
  readonly below?: number;
}

/**
 * Permissions that Android gives with an older one that was split (AOSP `frameworks/base/data/etc/platform.xml`,
 * `<split-permission>`), so that the manifest need not name them.
 */
const SPLITS: readonly Split[] = [
  { asked: 'WRITE_EXTERNAL_STORAGE', also: ['READ_EXTERNAL_STORAGE'] },
  { asked: 'ACCESS_FINE_LOCATION', also: ['ACCESS_COARSE_LOCATION'] },
  { asked: 'READ_CONTACTS', also: ['READ_CALL_LOG'], below: 16 },
  { asked: 'WRITE_CONTACTS', also: ['WRITE_CALL_LOG'], below: 16 },
  { asked: 'ACCESS_FINE_LOCATION', also: ['ACCESS_BACKGROUND_LOCATION'], below: 29 },
  { asked: 'ACCESS_COARSE_LOCATION', also: ['ACCESS_BACKGROUND_LOCATION'], below: 29 },
  { asked: 'READ_EXTERNAL_STORAGE', also: ['ACCESS_MEDIA_LOCATION'], below: 29 },
  { asked: 'BLUETOOTH', also: ['BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT', 'BLUETOOTH_ADVERTISE'], below: 31 },
  { asked: 'BLUETOOTH_ADMIN', also: ['BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT', 'BLUETOOTH_ADVERTISE'], below: 31 },
  { asked: 'READ_EXTERNAL_STORAGE', also: ['READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_MEDIA_AUDIO'], below: 33 },
];

/**
 * Every permission the app can hold: those its manifests ask for, and those Android gives with them. A `BIND_*` permission
 * is the system's, and a component that requires it is what opens the interface behind it.
 */
export function heldPermissions(
  manifest: Pick<ManifestModel, 'permissions' | 'components' | 'targetSdk'>,
): ReadonlySet<string> {
  const held = new Set(manifest.permissions.map((use) => use.name));
  for (const { permission } of manifest.components) {
    if (permission?.startsWith(android('BIND_')) === true) held.add(permission);
  }
  for (const { asked, also, below = Infinity } of SPLITS) {
    if (held.has(android(asked)) && manifest.targetSdk < below) for (const name of also) held.add(android(name));
  }
  return held;
}
