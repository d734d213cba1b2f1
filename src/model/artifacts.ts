import type { CodeSite, Evidence, Owner } from './evidence.js';
import type { ManifestModel } from './manifest.js';
import type { Coverage, PermissionUse, SdkUse } from './scan-result.js';
import type { SigningFacts } from './signing.js';
import type { PolicyState } from './verdict.js';

/** Every fact a rule may ask for, by name. */
export interface Artifacts {
  /** The merged manifest of base and splits. */
  readonly Manifest: ManifestModel;
  readonly Signing: SigningFacts;
  /** Calls, field reads, content URIs and strings that read personal data. */
  readonly ApiCalls: ApiCallFacts;
  readonly Sdks: SdkFacts;
  readonly Permissions: PermissionFacts;
  /** Is there a privacy policy in the package, and where. */
  readonly PolicyPresence: PolicyPresence;
  /** URLs and hosts in code, and the cleartext configuration. */
  readonly Network: NetworkFacts;
  /** Code loaded at run time and code that is not in classes*.dex. */
  readonly DynamicCode: DynamicCodeFacts;
  /** What the user is shown: texts about consent, rights and rewards, tick boxes, and screens about the policy. */
  readonly Ui: UiFacts;
  /** Keys in the package that belong on a server. */
  readonly Secrets: SecretFacts;
  /** TLS checks that the code switches off. */
  readonly Tls: TlsFacts;
  /** WebViews opened to the app's objects or to files. */
  readonly WebViews: WebViewFacts;
  readonly AppContext: AppContext;
  readonly Coverage: Coverage;
}

export type ArtifactName = keyof Artifacts;

/** An artifact with its honesty: rules never see this, the engine does. */
export interface ArtifactState<N extends ArtifactName = ArtifactName> {
  readonly value: Artifacts[N];
  readonly complete: boolean;
  /** Why not, one English line each. */
  readonly reasons: readonly string[];
}

/** Is the code in reach of the manifest's components (until there is a call graph: reference closure). */
export type Reach = 'reachable' | 'unreachable';

/** A use of a sensitive API. */
export interface ApiCall {
  /** Id of the record in rules/data/apis.json: the smali descriptor, content URI or string. */
  readonly api: string;
  readonly kind: 'method' | 'field' | 'uri' | 'string';
  /** Short name for messages, e.g. `TelephonyManager.getDeviceId()`. */
  readonly name: string;
  readonly dataTypes: readonly string[];
  readonly site: CodeSite;
  readonly reach: Reach;
  /** The table says that a call alone proves little. */
  readonly weak: boolean;
  /** The table record is confirmed from a second source. */
  readonly confirmedRecord: boolean;
  /** `likely` or `possible` by design/verdict: reach, owner, weakness, record. */
  readonly confidence: 'likely' | 'possible';
  /** Any of these permissions opens it at the app's target level; empty: none is needed. */
  readonly permissions: readonly string[];
  readonly evidence: Evidence;
}

export interface ApiCallFacts {
  /** Sorted by API, then site. */
  readonly calls: readonly ApiCall[];
  /** Calls that read one of these data types or of their groups (`device-id` covers `device-id.imei`). */
  to(...dataTypes: string[]): readonly ApiCall[];
}

export interface SdkFacts {
  /** Sorted by id. */
  readonly sdks: readonly SdkUse[];
}

export interface PermissionFacts {
  /** Sorted by name. */
  readonly uses: readonly PermissionUse[];
  get(name: string): PermissionUse | undefined;
}

/** Matters that rules about rights look for in a policy. */
export type PolicySubject = 'account-cancellation' | 'consent-withdrawal' | 'personalisation-switch' | 'guardian';

/** Where a policy text, link or mention was found. */
export interface PolicyTrace {
  readonly kind: 'text' | 'url' | 'mention';
  /** BCP 47 language of a text, when it can be told. */
  readonly language?: 'zh' | 'en';
  /** Characters of text. */
  readonly length?: number;
  /** The URL, for `url`. */
  readonly url?: string;
  /** 0…1, how sure the text is a privacy policy. */
  readonly score: number;
  /** What else a text speaks of, for `text`. */
  readonly subjects?: readonly PolicySubject[];
  readonly owner: Owner;
  readonly evidence: Evidence;
}

export interface PolicyPresence {
  readonly state: PolicyState;
  /** Best first. */
  readonly traces: readonly PolicyTrace[];
  /** A policy given with `--policy` was readable. */
  readonly declared: boolean;
}

export interface UrlUse {
  readonly url: string;
  readonly scheme: string;
  readonly host: string;
  readonly evidence: Evidence;
  readonly owner: Owner;
  /** By reach and owner, as for {@link ApiCall}. */
  readonly confidence: 'likely' | 'possible';
}

export interface NetworkFacts {
  /** URLs in code and strings, sorted; library and schema URLs left out. */
  readonly urls: readonly UrlUse[];
  readonly hosts: readonly string[];
  /** What Android decides for hosts without a rule of their own. */
  readonly cleartextPermitted: boolean;
  /** Where that comes from. */
  readonly cleartextEvidence: Evidence;
  readonly hasInternet: boolean;
}

