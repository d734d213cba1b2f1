import type { CodeSite, SdkRecord, SdkUse } from '../../model/index.js';
import { matchSdk, packers, sdk as sdkById, sdks } from '../../data/index.js';
import { descriptorOf, dotted } from '../app-facts.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';
import { declaredClasses } from '../root-classes.js';

type Strength = SdkUse['evidence'];

/** Strongest first. */
const STRENGTHS: readonly Strength[] = ['component', 'initialised', 'referenced', 'present', 'trace'];

/** What was seen of one SDK so far. */
class Sighting {
  readonly record: SdkRecord;

  strength: Strength = 'trace';

  readonly matchedBy = new Set<string>();

  readonly sites: CodeSite[] = [];

  constructor(record: SdkRecord) {
    this.record = record;
  }

  see(strength: Strength, by: string): void {
    if (STRENGTHS.indexOf(strength) < STRENGTHS.indexOf(this.strength)) this.strength = strength;
    this.matchedBy.add(by);
  }
}

type Sightings = Map<string, Sighting>;

function sighting(all: Sightings, record: SdkRecord): Sighting {
  let one = all.get(record.id);
  if (one === undefined) all.set(record.id, (one = new Sighting(record)));
  return one;
}

/** Classes in the dex files, and which of them the app's own code refers to. */
function seeClasses(all: Sightings, { facts }: ProviderContext): void {
  const { graph } = facts.code;
  const { ownership } = facts;
  const sdkOf: (SdkRecord | undefined)[] = [];
  const own: number[] = [];
  for (let id = 0; id < graph.size; id++) {
    const { owner, sdk } = ownership.claimOf(graph.nameOf(id));
    if (owner.kind === 'app') own.push(id);
    // The app's own package may lie below an SDK's prefix (the vendor's own app).
    if (owner.kind !== 'sdk' || sdk === undefined) continue;
    sdkOf[id] = sdk.record;
    sighting(all, sdk.record).see('present', `class prefix ${sdk.prefix}`);
  }
  for (const id of own) {
    let by: string | undefined;
    graph.forEachReference(id, (to) => {
      const record = sdkOf[to];
      if (record !== undefined)
        sighting(all, record).see('referenced', (by ??= `reference from ${dotted(graph.nameOf(id))}`));
    });
  }
}

function seeManifest(all: Sightings, { apk, facts }: ProviderContext): void {
  const { manifest } = apk;
  for (const name of declaredClasses(manifest)) {
    const match = matchSdk(name);
    if (match === undefined || facts.ownership.of(name).kind !== 'sdk') continue;
    const defined = facts.code.graph.idOf(descriptorOf(name)) !== undefined;
    sighting(all, match.record).see(defined ? 'component' : 'trace', `component ${name}`);
  }
  const keys = new Set(
    [...manifest.application.metaData, ...manifest.components.flatMap((one) => one.metaData)].map((one) => one.name),
  );
  for (const record of sdks()) {
    for (const key of record.metaData ?? []) if (keys.has(key)) sighting(all, record).see('trace', `meta-data ${key}`);
  }
}

function seeFiles(all: Sightings, { apk }: ProviderContext): void {
  const libraries = new Set(apk.nativeLibraries().map((library) => library.name));
  for (const record of sdks()) {
    for (const name of record.libraries ?? [])
      if (libraries.has(name)) sighting(all, record).see('trace', `library ${name}`);
  }
}

function seeHosts(all: Sightings, { facts }: ProviderContext): void {
  const hosts = new Map<string, SdkRecord>(
    sdks().flatMap((record) => (record.hosts ?? []).map((host) => [host, record] as const)),
  );
  if (hosts.size === 0) return;
  for (const { text } of facts.code.urls) {
    const host = /^https?:\/\/([^/:?#]+)/u.exec(text)?.[1];
    const record = host === undefined ? undefined : hosts.get(host);
    if (record !== undefined) sighting(all, record).see('trace', `host ${host ?? ''}`);
  }
}

function addedByPacker(id: string, { get }: ProviderContext): boolean {
  const found = new Set(get('Coverage').packer.map((packer) => packer.id));
  return packers().some((packer) => found.has(packer.id) && packer.addsSdks.includes(id));
}

function toUse({ record, strength, matchedBy, sites }: Sighting, context: ProviderContext): SdkUse {
  return {
    id: record.id,
    name: record.name,
    vendor: record.vendor,
    kind: record.kind,
    evidence: strength,
    recipient: record.recipient,
    dataTypes: record.dataTypes,
    matchedBy: [...matchedBy].sort().slice(0, MAX_REASONS),
    sites,
    ...(addedByPacker(record.id, context) ? { addedByPacker: true as const } : {}),
  };
}

/** Reasons listed per SDK: a few prove it, hundreds are noise. */
const MAX_REASONS = 5;

/** Sites where personal-data APIs are called inside the SDK's code are what a reader wants to see first. */
function seeCalls(all: Sightings, { get }: ProviderContext): void {
  for (const call of get('ApiCalls').calls) {
    if (call.site.owner.kind !== 'sdk') continue;
    const record = sdkById(call.site.owner.id);
    if (record !== undefined && call.confidence === 'likely') sighting(all, record).sites.push(call.site);
  }
}

/** SDKs in the package and how strongly each is there. */
export const sdksProvider: Provider<'Sdks'> = (context) => {
  noteIncompleteCode(context);
  const all: Sightings = new Map();
  seeClasses(all, context);
  seeManifest(all, context);
  seeFiles(all, context);
  seeHosts(all, context);
  seeCalls(all, context);
  const found = [...all.values()].sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  return { sdks: found.map((one) => toUse(one, context)) };
};
