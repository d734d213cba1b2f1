import type { ApiCall, ApiCallFacts, ApiRecord, ManifestModel, Owner } from '../../model/index.js';
import { dataTypeCovers, matchSdk } from '../../data/index.js';
import type { ApiUse } from '../../analysis/index.js';
import { countingOwner } from '../counting-owner.js';
import { gatesFrom, opensFrom } from '../gates.js';
import { heldPermissions } from '../held-permissions.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

function confidenceOf(use: ApiUse, counts: boolean, reach: ApiCall['reach'], opens: boolean): ApiCall['confidence'] {
  const { api } = use;
  const weak = api.weak && use.dataTypes === undefined;
  const proven = api.kind !== 'string' && !weak && api.confirmed && use.constantNearby !== true;
  return proven && opens && counts && reach === 'reachable' ? 'likely' : 'possible';
}

/** Says of an interface whether the app can open it: a call behind permissions that the merged manifest lacks reads nothing. */
function openable(manifest: ManifestModel): (api: ApiRecord) => boolean {
  const { minSdk, sharedUserId } = manifest;
  const held = heldPermissions(manifest);
  // A shared user id may lend another app's permissions.
  return (api) => sharedUserId !== undefined || opensFrom(api, minSdk, (name) => held.has(name));
}

function textOf({ api, through, constant }: ApiUse): string {
  const what = api.kind === 'string' || api.kind === 'uri' ? JSON.stringify(constant ?? api.id) : api.id;
  const decides = api.when !== undefined || api.byConstant !== undefined;
  const value = api.when === undefined ? constant : JSON.stringify(constant);
  const detail = !decides || constant === undefined ? '' : ` with ${value}`;
  return through === undefined ? `${what}${detail}` : `${through} → ${what}${detail}`;
}

const order = ({ api, site }: ApiCall): string => JSON.stringify([api, site.entry, site.method, String(site.pc).padStart(9, '0')]);

interface Judge {
  readonly opens: (api: ApiRecord) => boolean;
  readonly counts: (owner: Owner) => boolean;
}

function toCall(use: ApiUse, { facts, apk }: ProviderContext, judge: Judge): ApiCall {
  const site = facts.siteOf(use.site);
  const reach = facts.reachOf(use.site.className);
  const { api } = use;
  return {
    api: api.id,
    kind: api.kind,
    name: api.name,
    dataTypes: use.dataTypes ?? api.dataTypes,
    site,
    reach,
    weak: api.weak && use.dataTypes === undefined,
    confirmedRecord: api.confirmed,
    confidence: confidenceOf(use, judge.counts(site.owner), reach, judge.opens(api)),
    permissions: gatesFrom(api, apk.manifest.minSdk),
    evidence: { kind: 'code', site, text: textOf(use) },
  };
}

/** Whose interface it is, where an SDK with a record brings it. */
function sdkOf({ id, kind }: ApiRecord): string | undefined {
  return kind === 'method' || kind === 'field' ? matchSdk(id.slice(0, id.indexOf(';->') + 1))?.record.id : undefined;
}

/**
 * A string that is only sensitive in some place (`/proc/…` in a library) is left to the code that owns it, and an SDK that
 * calls its own interface reads nothing by that: what it asks the platform for is counted.
 */
function relevant(api: ApiRecord, owner: Owner): boolean {
  if (owner.kind === 'library') return !api.weak;
  return owner.kind !== 'sdk' || owner.id !== sdkOf(api);
}

/** Every use of a sensitive API, with owner, reach and confidence. */
export const apiCallsProvider: Provider<'ApiCalls'> = (context): ApiCallFacts => {
  noteIncompleteCode(context);
  const judge: Judge = { opens: openable(context.apk.manifest), counts: countingOwner(context) };
  const calls = context.facts.code.apis
    .filter(({ api, site }) => relevant(api, context.facts.ownerOf(site.className)))
    .map((use) => toCall(use, context, judge))
    .map((call) => ({ call, key: order(call) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ call }) => call);
  return {
    calls,
    to: (...dataTypes) => calls.filter((call) => call.dataTypes.some((type) => dataTypes.some((wanted) => dataTypeCovers(wanted, type)))),
  };
};
