import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';

/** Packages of the platform: never defined by an app, so an edge to them leads nowhere. */
const PLATFORM = [
  'java',
  'javax',
  'dalvik',
  'libcore',
  'sun',
  'org.json',
  'org.xmlpull',
  'org.w3c.dom',
  'org.xml.sax',
  'android',
];

/** Below `android`, but brought by apps. */
const BUNDLED = ['android.support', 'android.arch'];

/** A type that is no class an app may define. */
export const NO_EDGE = 0x7fff_ffff;

const UNKNOWN = 0x7fff_fffe;

const below = (packages: readonly string[], descriptor: string): boolean =>
  packages.some((name) => descriptor.startsWith(`L${name.replaceAll('.', '/')}/`));

const isPlatform = (descriptor: string): boolean => below(PLATFORM, descriptor) && !below(BUNDLED, descriptor);

/** Per type id: {@link NO_EDGE} for classes of the platform, by ranges of the sorted table, nothing decoded. */
function platformEdges(dex: DexFile): Int32Array {
  const edges = new Int32Array(dex.counts.types).fill(UNKNOWN);
  for (const [packages, edge] of [
    [PLATFORM, NO_EDGE],
    [BUNDLED, UNKNOWN],
  ] as const) {
    for (const name of packages) {
      const { start, end } = dex.typesUnder(name);
      edges.fill(edge, start, end);
    }
  }
  return edges;
}

const byName = (descriptor: string, graph: ClassGraph): number =>
  descriptor.startsWith('L') ? (graph.idOf(descriptor) ?? graph.external(descriptor)) : NO_EDGE;

/**
 * Type ids of a dex as references of the graph, arrays as their elements. A pass of its own over all types, so that
 * nothing but numbers is left for the pass over all edges.
 *
 * @param ids graph ids by class_def index
 */
export function typeReferences(dex: DexFile, graph: ClassGraph, ids: Int32Array): Int32Array {
  const known = platformEdges(dex);
  for (let type = 0; type < known.length; type++) {
    if (known[type] !== UNKNOWN) continue;
    const index = dex.classOf(type);
    known[type] = index >= 0 && ids[index]! >= 0 ? ids[index]! : byDescriptor(dex, graph, type, known);
  }
  return known;
}

/** Arrays (`[`) sort after classes (`L`): their elements are known already. */
function byDescriptor(dex: DexFile, graph: ClassGraph, type: number, known: Int32Array): number {
  const descriptor = dex.type(type);
  if (!descriptor.startsWith('[')) return byName(descriptor, graph);
  const element = descriptor.replace(/^\[+/u, '');
  const id = dex.findType(element);
  if (id >= 0 && known[id] !== UNKNOWN) return known[id]!;
  return isPlatform(element) ? NO_EDGE : byName(element, graph);
}
