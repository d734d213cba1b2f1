import type { CodeSite, Owner, Reach } from '../model/index.js';
import type { Apk } from '../apk/index.js';
import { createOwnership, sweepApp } from '../analysis/index.js';
import type { ClassGraph, CodeFacts, Ownership, RawSite, SweepInput } from '../analysis/index.js';
import { declaredClasses, rootClasses } from './root-classes.js';

/** `Lcom/a/B;` → `com.a.B`. */
export const dotted = (descriptor: string): string => descriptor.slice(1, -1).replaceAll('/', '.');

/** `com.a.B` → `Lcom/a/B;`. */
export const descriptorOf = (className: string): string => `L${className.replaceAll('.', '/')};`;

function packagesOf(graph: ClassGraph): Set<string> {
  const paths = new Set<string>();
  for (let id = 0; id < graph.size; id++) {
    const name = graph.nameOf(id);
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
      const path = name.slice(0, end + 1);
      if (paths.has(path)) break; // and so are its parents
      paths.add(path);
    }
  }
  return paths;
}

/** What several artifacts share and no rule asks for: the sweep, owners, reach. Each made once, when first wanted. */
export class AppFacts {
  private readonly apk: Apk;

  private codeFacts: CodeFacts | undefined;

  private owners: Ownership | undefined;

  private reached: Uint8Array | undefined;

  private packagePaths: ReadonlySet<string> | undefined;

  constructor(apk: Apk) {
    this.apk = apk;
  }

  /** The one pass over all instructions, code in assets included. */
  get code(): CodeFacts {
    return (this.codeFacts ??= sweepApp(this.sweepInputs()));
  }

  get ownership(): Ownership {
    return (this.owners ??= createOwnership({
      packageName: this.apk.manifest.packageName,
      declaredClasses: declaredClasses(this.apk.manifest),
    }));
  }

  /** `Lcom/a/` of every package and parent package of a class in the dex files. */
  get packages(): ReadonlySet<string> {
    return (this.packagePaths ??= packagesOf(this.code.graph));
  }

  /** 1 for classes in the reference closure of what the manifest declares, by graph id. */
  get reach(): Uint8Array {
    return (this.reached ??= this.closure());
  }

  ownerOf(descriptor: string): Owner {
    return this.ownership.claimOf(descriptor).owner;
  }

  reachOf(descriptor: string): Reach {
    const id = this.code.graph.idOf(descriptor);
    return id !== undefined && this.reach[id] === 1 ? 'reachable' : 'unreachable';
  }

  siteOf({ className, ...site }: RawSite): CodeSite {
    return { ...site, owner: this.ownerOf(className) };
  }

  private sweepInputs(): SweepInput[] {
    const own = this.apk
      .dexEntries()
      .map((dex) => ({ entry: dex.entry, size: dex.size, loaded: dex.loaded, open: () => dex.open() }));
    const bundled = this.apk
      .bundledCode()
      .flatMap((file) =>
        file.dex.map((dex) => ({
          entry: dex.entry,
          size: dex.size,
          loaded: 'dynamic' as const,
          open: () => dex.open(),
        })),
      );
    return [...own, ...bundled];
  }

  private closure(): Uint8Array {
    const { graph, specials } = this.code;
    const roots = new Set(rootClasses(this.apk.manifest).flatMap((name) => graph.idOf(descriptorOf(name)) ?? []));
    // Names that reflection looks up run when the class that looks them up does; as roots they over-approximate.
    for (const { arguments: constants } of specials) {
      for (const text of constants) {
        const id = text === undefined ? undefined : graph.idOf(descriptorOf(text));
        if (id !== undefined) roots.add(id);
      }
    }
    return graph.closure(roots);
  }
}
