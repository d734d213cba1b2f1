import { isInteger } from '../../format/res-value.js';
import type { ManifestModel } from '../../model/index.js';
import { ATTR } from '../../format/axml/index.js';
import type { AttributeReader } from './attribute-reader.js';
import { coerceToText } from './coerce.js';
import { sdkLevelOf } from './sdk-level.js';

const UINT32 = 2 ** 32;

type VersionFacts = Pick<ManifestModel, 'versionCode' | 'versionCodeText' | 'versionName'>;

/** `versionCode` with `versionCodeMajor` in the upper half (exact up to 2^53), and the name shown to users. */
export function readVersion(manifest: AttributeReader): VersionFacts {
  const minor = manifest.integer(ATTR.versionCode) ?? 0;
  const major = manifest.integer(ATTR.versionCodeMajor) ?? 0;
  const value = manifest.value(ATTR.versionCode);
  const text = value === undefined || isInteger(value) ? undefined : coerceToText(value);
  return {
    // PackageInfo.composeLongVersionCode: the minor half is unsigned.
    versionCode: major === 0 ? minor : major * UINT32 + (minor >>> 0),
    ...(text === undefined ? {} : { versionCodeText: text }),
    versionName: manifest.string(ATTR.versionName),
  };
}

type SdkFacts = Pick<
  ManifestModel,
  'minSdk' | 'minSdkCodename' | 'targetSdk' | 'targetSdkCodename' | 'targetSdkDeclared'
>;

/** The last `<uses-sdk>` wins, whole: what it leaves out falls back to the defaults (ParsingPackageUtils.parseUsesSdk). */
export function readSdkLevels(manifest: AttributeReader): SdkFacts {
  const usesSdk = manifest.children('uses-sdk').at(-1);
  const min = usesSdk === undefined ? undefined : readLevel(usesSdk, ATTR.minSdkVersion);
  const target = usesSdk === undefined ? undefined : readLevel(usesSdk, ATTR.targetSdkVersion);
  const minSdk = min?.level ?? 1;
  return {
    minSdk,
    ...(min?.codename === undefined ? {} : { minSdkCodename: min.codename }),
    targetSdk: target?.level ?? minSdk,
    ...(target?.codename === undefined ? {} : { targetSdkCodename: target.codename }),
    targetSdkDeclared: target !== undefined,
  };
}

function readLevel(usesSdk: AttributeReader, id: number): { level: number; codename?: string } | undefined {
  const value = usesSdk.value(id);
  if (value === undefined) return undefined;
  if (isInteger(value)) return { level: value.data | 0 };
  const text = coerceToText(value);
  return text === undefined || text === '' ? undefined : { level: sdkLevelOf(text), codename: text };
}
