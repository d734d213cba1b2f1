import { dataTypeCovers } from '../../src/data/index.js';
import type {
  ApiCall,
  ApiCallFacts,
  AppContext,
  CodeSite,
  Component,
  DynamicCodeFacts,
  Evidence,
  ManifestApplication,
  ManifestModel,
  NetworkFacts,
  Owner,
  PermissionFacts,
  PermissionUse,
  PolicyPresence,
  UrlUse,
  UsesPermission,
} from '../../src/model/index.js';

/** Hand-made artifacts for the tables of rules: small, typed, with the values a real app would give. */

export const APP: Owner = { kind: 'app' };
export const UNKNOWN: Owner = { kind: 'unknown' };
export const LIBRARY: Owner = { kind: 'library', prefix: 'androidx' };
export const sdkOwner = (id: string): Owner => ({ kind: 'sdk', id });

/** A method of the kind of code its owner writes. */
const METHODS: Record<Owner['kind'], string> = {
  app: 'Lcom/example/notes/DeviceInfo;->collect(Landroid/content/Context;)Ljava/lang/String;',
  sdk: 'Lcom/umeng/commonsdk/statistics/common/DeviceConfig;->getDeviceId(Landroid/content/Context;)Ljava/lang/String;',
  library: 'Landroidx/core/app/ActivityCompat;->read(Landroid/content/Context;)V',
  unknown: 'La/b/c;->a(Landroid/content/Context;)Ljava/lang/String;',
};

export function site(owner: Owner = APP, over: Partial<CodeSite> = {}): CodeSite {
  return {
    entry: 'classes.dex',
    method: METHODS[owner.kind],
    pc: 24,
    line: 41,
    source: 'DeviceInfo.java',
    owner,
    ...over,
  };
}

type Api = Pick<ApiCall, 'api' | 'kind' | 'name' | 'dataTypes' | 'permissions'> & { readonly weak?: true };

const android = (name: string): string => `android.permission.${name}`;

/** The interfaces the tables speak of, as the Android reference describes them. */
export const API = {
  imei: {
    api: 'Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;',
    kind: 'method',
    name: 'TelephonyManager.getDeviceId',
    dataTypes: ['device-id.imei'],
    permissions: [android('READ_PHONE_STATE'), android('READ_PRIVILEGED_PHONE_STATE')],
  },
  androidId: {
    api: 'Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;',
    kind: 'method',
    name: 'Settings.Secure.getString',
    dataTypes: ['device-id.android-id'],
    permissions: [],
  },
  contacts: {
    api: 'Landroid/provider/ContactsContract$Contacts;->CONTENT_URI:Landroid/net/Uri;',
    kind: 'field',
    name: 'ContactsContract.Contacts.CONTENT_URI',
    dataTypes: ['contacts'],
    permissions: [android('READ_CONTACTS')],
  },
  sms: {
    api: 'content://sms/inbox',
    kind: 'uri',
    name: 'sms/inbox',
    dataTypes: ['sms'],
    permissions: [android('READ_SMS')],
  },
  location: {
    api: 'Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;',
    kind: 'method',
    name: 'LocationManager.getLastKnownLocation',
    dataTypes: ['location.precise'],
    permissions: [android('ACCESS_FINE_LOCATION'), android('ACCESS_COARSE_LOCATION')],
  },
  installedApps: {
    api: 'Landroid/content/pm/PackageManager;->getInstalledPackages(I)Ljava/util/List;',
    kind: 'method',
    name: 'PackageManager.getInstalledPackages',
    dataTypes: ['installed-apps'],
    permissions: [android('QUERY_ALL_PACKAGES')],
  },
  onePackage: {
    api: 'Landroid/content/pm/PackageManager;->getPackageInfo(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;',
    kind: 'method',
    name: 'PackageManager.getPackageInfo',
    dataTypes: ['installed-apps'],
    permissions: [],
    weak: true,
  },
  networkType: {
    api: 'Landroid/net/ConnectivityManager;->getActiveNetworkInfo()Landroid/net/NetworkInfo;',
    kind: 'method',
    name: 'ConnectivityManager.getActiveNetworkInfo',
    dataTypes: ['network.type'],
    permissions: [android('ACCESS_NETWORK_STATE')],
  },
} as const satisfies Record<string, Api>;

/** A call as the analysis reports it: `likely` in the app's own code, unless told otherwise. */
export function call(api: Api, owner: Owner = APP, over: Partial<Omit<ApiCall, 'evidence'>> = {}): ApiCall {
  const place = over.site ?? site(owner);
  const counts = owner.kind === 'app' || owner.kind === 'sdk';
  return {
    reach: 'reachable',
    weak: api.weak === true,
    confirmedRecord: true,
    confidence: counts && api.weak !== true ? 'likely' : 'possible',
    ...api,
    ...over,
    site: place,
    evidence: { kind: 'code', site: place, text: api.api },
  };
}

