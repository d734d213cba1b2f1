import { RuleError } from '../model/index.js';
import type { ArtifactName, Artifacts, ArtifactState, Diagnostic, ResolvedConfig } from '../model/index.js';
import type { Apk } from '../apk/index.js';
import { AppFacts } from './app-facts.js';
import type { DeclaredPolicy, Providers } from './provider.js';
import { PROVIDERS } from './providers.js';

export interface StoreInput {
  readonly apk: Apk;
  readonly config: ResolvedConfig;
  readonly policies: readonly DeclaredPolicy[];
}

/** Artifacts of one app: each computed when first ordered, once, with its completeness beside it. */
export interface ArtifactStore {
  readonly get: <N extends ArtifactName>(name: N) => ArtifactState<N>;
  /** What was told so far, by the app's parts and by providers. */
  readonly diagnostics: () => Diagnostic[];
}

export function createArtifactStore({ apk, config, policies }: StoreInput, providers: Providers = PROVIDERS): ArtifactStore {
  const states = new Map<ArtifactName, ArtifactState>();
  const running = new Set<ArtifactName>();
  const told: Diagnostic[] = [];
  const facts = new AppFacts(apk);

  const compute = <N extends ArtifactName>(name: N): ArtifactState<N> => {
    if (running.has(name)) throw new RuleError(`the artifact ${name} needs itself`);
    running.add(name);
    const reasons = new Set<string>();
    const value = providers[name]({
      apk,
      facts,
      config,
      policies,
      get<K extends ArtifactName>(other: K): Artifacts[K] {
        const state = get(other);
        state.reasons.forEach((reason) => reasons.add(reason));
        return state.value;
      },
      peek: (other) => get(other).value,
      incomplete: (reason) => void reasons.add(reason),
      diagnose: (diagnostic) => void told.push(diagnostic),
    });
    running.delete(name);
    return { value, complete: reasons.size === 0, reasons: [...reasons].sort() };
  };

  const get = <N extends ArtifactName>(name: N): ArtifactState<N> => {
    let state = states.get(name) as ArtifactState<N> | undefined;
    if (state === undefined) states.set(name, (state = compute(name)));
    return state;
  };

  return { get, diagnostics: () => [...apk.diagnostics, ...told] };
}
