import type { ManifestApplication } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { completeClassName, completeProcessName } from './class-name.js';
import { readMetaData } from './meta-data.js';
import { resourceEntry } from './resource-entry.js';

/** Facts of `<application>`; a manifest without one (splits, overlays) gives Android's defaults. */
export function readApplication(
  application: AttributeReader | undefined,
  packageName: string,
  split: string,
): ManifestApplication {
  if (application === undefined) return { ...DEFAULTS, metaData: [] };
  const flag = (id: number, fallback: boolean): boolean => application.boolean(id) ?? fallback;
  const labelReference = application.reference(ATTR.label);
  return {
    ...present('name', completeClassName(packageName, application.string(ATTR.name))),
    ...present('appComponentFactory', completeClassName(packageName, application.string(ATTR.appComponentFactory))),
    label: {
      value: application.string(ATTR.label),
      ...(labelReference === undefined ? {} : { ref: labelReference }),
    },
    ...(flag(ATTR.enabled, true) ? {} : { enabled: false }),
    ...(flag(ATTR.hasCode, true) ? {} : { hasCode: false }),
    ...present('permission', application.string(ATTR.permission) || undefined),
    debuggable: flag(ATTR.debuggable, false),
    allowBackup: application.boolean(ATTR.allowBackup),
    ...present('fullBackupContent', resourceEntry(application, ATTR.fullBackupContent)),
    ...present('dataExtractionRules', resourceEntry(application, ATTR.dataExtractionRules)),
    usesCleartextTraffic: application.boolean(ATTR.usesCleartextTraffic),
    ...present('networkSecurityConfig', resourceEntry(application, ATTR.networkSecurityConfig)),
    requestLegacyExternalStorage: flag(ATTR.requestLegacyExternalStorage, false),
    testOnly: flag(ATTR.testOnly, false),
    persistent: flag(ATTR.persistent, false),
    ...present('process', completeProcessName(packageName, application.string(ATTR.process))),
    metaData: readMetaData(application, split),
    usesLibraries: application.children('uses-library').flatMap((library) => library.string(ATTR.name) ?? []),
    xpath: application.element.path,
  };
}

const DEFAULTS: Omit<ManifestApplication, 'metaData'> = {
  label: { value: undefined },
  debuggable: false,
  allowBackup: undefined,
  usesCleartextTraffic: undefined,
  requestLegacyExternalStorage: false,
  testOnly: false,
  persistent: false,
  usesLibraries: [],
  xpath: '/manifest',
};

/** `{ [key]: value }`, or nothing for undefined: optional properties of the model are absent, never undefined. */
function present<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
