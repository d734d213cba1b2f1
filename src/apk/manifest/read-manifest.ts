import type { XmlElement } from '../../format/axml/index.js';
import { FormatError, LimitError, type Component, type ManifestModel } from '../../model/index.js';
import { LIMITS } from '../limits.js';
import { readApplication } from './application.js';
import { ATTR } from '../../format/axml/index.js';
import { AttributeReader, type ManifestResources } from './attribute-reader.js';
import { COMPONENT_KINDS, readComponent, type ComponentContext } from './component.js';
import { readLabels } from './labels.js';
import { readCustomPermissions, readUsesPermissions } from './permissions.js';
import { readQueries } from './queries.js';
import { splitList } from './split-list.js';
import { readSdkLevels, readVersion } from './version.js';

/** Meta-data the Play Store put into bases that need splits, before `isSplitRequired` existed. */
const PLAY_SPLITS_REQUIRED = 'com.android.vending.splits.required';

/**
 * The facts of one AndroidManifest.xml, as Android's package parser reads them (AOSP ParsingPackageUtils and
 * component/*): attributes by resource id, the first `<application>` only, names completed with the package.
 *
 * The files the manifest points to (network security, backup rules) are read by the caller, which has the archive.
 *
 * @param root - the document's root element
 * @param resources - tables of base and splits; an empty set leaves references unresolved
 * @param options - `split`: the manifest's split name, empty for a base; `base`: the base's facts, which the components
 *   of a split go by: its target level, and the permission and process of its application
 * @throws FormatError when it is not a manifest or names no package; LimitError when it has too many elements
 */
export function readManifest(
  root: XmlElement,
  resources: ManifestResources,
  options: { readonly split: string; readonly base?: ManifestModel } = { split: '' },
): ManifestModel {
  if (root.name !== 'manifest') throw new FormatError('AndroidManifest.xml does not start with <manifest>');
  requireBounded(root);
  const manifest = new AttributeReader(root, resources);
  const packageName = manifest.plain('package') ?? '';
  if (packageName === '') throw new FormatError('AndroidManifest.xml names no package');
  const applicationReader = manifest.children('application')[0];
  const application = readApplication(applicationReader, packageName, options.split);
  const sdk = readSdkLevels(manifest);
  const sharedUserId = manifest.string(ATTR.sharedUserId);
  return {
    packageName,
    ...readVersion(manifest),
    ...sdk,
    ...(sharedUserId === undefined || sharedUserId === '' ? {} : { sharedUserId }),
    ...splitFacts(manifest, application.metaData),
    ...readLabels(applicationReader, resources),
    permissions: readUsesPermissions(manifest, options.split),
    customPermissions: readCustomPermissions(manifest, options.split),
    queries: readQueries(manifest),
    features: manifest.children('uses-feature').flatMap((feature) => {
      const name = feature.string(ATTR.name);
      return name === undefined ? [] : { name, required: feature.boolean(ATTR.required) ?? true };
    }),
    application,
    components: readComponents(applicationReader, {
      packageName,
      targetSdk: (options.base ?? sdk).targetSdk,
      permission: (options.base?.application ?? application).permission,
      process: (options.base?.application ?? application).process,
      split: options.split,
    }),
  };
}

function readComponents(application: AttributeReader | undefined, context: ComponentContext): Component[] {
  return (application?.element.children ?? []).flatMap((child) => {
    const kind = COMPONENT_KINDS.find((candidate) => candidate === child.name);
    if (kind === undefined || application === undefined) return [];
    return readComponent(kind, application.on(child), context) ?? [];
  });
}

type SplitFacts = Pick<
  ManifestModel,
  'split' | 'configForSplit' | 'isFeatureSplit' | 'isolatedSplits' | 'requiredSplits' | 'splitTypes'
>;

function splitFacts(manifest: AttributeReader, metaData: ManifestModel['application']['metaData']): SplitFacts {
  const split = manifest.plain('split') ?? '';
  const configForSplit = manifest.plain('configForSplit');
  const required = splitList(manifest.string(ATTR.requiredSplitTypes), ',').map((type) => type.trim());
  const unnamed =
    (manifest.boolean(ATTR.isSplitRequired) ?? false) ||
    metaData.some((item) => item.name === PLAY_SPLITS_REQUIRED && item.value === 'true');
  const splitTypes = splitList(manifest.string(ATTR.splitTypes), ',').map((type) => type.trim());
  return {
    ...(split === '' ? {} : { split }),
    ...(configForSplit === undefined ? {} : { configForSplit }),
    ...(manifest.boolean(ATTR.isFeatureSplit) === true ? { isFeatureSplit: true } : {}),
    isolatedSplits: manifest.boolean(ATTR.isolatedSplits) ?? false,
    requiredSplits: required.length === 0 && unnamed ? ['*'] : required,
    ...(splitTypes.length === 0 ? {} : { splitTypes }),
  };
}

/** Counts elements without recursion: the parser bounds depth, this bounds width. */
function requireBounded(root: XmlElement): void {
  const pending = [root];
  let count = 0;
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    count += element.children.length;
    if (count > LIMITS.manifestElements) {
      throw new LimitError('manifestElements', `AndroidManifest.xml has more than ${LIMITS.manifestElements} elements`);
    }
    for (const child of element.children) pending.push(child);
  }
}
