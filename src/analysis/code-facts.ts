import type { ApiRecord, DexCoverage } from '../model/index.js';
import type { ClassGraph } from './class-graph.js';
import type { SpecialKind } from './needles.js';
import type { TrustHole } from './security/trust-checks.js';
import type { WebViewUse } from './security/web-view-uses.js';
import type { RawSite } from './sweep/raw-hits.js';

/** A use of a sensitive API, resolved to the framework's own method, field, URI or string. */
export interface ApiUse {
  readonly api: ApiRecord;
  readonly site: RawSite;
  /** What the code names, when it is not the API's own class: `Lcom/a/MyTm;->getDeviceId()…`. */
  readonly through?: string;
  /** The constant that decided it, for calls that are sensitive only with one. */
  readonly constant?: string;
  /** The constant is somewhere in the method, not provably the argument. */
  readonly constantNearby?: true;
  /** Types that the integer passed decides, where the API reads different things by it. */
  readonly dataTypes?: readonly string[];
}

/** A call by which code not in the dex files may run, or a name is looked up. */
export interface SpecialUse {
  readonly kind: SpecialKind;
  /** Descriptor of the method called. */
  readonly callee: string;
  readonly site: RawSite;
  /** Constant strings by position of the argument; a class, also one named by a constant, as its descriptor. */
  readonly arguments: readonly (string | undefined)[];
}

export interface TextUse {
  readonly text: string;
  readonly site: RawSite;
}

/** A dex that could not be read. */
export interface UnreadDex {
  readonly entry: string;
  readonly reason: string;
  readonly bytes: number;
}

/** Everything one pass over all instructions of the app gave; no opinions, no owners. */
export interface CodeFacts {
  readonly dex: readonly DexCoverage[];
  readonly unread: readonly UnreadDex[];
  /** The step budget ran out: what is here is true, what is missing may be too. */
  readonly budgetHit: boolean;
  readonly graph: ClassGraph;
  readonly apis: readonly ApiUse[];
  readonly specials: readonly SpecialUse[];
  readonly urls: readonly TextUse[];
  /** Strings that speak of a privacy policy. */
  readonly policyTexts: readonly TextUse[];
  /** Other strings that speak of consent or of the user's rights. */
  readonly uiTexts: readonly TextUse[];
  /** Strings that begin like a secret of a cloud service or a private key. */
  readonly secretTexts: readonly TextUse[];
  /** Code that accepts TLS connections which Android would refuse. */
  readonly trustHoles: readonly TrustHole[];
  /** JavaScript bridges and file access of WebViews. */
  readonly webViews: readonly WebViewUse[];
}
