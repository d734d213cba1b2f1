import type { Evidence, NetworkFacts, UrlUse } from '../../model/index.js';
import { countingOwner } from '../counting-owner.js';
import { noteIncompleteCode } from '../incomplete-code.js';
import type { Provider, ProviderContext } from '../provider.js';

/** Cleartext is refused by default for apps that target this level or above (Android 9). */
const CLEARTEXT_OFF_SINCE = 28;

/** URLs kept; a hostile app can hold millions. */
const MAX_URLS = 2000;

/** Hosts that are names in specifications and documentation, never contacted for data. */
const NAMING_HOSTS =
  /^(?:schemas\.android\.com|schemas\.xmlsoap\.org|schemas\.microsoft\.com|schemas\.openxmlformats\.org|www\.w3\.org|xml\.apache\.org|xml\.org|xmlpull\.org|java\.sun\.com|ns\.adobe\.com|purl\.org|json-schema\.org|www\.apache\.org|apache\.org|www\.example\.(?:com|org)|example\.(?:com|org|net)|www\.slf4j\.org|logback\.qos\.ch|code\.google\.com|developer\.android\.com|github\.com|www\.opengis\.net|tools\.ietf\.org|www\.iana\.org|dublincore\.org|www\.openarchives\.org|play\.google\.com|goo\.gl|issuetracker\.google\.com|g\.co)$/u;

/** Addresses that do not leave the device or the local network. */
const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|\[::1\])$/u;

const HOST = /^(https?):\/\/(?:[^/?#@]*@)?([\p{L}\p{N}._~-]+\.[\p{L}\p{N}-]+|\[[0-9a-fA-F:]+\]|localhost)(?::\d+)?(?:[/?#]|$)/u;

function urlUses(context: ProviderContext): UrlUse[] {
  const { facts } = context;
  const counts = countingOwner(context);
  const uses = new Map<string, UrlUse>();
  for (const { text, site } of facts.code.urls) {
    const [, scheme, host] = HOST.exec(text) ?? [];
    if (scheme === undefined || host === undefined || NAMING_HOSTS.test(host) || LOCAL_HOST.test(host)) continue;
    const place = facts.siteOf(site);
    const key = JSON.stringify([text, place.owner]);
    const confidence = counts(place.owner) && facts.reachOf(site.className) === 'reachable' ? 'likely' : 'possible';
    const known = uses.get(key);
    if (known === undefined ? uses.size >= MAX_URLS : known.confidence === 'likely' || confidence === 'possible') continue;
    uses.set(key, { url: text, scheme, host, owner: place.owner, confidence, evidence: { kind: 'code', site: place, text: JSON.stringify(text) } });
  }
  return [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

/** What Android decides for a host without a rule of its own, and where that is written. */
function cleartextDefault({ apk }: ProviderContext): { permitted: boolean; evidence: Evidence } {
  const { application, networkSecurity, targetSdk } = apk.manifest;
  const at = (text: string): Evidence => ({ kind: 'manifest', entry: 'AndroidManifest.xml', xpath: application.xpath, text });
  const base = networkSecurity?.base?.cleartextTrafficPermitted;
  if (networkSecurity !== undefined) {
    const permitted = base ?? targetSdk < CLEARTEXT_OFF_SINCE;
    const text = base === undefined ? 'base-config without cleartextTrafficPermitted' : `base-config cleartextTrafficPermitted="${base}"`;
    return { permitted, evidence: { kind: 'manifest', entry: networkSecurity.entry, xpath: '/network-security-config', text } };
  }
  const { usesCleartextTraffic } = application;
  if (usesCleartextTraffic !== undefined) return { permitted: usesCleartextTraffic, evidence: at(`android:usesCleartextTraffic="${usesCleartextTraffic}"`) };
  return { permitted: targetSdk < CLEARTEXT_OFF_SINCE, evidence: at(`targetSdkVersion ${targetSdk}, no android:usesCleartextTraffic`) };
}

/** URLs and hosts in the code, and whether cleartext is allowed. */
export const networkProvider: Provider<'Network'> = (context): NetworkFacts => {
  noteIncompleteCode(context);
  const urls = urlUses(context);
  const { permitted, evidence } = cleartextDefault(context);
  return {
    urls,
    hosts: [...new Set(urls.map((use) => use.host))].sort(),
    cleartextPermitted: permitted,
    cleartextEvidence: evidence,
    hasInternet: context.apk.manifest.permissions.some((use) => use.name === 'android.permission.INTERNET'),
  };
};
