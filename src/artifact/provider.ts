import type { ArtifactName, Artifacts, Diagnostic, ResolvedConfig } from '../model/index.js';
import type { Apk } from '../apk/index.js';
import type { AppFacts } from './app-facts.js';

/** A policy given with `--policy`. */
export interface DeclaredPolicy {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a provider may use; everything it could not see it says through `incomplete`. */
export interface ProviderContext {
  readonly apk: Apk;
  readonly facts: AppFacts;
  readonly config: ResolvedConfig;
  readonly policies: readonly DeclaredPolicy[];
  /** Another artifact; its incompleteness becomes this one's. */
  readonly get: <N extends ArtifactName>(name: N) => Artifacts[N];
  /** Another artifact whose gaps do not make this one incomplete: rules that depend on them order it themselves. */
  readonly peek: <N extends ArtifactName>(name: N) => Artifacts[N];
  /** The artifact lacks something; one English line. */
  readonly incomplete: (reason: string) => void;
  readonly diagnose: (diagnostic: Diagnostic) => void;
}

/** Makes one artifact from the app and other artifacts. */
export type Provider<N extends ArtifactName> = (context: ProviderContext) => Artifacts[N];

export type Providers = { readonly [N in ArtifactName]: Provider<N> };