/** A class or method looked up at run time by a constant name. */
export interface ReflectionUse {
  /** With dots; absent where a method is looked up in a class that is not constant. */
  readonly className?: string;
  /** Absent where only the class is looked up. */
  readonly method?: string;
  readonly site: CodeSite;
  readonly reach: Reach;
  /** By reach and owner, as for {@link ApiCall}. */
  readonly confidence: 'likely' | 'possible';
  readonly evidence: Evidence;
}

/** A shell command run by `Runtime.exec`. */
export interface ShellUse {
  readonly command: string;
  readonly site: CodeSite;
  readonly reach: Reach;
  /** By reach and owner, as for {@link ApiCall}. */
  readonly confidence: 'likely' | 'possible';
  readonly evidence: Evidence;
}

export interface DynamicCodeFacts {
  readonly loads: readonly { readonly loader: string; readonly site: CodeSite; readonly reach: Reach; readonly evidence: Evidence }[];
  /** Code files outside classes*.dex: entry and what it is. */
  readonly bundled: readonly { readonly entry: string; readonly kind: 'dex' | 'jar' | 'apk'; readonly read: boolean; readonly evidence: Evidence }[];
  /** Look-ups of classes and methods by constant names, in the order of the code. */
  readonly reflection: readonly ReflectionUse[];
  /** Shell commands with constant text that the app runs, in the order of the code. */
  readonly shell: readonly ShellUse[];
}

export interface AppContext {
  readonly market: 'cn' | 'other';
  readonly category?: {
    readonly id: string;
    readonly source: 'declared' | 'inferred';
    readonly confidence: number;
    /** What an inferred one rests on, one English phrase each. */
    readonly because?: readonly string[];
  };
  readonly minors: boolean;
  /** What `minors` rests on when it was not declared. */
  readonly minorsBecause?: string;
  readonly localOnly: boolean;
  /** The app or a recipient SDK reads personal data (resolved and in reach). */
  readonly readsPersonalData: boolean;
  readonly packed: boolean;
}

/** A text of the user interface that speaks of consent, rights, rewards or personalisation. */
export interface UiText {
  readonly text: string;
  readonly language: 'zh' | 'en';
  /** Owner of a string in code; resources are the app's. */
  readonly owner: Owner;
  readonly evidence: Evidence;
}

/** A tick box or switch in a layout. */
export interface UiCheckBox {
  /** Entry of the layout, e.g. `res/layout/login.xml`. */
  readonly layout: string;
  /** Element name, e.g. `CheckBox`, `Switch`. */
  readonly view: string;
  /** Entry name of its `android:id`; empty for none. */
  readonly id: string;
  /** `android:checked` is true in the layout: ticked before the user does anything. */
  readonly checked: boolean;
  /** Its own text, resolved. */
  readonly text: string;
  /** Other texts of the same layout, resolved: what the box may be about. */
  readonly around: readonly string[];
  /** Texts that stand right beside it under the same parent: one before, three after. */
  readonly beside: readonly string[];
  readonly evidence: Evidence;
}

/** A layout that speaks of the privacy policy. */
export interface UiScreen {
  readonly layout: string;
  /** Every text of the layout, resolved, in document order. */
  readonly texts: readonly string[];
  /** It holds a tick box or switch. */
  readonly hasCheckBox: boolean;
  /** The view that speaks of the policy. */
  readonly evidence: Evidence;
}

export interface UiFacts {
  /** Sorted by place. */
  readonly texts: readonly UiText[];
  readonly checkBoxes: readonly UiCheckBox[];
  readonly screens: readonly UiScreen[];
}

/** A key that belongs on a server: with it anybody who unpacks the app can act as the app's maker. */
export interface SecretUse {
  readonly kind: 'cloud-access-key' | 'private-key' | 'push-master-secret' | 'wechat-secret' | 'service-token';
  /** Whose key it is, e.g. `Alibaba Cloud`. */
  readonly service: string;
  /** Its beginning and length; never the whole. */
  readonly shown: string;
  readonly owner: Owner;
  readonly evidence: Evidence;
}

export interface SecretFacts {
  /** Sorted by place. */
  readonly secrets: readonly SecretUse[];
}

/** Code that accepts a TLS connection which Android would refuse. */
export interface TlsHole {
  readonly kind: 'trust-manager' | 'hostname-verifier' | 'ssl-error';
  readonly site: CodeSite;
  readonly reach: Reach;
  /** The code asks something first (the user, perhaps). */
  readonly conditional: boolean;
  /** `likely`: in reach, unconditional, in code that counts. */
  readonly confidence: 'likely' | 'possible';
  readonly evidence: Evidence;
}

export interface TlsFacts {
  /** In the order of the code. */
  readonly holes: readonly TlsHole[];
}

/** A call that opens a WebView. */
export interface WebViewUse {
  readonly kind: 'javascript-interface' | 'file-access';
  /** Method called, e.g. `addJavascriptInterface`. */
  readonly call: string;
  readonly site: CodeSite;
  readonly reach: Reach;
  /** Descriptor of the class handed to JavaScript, where the code tells. */
  readonly bridge?: string;
  /** Descriptors of that class's methods JavaScript can call, where they are known. */
  readonly exposed?: readonly string[];
  /** `likely`: in reach, in code that counts. */
  readonly confidence: 'likely' | 'possible';
  readonly evidence: Evidence;
}

export interface WebViewFacts {
  /** In the order of the code. */
  readonly uses: readonly WebViewUse[];
}
