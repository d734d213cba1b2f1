/** Who wrote a piece of code. */
export type Owner =
  | { readonly kind: 'app' }
  | { readonly kind: 'sdk'; readonly id: string }
  | { readonly kind: 'library'; readonly prefix: string }
  | { readonly kind: 'unknown' };

/** A place in the code, findable with `dexdump -d`. */
export interface CodeSite {
  /** Archive entry of the dex, e.g. `classes2.dex`; `split.apk!classes.dex` in a split. */
  readonly entry: string;
  /** Smali descriptor of the method that holds the instruction, e.g. `Lcom/a/B;->c(I)V`. */
  readonly method: string;
  /** Offset of the instruction in 16-bit code units from the start of the method's code. */
  readonly pc: number;
  /** Source line from the debug information, where there is one. */
  readonly line?: number;
  /** `SourceFile` attribute of the class, where there is one. */
  readonly source?: string;
  readonly owner: Owner;
}

/** One step of a call or flow path. */
export interface PathStep {
  readonly site: CodeSite;
  readonly via: 'call' | 'implicit';
  /** For implicit steps: the row of the implicit-call table; `site` is then the registering call. */
  readonly table?: string;
}

/** Closed union; each kind can be re-checked by hand with public tools (aapt, dexdump, unzip, a text editor). */
export type Evidence =
  | { readonly kind: 'manifest'; readonly entry: string; readonly xpath: string; readonly text: string }
  | { readonly kind: 'resource'; readonly entry: string; readonly resId: string; readonly name: string; readonly value: string }
  | { readonly kind: 'code'; readonly site: CodeSite; readonly text: string }
  | { readonly kind: 'path'; readonly role: 'call' | 'flow'; readonly steps: readonly PathStep[]; readonly truncated: boolean }
  | { readonly kind: 'sdk'; readonly sdkId: string; readonly matchedBy: string; readonly version?: string }
  | { readonly kind: 'policy'; readonly source: string; readonly sentence: string; readonly start: number; readonly end: number }
  | { readonly kind: 'file'; readonly entry: string; readonly sha256: string; readonly offset?: number };