export function apiCalls(...calls: ApiCall[]): ApiCallFacts {
  return {
    calls,
    to: (...wanted) =>
      calls.filter(({ dataTypes }) => dataTypes.some((type) => wanted.some((group) => dataTypeCovers(group, type)))),
  };
}

export function usesPermission(name: string, over: Partial<UsesPermission> = {}): UsesPermission {
  return { name, element: 'uses-permission', xpath: '/manifest/uses-permission[1]', split: '', ...over };
}

export function service(name: string, permission?: string, over: Partial<Component> = {}): Component {
  return {
    kind: 'service',
    name,
    exported: true,
    effectivelyExported: true,
    enabled: true,
    ...(permission === undefined ? {} : { permission }),
    authorities: [],
    intentFilters: [],
    metaData: [],
    xpath: '/manifest/application/service[1]',
    split: '',
    ...over,
  };
}

const APPLICATION: ManifestApplication = {
  label: { value: 'Notes' },
  debuggable: false,
  allowBackup: false,
  usesCleartextTraffic: undefined,
  requestLegacyExternalStorage: false,
  testOnly: false,
  persistent: false,
  metaData: [],
  usesLibraries: [],
  xpath: '/manifest/application',
};

export function application(over: Partial<ManifestApplication> = {}): ManifestApplication {
  return { ...APPLICATION, ...over };
}

/** An ordinary app that targets Android 14 and asks for these permissions. */
export function manifest(permissions: readonly string[] = [], over: Partial<ManifestModel> = {}): ManifestModel {
  return {
    packageName: 'com.example.notes',
    versionCode: 1,
    versionName: '1.0',
    minSdk: 21,
    targetSdk: 34,
    targetSdkDeclared: true,
    isolatedSplits: false,
    requiredSplits: [],
    label: 'Notes',
    labels: {},
    permissions: permissions.map((name, i) => usesPermission(name, { xpath: `/manifest/uses-permission[${i + 1}]` })),
    customPermissions: [],
    queries: { packages: [], intents: [], providers: [] },
    features: [],
    application: APPLICATION,
    components: [],
    ...over,
  };
}

export function permissionUse(
  name: string,
  state: PermissionUse['state'],
  over: Partial<PermissionUse> = {},
): PermissionUse {
  return {
    name,
    label: { en: 'Label', zh: '名称' },
    level: 'dangerous',
    declaredBy: { kind: state === 'undeclared' || state === 'packer' ? 'unknown' : 'app' },
    neededBy: [],
    state,
    dataTypes: ['contacts'],
    ...over,
  };
}

export function permissionFacts(...uses: PermissionUse[]): PermissionFacts {
  return { uses, get: (name) => uses.find((use) => use.name === name) };
}

export function appContext(over: Partial<AppContext> = {}): AppContext {
  return { market: 'cn', minors: false, localOnly: false, readsPersonalData: true, packed: false, ...over };
}

/** A category the user declared. */
export const declared = (id: string): Pick<Required<AppContext>, 'category'> => ({
  category: { id, source: 'declared', confidence: 1 },
});

export const policyState = (state: PolicyPresence['state']): PolicyPresence => ({ state, traces: [], declared: false });

export function url(text: string, owner: Owner = APP, over: Partial<CodeSite> = {}): UrlUse {
  // Not the URL class: it would lower the case of the host, which code need not.
  const [, scheme = '', host = ''] = /^(\w+):\/\/([^/]+)/u.exec(text) ?? [];
  const evidence: Evidence = { kind: 'code', site: site(owner, over), text: JSON.stringify(text) };
  const confidence = owner.kind === 'app' || owner.kind === 'sdk' ? 'likely' : 'possible';
  return { url: text, scheme, host, owner, confidence, evidence };
}

const CLEARTEXT: Evidence = {
  kind: 'manifest',
  entry: 'AndroidManifest.xml',
  xpath: '/manifest/application',
  text: 'android:usesCleartextTraffic="true"',
};

export function network(urls: readonly UrlUse[], over: Partial<NetworkFacts> = {}): NetworkFacts {
  const hosts = [...new Set(urls.map(({ host }) => host))].sort();
  return { urls, hosts, cleartextPermitted: true, cleartextEvidence: CLEARTEXT, hasInternet: true, ...over };
}

/** A class loader made in some code. */
export function load(owner: Owner = APP, over: Partial<CodeSite> = {}): DynamicCodeFacts['loads'][number] {
  const place = site(owner, over);
  const callee =
    'Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V';
  const evidence: Evidence = { kind: 'code', site: place, text: callee };
  return { loader: 'DexClassLoader.<init>', site: place, reach: 'reachable', evidence };
}

export function dynamicCode(loads: DynamicCodeFacts['loads'], bundled: readonly string[] = []): DynamicCodeFacts {
  return {
    loads,
    bundled: bundled.map((entry) => ({
      entry,
      kind: 'dex',
      read: true,
      evidence: { kind: 'file', entry, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    })),
    reflection: [],
    shell: [],
  };
}
