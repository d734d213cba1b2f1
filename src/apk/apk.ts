import { sha256Of } from '../archive/index.js';
import type { Resources } from '../format/arsc/index.js';
import { parseBinaryXml, type XmlElement } from '../format/axml/index.js';
import type { Diagnostic, ManifestModel, SigningFacts } from '../model/index.js';
import type { AppArchive } from './app-archive.js';
import { appEntriesOf, type AppEntry } from './app-entry.js';
import type { DiagnosticList } from './bulkhead.js';
import { findBundledCode, type BundledCode } from './bundled-code.js';
import { dexEntriesOf, type DexEntry } from './dex-entry.js';
import { layoutViews, type LayoutView } from './layout-view.js';
import { LIMITS } from './limits.js';
import { readAppManifest } from './app-manifest.js';
import { openTables, type AppResources } from './app-resources.js';
import { dexLoadOrder } from './load-order.js';
import { missingSplitsOf } from './missing-splits.js';
import { nativeLibrariesOf, type NativeLibrary } from './native-library.js';
import { SharedBytes } from './shared-bytes.js';
import { readSigning } from './signing/index.js';

export interface ApkIdentity {
  /** Lower-case hex. */
  readonly sha256: string;
  /** Bytes of the base file. */
  readonly size: number;
  readonly splits: readonly { readonly name: string; readonly sha256: string; readonly size: number }[];
}

/**
 * One installed app: base and splits as lazily opened parts, so that nothing above ever learns what a split is. Parts
 * that cannot be read become `unread` diagnostics; only the manifest must be there.
 */
export class Apk {
  /** Merged from base and splits. */
  readonly manifest: ManifestModel;
  readonly #archives: readonly AppArchive[];
  readonly #diagnostics: DiagnosticList;
  readonly #unreadableSplits: readonly string[];
  #resources: AppResources | undefined;
  #identity: ApkIdentity | undefined;
  #bundled: readonly BundledCode[] | undefined;
  #entries: readonly AppEntry[] | undefined;
  #dexEntries: readonly DexEntry[] | undefined;
  readonly #shared = new SharedBytes();
  readonly #xml = new Map<string, XmlElement | undefined>();

  /**
   * Use `openApk`. The manifest is read at once: everyone needs it, and so its errors are errors of opening.
   *
   * @param archives - the base first
   */
  constructor(archives: readonly AppArchive[], diagnostics: DiagnosticList, unreadableSplits: readonly string[]) {
    this.#archives = archives;
    this.#diagnostics = diagnostics;
    this.#unreadableSplits = unreadableSplits;
    this.manifest = readAppManifest(archives, this.resources, (path) => this.xml(path));
  }

  /** Name of the base file. */
  get name(): string {
    return this.#archives[0]!.name;
  }

  /** Resource tables of base and splits as one. Empty where none could be read. */
  get resources(): Resources {
    return this.#tables().resources;
  }

  /** False when a table is there and could not be read: names, labels and strings are then unknown. */
  get resourcesComplete(): boolean {
    return this.#tables().complete;
  }

  /**
   * Types of split the base asks for and no given file supplies, file names of splits that could not be read, and `base`
   * when only a split was given. Empty: the app is whole.
   */
  get missingSplits(): readonly string[] {
    return [...missingSplitsOf(this.manifest, this.#archives.length - 1), ...this.#unreadableSplits];
  }

  /** `classes*.dex` of base and splits in load order. Empty for apps without code, which is no error (z37, z38). */
  dexEntries(): readonly DexEntry[] {
    return (this.#dexEntries ??= dexEntriesOf(this.#archives, this.#diagnostics, this.#shared));
  }

  nativeLibraries(): NativeLibrary[] {
    return nativeLibrariesOf(this.entries());
  }

  /** Files below assets/. */
  assets(): AppEntry[] {
    return this.entries().filter((entry) => entry.path.startsWith('assets/'));
  }

  /** Every file of every archive, base first. */
  entries(): readonly AppEntry[] {
    return (this.#entries ??= appEntriesOf(this.#archives));
  }

  /** Dex files and archives with dex files that only code can load. Looked for once. */
  bundledCode(): readonly BundledCode[] {
    this.#bundled ??= findBundledCode(this.#archives, this.#diagnostics);
    return this.#bundled;
  }

  /** A binary XML file such as `res/layout/main.xml`, from the first archive that has it; undefined when none can be read. */
  xml(path: string): XmlElement | undefined {
    if (!this.#xml.has(path)) this.#xml.set(path, this.#readXml(path));
    return this.#xml.get(path);
  }

  /** Views of a layout in document order, texts resolved; empty when it cannot be read. @throws LimitError */
  layoutViews(path: string): LayoutView[] {
    const root = this.xml(path);
    return root === undefined ? [] : layoutViews(root, this.resources);
  }

  /**
   * How the base is signed; with `verify`, whether the signatures hold. Android takes splits only from the base's
   * signer, so a split with other certificates is told as an anomaly.
   */
  signing(options: { readonly verify: boolean }): SigningFacts {
    const { minSdk, targetSdk } = this.manifest;
    const [base, ...splits] = this.#archives;
    const { facts, diagnostics } = readSigning(
      this.#shared.forSigning(base!.archive, dexLoadOrder(base!.archive.entries.keys())),
      {
        minSdk,
        targetSdk,
        verify: options.verify,
      },
    );
    this.#diagnostics.add(...diagnostics);
    const signers = signersOf(facts);
    for (const { name, archive } of splits) {
      if (signersOf(readSigning(archive, { minSdk, targetSdk, verify: false }).facts) === signers) continue;
      const message = 'the split is not signed with the certificates of the base; Android refuses such a set';
      this.#diagnostics.add({ code: 'split-signer-differs', level: 'anomaly', stage: 'parse', where: name, message });
    }
    return facts;
  }

  /** Hashes are computed when first asked for: they cost 1 ms a MB. */
  get identity(): ApkIdentity {
    this.#identity ??= {
      sha256: sha256Of(this.#archives[0]!.archive.source),
      size: this.#archives[0]!.archive.source.size,
      splits: this.#archives.slice(1).map(({ name, archive }) => ({
        name,
        sha256: sha256Of(archive.source),
        size: archive.source.size,
      })),
    };
    return this.#identity;
  }

  /** What was odd or unread so far: archives, manifests, tables and everything opened until now. Sorted, each told once. */
  get diagnostics(): Diagnostic[] {
    const tables = this.#resources?.resources.tables ?? [];
    return this.#diagnostics.list([...this.#archives.map(({ archive }) => archive), ...tables]);
  }

  close(): void {
    for (const { archive } of this.#archives) archive.close();
  }

  #tables(): AppResources {
    this.#resources ??= openTables(this.#archives, this.#diagnostics, this.#shared);
    return this.#resources;
  }

  #readXml(path: string): XmlElement | undefined {
    const holder = this.#archives.find(({ archive }) => archive.entries.has(path));
    const entry = holder?.archive.entries.get(path);
    if (holder === undefined || entry === undefined) return undefined;
    const where = holder.prefix + path;
    return this.#diagnostics.guard({ code: 'xml-unreadable', where }, () => {
      const { root, diagnostics } = parseBinaryXml(
        entry.bytes({ unknownMethod: 'stored', limit: LIMITS.xmlBytes }),
        where,
      );
      this.#diagnostics.add(...diagnostics);
      return root;
    });
  }
}

/** The certificates of a file as one text to compare. */
function signersOf({ certificates }: SigningFacts): string {
  return certificates.map(({ sha256 }) => sha256).join(' ');
}
