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
  /** Split the element came from; absent for the base. */
  readonly split?: string;
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
  /** Permission a caller needs: the component's own, else the application's. */
  readonly permission?: string;
  /** Providers: what a reader needs, `permission` included. */
  readonly readPermission?: string;
  /** Providers: what a writer needs, `permission` included. */
  readonly writePermission?: string;
  readonly grantUriPermissions?: boolean;
  /** Full process name (`:push` completed with the package), where the component or the application names one. */
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
  /** Decoded: `normal`, `dangerous`, `signature|privileged` … */
  readonly protectionLevel: string;
  readonly xpath: XPath;
  /** Split the element came from; absent for the base. */
  readonly split?: string;
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
  /** `android:enabled`; absent means true. */
  readonly enabled?: boolean;
  /** `android:hasCode`; absent means true. */
  readonly hasCode?: boolean;
  /** Guards every component without a permission of its own. */
  readonly permission?: string;
  readonly debuggable: boolean;
  readonly allowBackup: boolean | undefined;
  /** Entry of the rules (`res/xml/backup.xml`), else the literal `true`/`false`, else the reference `0x…`. */
  readonly fullBackupContent?: string;
  /** Entry of the rules, else the reference `0x…`. */
  readonly dataExtractionRules?: string;
  readonly usesCleartextTraffic: boolean | undefined;
  /** Entry of the configuration, else the reference `0x…`. */
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
  /** The attribute's text when it was not an integer type; `versionCode` is then the number it says, or 0. */
  readonly versionCodeText?: string;
  readonly versionName: string | undefined;
  /** 1 when the manifest does not say. */
  readonly minSdk: number;
  /** The attribute's text when it was a codename (`Q`); `minSdk` is the level it was released as. */
  readonly minSdkCodename?: string;
  /** Defaults to minSdk, as Android does. */
  readonly targetSdk: number;
  readonly targetSdkCodename?: string;
  readonly targetSdkDeclared: boolean;
  readonly sharedUserId?: string;
  /** Name of the split this manifest belongs to; absent for a base. */
  readonly split?: string;
  /** A configuration split belongs to this split; empty: to the base. Absent for bases and feature splits. */
  readonly configForSplit?: string;
  readonly isFeatureSplit?: boolean;
  readonly isolatedSplits: boolean;
  /**
   * `android:requiredSplitTypes`: the types of split the base cannot do without. `*`: `isSplitRequired` (or the Play
   * Store's meta-data for it) says that splits are needed without saying which.
   */
  readonly requiredSplits: readonly string[];
  /** `android:splitTypes`: the types this split supplies. */
  readonly splitTypes?: readonly string[];
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
  /** What the rules of `fullBackupContent` and `dataExtractionRules` say; a section each. */
  readonly backupRules?: readonly BackupSection[];
}

/** One section of the backup rules: what leaves the device with it. */
export interface BackupSection {
  readonly entry: string;
  readonly section: 'full-backup-content' | 'cloud-backup' | 'device-transfer' | 'cross-platform-transfer';
  readonly includes: readonly BackupRule[];
  readonly excludes: readonly BackupRule[];
}

export interface BackupRule {
  /** `root`, `file`, `database`, `sharedpref`, `external`, … */
  readonly domain: string;
  readonly path: string;
  readonly requireFlags?: string;
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
