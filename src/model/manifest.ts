/** The manifest as a model: what Android's package parser would see, with the paths to find each fact again. */

/** Where an element stands, e.g. `/manifest/application/activity[3]`. */
export type XPath = string;

/** A string that may come from a resource: the literal or resolved default value, and the reference when it was one. */
export interface ResourceString {
  readonly value: string | undefined;
  /** `0x7f0b0001` where the attribute was a reference. */
  readonly ref?: string;
}

export interface MetaData {
  readonly name: string;
  /** Literal or resolved value as text. */
  readonly value: string | undefined;
  /** `android:resource` reference or a referenced value, `0x…`. */
  readonly resource?: string;
  readonly xpath: XPath;
}

export interface IntentFilter {
  readonly actions: readonly string[];
  readonly categories: readonly string[];
  /** `android:priority`; 0 when absent. */
  readonly priority: number;
  /** Flattened data elements: `scheme`, `host`, `path`, `mimeType` … as written. */
  readonly data: readonly Readonly<Record<string, string>>[];
}

export type ComponentKind = 'activity' | 'activity-alias' | 'service' | 'receiver' | 'provider';

export interface Component {
  readonly kind: ComponentKind;
  /** Fully qualified class name with dots. For an alias: the alias' own name. */
  readonly name: string;
  /** Alias target, fully qualified. */
  readonly targetActivity?: string;
  /** What the attribute says; undefined when it is absent. */
  readonly exported: boolean | undefined;
  /** Exported as Android decides: the attribute, else its default for this target level and these filters. */
  readonly effectivelyExported: boolean;
  readonly enabled: boolean;
  readonly permission?: string;
  readonly readPermission?: string;
  readonly writePermission?: string;
  readonly grantUriPermissions?: boolean;
  readonly process?: string;
  readonly authorities: readonly string[];
  readonly initOrder?: number;
  readonly foregroundServiceType?: string;
  readonly intentFilters: readonly IntentFilter[];
  readonly metaData: readonly MetaData[];
  readonly xpath: XPath;
  /** Archive the element came from: empty for the base, else the split's name. */
  readonly split: string;
}

export interface UsesPermission {
  readonly name: string;
  /** Which element asked: 23 for `-sdk-23` and `-sdk-m`. */
  readonly element: 'uses-permission' | 'uses-permission-sdk-23' | 'uses-permission-sdk-m';
  readonly maxSdkVersion?: number;
  readonly usesPermissionFlags?: string;
  readonly xpath: XPath;
  readonly split: string;
}

export interface CustomPermission {
  readonly name: string;
  readonly protectionLevel: string;
  readonly xpath: XPath;
}

export interface ManifestQueries {
  readonly packages: readonly string[];
  readonly intents: readonly IntentFilter[];
  readonly providers: readonly string[];
  readonly xpath?: XPath;
}

export interface ManifestApplication {
  readonly name?: string;
  readonly appComponentFactory?: string;
  readonly label: ResourceString;
  readonly debuggable: boolean;
  readonly allowBackup: boolean | undefined;
  readonly fullBackupContent?: string;
  readonly dataExtractionRules?: string;
  readonly usesCleartextTraffic: boolean | undefined;
  readonly networkSecurityConfig?: string;
  readonly requestLegacyExternalStorage: boolean;
  readonly testOnly: boolean;
  readonly persistent: boolean;
  readonly process?: string;
  readonly metaData: readonly MetaData[];
  readonly usesLibraries: readonly string[];
  readonly xpath: XPath;
}

export interface ManifestModel {
  readonly packageName: string;
  /** As Android's parser takes it; 0 when absent. `versionCodeMajor` in the upper half. */
  readonly versionCode: number;
  /** The raw attribute when it was not an integer (seen: a string). */
  readonly versionCodeText?: string;
  readonly versionName: string | undefined;
  readonly minSdk: number;
  /** Defaults to minSdk, as Android does. */
  readonly targetSdk: number;
  readonly targetSdkDeclared: boolean;
  readonly sharedUserId?: string;
  readonly isolatedSplits: boolean;
  /** `android:requiredSplitTypes` or `isSplitRequired`: the base says it is not whole. */
  readonly requiredSplits: readonly string[];
  /** Default label, as `aapt dump badging` prints in `application-label:`. */
  readonly label: string | undefined;
  /** BCP 47-like tag (as aapt prints it: `zh-CN`, `en`) → label. */
  readonly labels: Readonly<Record<string, string>>;
  readonly permissions: readonly UsesPermission[];
  readonly customPermissions: readonly CustomPermission[];
  readonly queries: ManifestQueries;
  readonly features: readonly { readonly name: string; readonly required: boolean }[];
  readonly application: ManifestApplication;
  readonly components: readonly Component[];
  readonly networkSecurity?: NetworkSecurityConfig;
}

/** network-security-config, resolved. */
export interface NetworkSecurityConfig {
  readonly entry: string;
  readonly base?: NetworkSecurityDomain;
  readonly domains: readonly NetworkSecurityDomain[];
  readonly debugOverrides: boolean;
}

export interface NetworkSecurityDomain {
  readonly domains: readonly { readonly name: string; readonly includeSubdomains: boolean }[];
  readonly cleartextTrafficPermitted: boolean | undefined;
  /** Trust anchors: `system`, `user`, or a resource reference. */
  readonly trustAnchors: readonly string[];
  readonly pins: number;
}
