import type { CodeSite, SdkRecord, SdkUse } from '../../model/index.js';
import { sdk as sdkById, sdks } from '../../data/index.js';
import { descriptorOf, dotted } from '../app-facts.js';
import { packerSdks } from '../counting-owner.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';
import { declaredClasses } from '../root-classes.js';

type Strength = SdkUse['evidence'];

/** Strongest first. */
const STRENGTHS: readonly Strength[] = ['component', 'initialised', 'referenced', 'present', 'trace'];

type Trace = 'component' | 'library' | 'meta-data' | 'host';

/** What was seen of one SDK so far. */
class Sighting {
  readonly record: SdkRecord;

  strength: Strength = 'trace';

  readonly matchedBy = new Set<string>();

  readonly sites: CodeSite[] = [];

  private readonly traces = new Set<Trace>();

  constructor(record: SdkRecord) {
    this.record = record;
  }

  see(strength: Strength, by: string): void {
    if (STRENGTHS.indexOf(strength) < STRENGTHS.indexOf(this.strength)) this.strength = strength;
    this.matchedBy.add(by);
  }

  seeTrace(kind: Trace, by: string): void {
    this.traces.add(kind);
    this.see('trace', by);
  }

  /**
   * Keys stay in a manifest after the SDK has gone, siblings share them, and any code may name a vendor's host: of
   * these two, only both together speak for an SDK whose classes are not to be seen.
   */
  get holds(): boolean {
    const { strength, traces } = this;
    return strength !== 'trace' || traces.has('component') || traces.has('library') || traces.size > 1;
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
    const { owner, sdk } = facts.ownership.claimOf(descriptorOf(name));
    if (sdk === undefined || owner.kind !== 'sdk') continue;
    const seen = sighting(all, sdk.record);
    const defined = facts.code.graph.idOf(descriptorOf(name)) !== undefined;
    if (defined) seen.see('component', `component ${name}`);
    else seen.seeTrace('component', `component ${name}`);
  }
  const keys = new Set(
    [...manifest.application.metaData, ...manifest.components.flatMap((one) => one.metaData)].map((one) => one.name),
  );
  for (const record of sdks()) {
    for (const key of record.metaData ?? []) if (keys.has(key)) sighting(all, record).seeTrace('meta-data', `meta-data ${key}`);
  }
}

function seeFiles(all: Sightings, { apk }: ProviderContext): void {
  const libraries = new Set(apk.nativeLibraries().map((library) => library.name));
  for (const record of sdks()) {
    for (const name of record.libraries ?? [])
      if (libraries.has(name)) sighting(all, record).seeTrace('library', `library ${name}`);
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
    if (record !== undefined) sighting(all, record).seeTrace('host', `host ${host ?? ''}`);
  }
}

function toUse({ record, strength, matchedBy, sites }: Sighting, brought: ReadonlySet<string>): SdkUse {
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
    ...(brought.has(record.id) ? { addedByPacker: true as const } : {}),
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
  const brought = packerSdks(context);
  const found = [...all.values()].filter(({ holds }) => holds).sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  return { sdks: found.map((one) => toUse(one, brought)) };
};
