import type { Coverage, PackerRecord } from '../model/index.js';
import { packers } from '../data/index.js';
import { descriptorOf, dotted } from './app-facts.js';
import type { ProviderContext } from './provider.js';
import { declaredClasses } from './root-classes.js';

/** Names of one app to look globs up in: exact ones by hash, the others one after another. */
class Names {
  private readonly list: readonly string[];

  private readonly set: ReadonlySet<string>;

  constructor(list: readonly string[]) {
    this.list = list;
    this.set = new Set(list);
  }

  /** The first name that matches; `*` stands for anything. No regular expression from data. */
  find(glob: string): string | undefined {
    const parts = glob.split('*');
    if (parts.length === 1) return this.set.has(glob) ? glob : undefined;
    return this.list.find((name) => matchesParts(name, parts));
  }
}

function matchesParts(name: string, parts: readonly string[]): boolean {
  const [first = ''] = parts;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return name.length - last.length >= at && name.endsWith(last);
}

/** A class name, or a prefix that ends in a dot. */
function seesClass(wanted: string, { facts }: ProviderContext, declared: readonly string[]): string | undefined {
  if (!wanted.endsWith('.')) {
    const there = facts.code.graph.idOf(descriptorOf(wanted)) !== undefined || declared.includes(wanted);
    return there ? wanted : undefined;
  }
  const inManifest = declared.find((name) => name.startsWith(wanted));
  if (inManifest !== undefined) return inManifest;
  const { graph } = facts.code;
  const path = `L${wanted.replaceAll('.', '/')}`;
  if (!facts.packages.has(path)) return undefined;
  for (let id = 0; id < graph.size; id++) {
    const name = graph.nameOf(id);
    if (name.startsWith(path)) return dotted(name);
  }
  return undefined;
}

function evidenceFor(
  record: PackerRecord,
  context: ProviderContext,
  libraries: Names,
  entries: Names,
  declared: readonly string[],
): string[] {
  const found = new Set<string>();
  for (const glob of record.libraries) {
    const name = libraries.find(glob);
    if (name !== undefined) found.add(name);
  }
  for (const glob of record.files) {
    const name = entries.find(glob);
    if (name !== undefined) found.add(name);
  }
  for (const wanted of record.classes) {
    const name = seesClass(wanted, context, declared);
    if (name !== undefined) found.add(name);
  }
  return [...found].sort();
}

/** Packers (加固) the app was hardened with, each with what gave it away. */
export function findPackers(context: ProviderContext): Coverage['packer'] {
  const entries = context.apk.entries().map((entry) => entry.path);
  const files = entries.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const libraries = new Names([...new Set(files.filter((name) => name.endsWith('.so')))]);
  const paths = new Names(entries);
  const declared = declaredClasses(context.apk.manifest);
  return packers().flatMap((record) => {
    const matchedBy = evidenceFor(record, context, libraries, paths, declared);
    return matchedBy.length > 0 ? [{ id: record.id, name: record.name, matchedBy }] : [];
  });
}
