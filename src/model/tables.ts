import type { Text } from './text.js';

/** Shapes of the records of rules/data, after the build's validation. Ids are unique and sorted within a table. */

/** How a record was checked: `confirmed` from an independent second source, or not. */
export interface RecordOrigin {
  /** The official text, document or file the fact comes from. */
  readonly source: string;
  /** How and when it was checked: `method, ISO date`. */
  readonly checked: string;
  /** True when a second source confirms it; findings of unconfirmed records stay `possible`. */
  readonly confirmed: boolean;
}

export interface ApiGate {
  /** Any of these opens the call in this range. */
  readonly anyOf: readonly string[];
  /** First API level, inclusive. */
  readonly since?: number;
  /** Last API level, inclusive. */
  readonly until?: number;
}

export interface ApiRecord extends RecordOrigin {
  /** Smali descriptor (`Lx/Y;->m(I)V`, `Lx/Y;->F:I`), content URI prefix, or string. */
  readonly id: string;
  readonly kind: 'method' | 'field' | 'uri' | 'string';
  readonly name: string;
  readonly dataTypes: readonly string[];
  readonly gates: readonly ApiGate[];
  readonly since?: number;
  readonly until?: number;
  /** A hit alone proves little. */
  readonly weak: boolean;
  /** For methods whose argument decides: the constant string that makes the call sensitive. */
  readonly when?: { readonly string: string };
  /** For strings: whole, or as a beginning. */
  readonly match?: 'exact' | 'prefix';
  /** Most apps have it in library code: never counted there. */
  readonly commonInLibraries?: boolean;
  /** Types by the integer constant passed, where it decides (`SensorManager.getDefaultSensor(21)` is the heart rate). */
  readonly byConstant?: Readonly<Record<string, readonly string[]>>;
  /** A callback: the app defines it in a subclass and the system calls it. */
  readonly override?: boolean;
  /** Id of the SDK it belongs to, for third-party APIs. */
  readonly sdk?: string;
}

export interface PermissionLevel {
  readonly level: 'normal' | 'dangerous' | 'signature' | 'special' | 'removed';
  readonly since: number;
  readonly until?: number;
}

export interface PermissionRecord extends RecordOrigin {
  readonly id: string;
  readonly name: Text;
  readonly group?: string;
  readonly levels: readonly PermissionLevel[];
  /** Types it could open; not types that are read. */
  readonly dataTypes: readonly string[];
  /** Newer permissions that replace it. */
  readonly replacedBy?: readonly string[];
}

export interface DataTypeRecord extends RecordOrigin {
  readonly id: string;
  readonly name: Text;
  readonly group: string;
  /** Marked by PIPL article 28 or by the design beside it (GB/T 35273). */
  readonly sensitive: boolean;
  readonly sensitiveAtAnyAge: boolean;
  readonly basis: readonly string[];
  readonly words: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly play?: { readonly category: string; readonly type: string };
}

export interface CategoryRecord extends RecordOrigin {
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly name: Text;
  readonly basicFunction: Text;
  /** The category needs no personal information at all. */
  readonly zeroInformation: boolean;
  readonly necessary: readonly { readonly type: string; readonly name: Text }[];
  readonly permissions: readonly string[];
  readonly contextual: readonly { readonly permission: string; readonly condition: Text; readonly userStarted: boolean }[];
  readonly hints: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

export interface LegalRecord extends RecordOrigin {
  /** `methods-2019/M1.1`, `pipl/17`, … */
  readonly id: string;
  /** Id a rule cites: `methods-2019`. */
  readonly law: string;
  readonly clause?: string;
  readonly lawTitle: Text;
  readonly title: Text;
  /** ISO dates; until is exclusive. */
  readonly inForceFrom: string;
  readonly inForceUntil?: string;
  readonly duty?: 'K1' | 'K2' | 'K3' | 'K4' | 'K5' | 'K6';
}

export interface SdkRecord extends RecordOrigin {
  readonly id: string;
  readonly name: Text;
  readonly vendor: Text;
  readonly aliases: readonly string[];
  /** `analytics`, `ads`, `push`, `crash`, `map`, `payment`, `social`, `library` … */
  readonly kind: string;
  /** Dotted package prefixes, each ending at a segment, e.g. `com.umeng.analytics`. */
  readonly prefixes: readonly string[];
  readonly components?: readonly string[];
  /** Simple names of components that, declared together in one package, are this SDK rebuilt under a customer's package. */
  readonly renamedComponents?: readonly string[];
  readonly metaData?: readonly string[];
  /** File names of native libraries, glob `*` only. */
  readonly libraries?: readonly string[];
  /** Domains; each also stands for its subdomains. */
  readonly hosts?: readonly string[];
  /** Entry names, glob `*` only. */
  readonly assets?: readonly string[];
  readonly dataTypes: readonly string[];
  readonly dataSource?: string;
  readonly policyUrl?: string;
  readonly recipient: boolean;
  /** Smali descriptors or `class->name` prefixes of initialisation calls. */
  readonly init?: readonly string[];
  readonly consent?: readonly string[];
  /**
   * Prefixes or whole class names (`$` ends a name as `.` does) of no-op stubs and adapters that are not this SDK.
   * They beat this record's `prefixes` and say nothing of other records.
   */
  readonly notPrefixes?: readonly string[];
  /** Types sent only when the app holds a permission or turns a feature on; disjoint from `dataTypes`. */
  readonly optionalDataTypes?: readonly string[];
  /** Types that app policies attribute to it, vendor text unread: to compare with, never to accuse from. */
  readonly disclosedDataTypes?: readonly string[];
  /** Set-up calls (`Lcls;->name`) the vendor allows before consent: they register, they do not collect. */
  readonly preInit?: readonly string[];
  readonly consentApis?: readonly SdkConsentApi[];
  readonly switches?: readonly SdkSwitch[];
  readonly versionHints?: readonly SdkVersionHint[];
}

/** A call by which the app tells the SDK what the user decided. */
export interface SdkConsentApi {
  /** `Lcls;->name`, any signature. */
  readonly call: string;
  /** Index of the boolean argument (receiver not counted) that is true once agreed; `call` when calling is agreeing. */
  readonly agreed: number | 'call';
}

/** A switch that turns one collection off. */
export interface SdkSwitch {
  readonly call: string;
  /** `setter`: the app calls it with false. `override`: the app overrides it in a controller and returns false or null. */
  readonly by: 'setter' | 'override';
  /** Types it stops; empty where it stops behaviour rather than a type. */
  readonly dataTypes: readonly string[];
}

/** Where the SDK's version can be read. */
export interface SdkVersionHint {
  /** `field`: static string or int `Lcls;->name`. `library`: glob whose `*` is the version. `metaData`: manifest key. */
  readonly kind: 'field' | 'library' | 'metaData';
  readonly value: string;
}

export interface PackerRecord extends RecordOrigin {
  readonly id: string;
  readonly name: Text;
  readonly vendor: Text;
  /** File names (glob `*` only) of native libraries anywhere in the package. */
  readonly libraries: readonly string[];
  /** Dotted class names or prefixes ending in `.`. */
  readonly classes: readonly string[];
  /** Entry names (glob `*` only). */
  readonly files: readonly string[];
  /** Permissions and SDKs the packer itself adds. */
  readonly addsPermissions: readonly string[];
  readonly addsSdks: readonly string[];
}

/** Package prefixes of common libraries that are neither the app nor an SDK with a record. */
export interface LibraryRecord extends RecordOrigin {
  /** Dotted prefix, ends at a segment. */
  readonly id: string;
  readonly name: string;
}
