/** A flag attribute's names by bit, in the order they are printed. */
type FlagNames = readonly (readonly [bit: number, name: string])[];

/** `PermissionInfo.PROTECTION_*` (AOSP core/res/res/values/attrs_manifest.xml, attr protectionLevel). */
const PROTECTION_BASES: readonly string[] = ['normal', 'dangerous', 'signature', 'signatureOrSystem', 'internal'];
const PROTECTION_FLAGS: FlagNames = [
  [0x10, 'privileged'],
  [0x20, 'development'],
  [0x40, 'appop'],
  [0x80, 'pre23'],
  [0x100, 'installer'],
  [0x200, 'verifier'],
  [0x400, 'preinstalled'],
  [0x800, 'setup'],
  [0x1000, 'instant'],
  [0x2000, 'runtime'],
  [0x4000, 'oem'],
  [0x8000, 'vendorPrivileged'],
  [0x10000, 'textClassifier'],
  [0x20000, 'wellbeing'],
  [0x40000, 'documenter'],
  [0x80000, 'configurator'],
  [0x100000, 'incidentReportApprover'],
  [0x200000, 'appPredictor'],
  [0x400000, 'module'],
  [0x800000, 'companion'],
  [0x1000000, 'retailDemo'],
  [0x2000000, 'recents'],
  [0x4000000, 'role'],
  [0x8000000, 'knownSigner'],
];

/** `ServiceInfo.FOREGROUND_SERVICE_TYPE_*`. */
const FOREGROUND_SERVICE_TYPES: FlagNames = [
  [0x1, 'dataSync'],
  [0x2, 'mediaPlayback'],
  [0x4, 'phoneCall'],
  [0x8, 'location'],
  [0x10, 'connectedDevice'],
  [0x20, 'mediaProjection'],
  [0x40, 'camera'],
  [0x80, 'microphone'],
  [0x100, 'health'],
  [0x200, 'remoteMessaging'],
  [0x400, 'systemExempted'],
  [0x800, 'shortService'],
  [0x1000, 'fileManagement'],
  [0x2000, 'mediaProcessing'],
  [0x40000000, 'specialUse'],
];

/** `PackageManager`'s uses-permission flags; `neverForLocation` is the only public one. */
const USES_PERMISSION_FLAGS: FlagNames = [[0x10000, 'neverForLocation']];

/** Names of the set bits joined with `|` as they stand in source; bits without a name end as `0x…`. */
function namesOf(value: number, table: FlagNames): string[] {
  const names: string[] = [];
  let rest = value >>> 0;
  for (const [bit, name] of table) {
    if ((rest & bit) === 0) continue;
    names.push(name);
    rest = (rest & ~bit) >>> 0;
  }
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  return names;
}

/** `signature|privileged` from the bits of `android:protectionLevel`; the base is the low four bits. */
export function protectionLevelText(value: number): string {
  const base = value & 0xf;
  return [PROTECTION_BASES[base] ?? `0x${base.toString(16)}`, ...namesOf(value & ~0xf, PROTECTION_FLAGS)].join('|');
}

/** `location|camera` from the bits of `android:foregroundServiceType`; `none` for 0. */
export function foregroundServiceTypeText(value: number): string {
  return value === 0 ? 'none' : namesOf(value, FOREGROUND_SERVICE_TYPES).join('|');
}

/** `neverForLocation` from the bits of `android:usesPermissionFlags`. */
export function usesPermissionFlagsText(value: number): string {
  return namesOf(value, USES_PERMISSION_FLAGS).join('|');
}
