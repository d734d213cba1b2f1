import type { Coverage, PackerRecord } from '../model/index.js';
import { packers } from '../data/index.js';
import { descriptorOf, dotted } from './app-facts.js';
import type { ProviderContext } from './provider.js';
import { declaredClasses } from './root-classes.js';

/** `*` matches within a segment; no regular expression from data. */
function matchesGlob(name: string, glob: string): boolean {
  const parts = glob.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return name === glob;
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
  for (let id = 0; id < graph.size; id++) {
    const name = dotted(graph.nameOf(id));
    if (name.startsWith(wanted)) return name;
  }
  return undefined;
}

function evidenceFor(record: PackerRecord, context: ProviderContext, libraries: readonly string[], entries: readonly string[], declared: readonly string[]): string[] {
  const found = new Set<string>();
  for (const glob of record.libraries) {
    const name = libraries.find((one) => matchesGlob(one, glob));
    if (name !== undefined) found.add(name);
  }
  for (const glob of record.files) {
    const name = entries.find((one) => matchesGlob(one, glob));
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
  const entries = [...context.apk.entries()].map((entry) => entry.path);
  const files = entries.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const libraries = [...new Set(files.filter((name) => name.endsWith('.so')))];
  const declared = declaredClasses(context.apk.manifest);
  return packers().flatMap((record) => {
    const matchedBy = evidenceFor(record, context, libraries, entries, declared);
    return matchedBy.length > 0 ? [{ id: record.id, name: record.name, matchedBy }] : [];
  });
}
