import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';
import { IntList } from '../int-list.js';
import type { DexTags } from './tags.js';
import type { DexWalk } from './walk.js';

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

const NO_EDGE = 0x7fff_ffff;
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

/** Type ids of this dex as references of the graph; each type is looked up once. */
function referenceOf(dex: DexFile, graph: ClassGraph, ids: Int32Array): (type: number) => number {
  const known = platformEdges(dex);
  const decide = (type: number): number => {
    const index = dex.classOf(type);
    if (index >= 0 && ids[index]! >= 0) return ids[index]!;
    const descriptor = dex.type(type);
    if (descriptor.startsWith('[')) {
      const element = descriptor.replace(/^\[+/u, '');
      const id = dex.findType(element);
      if (id >= 0) return of(id);
      return isPlatform(element) ? NO_EDGE : byName(element);
    }
    return byName(descriptor);
  };
  const byName = (descriptor: string): number =>
    descriptor.startsWith('L') ? (graph.idOf(descriptor) ?? graph.external(descriptor)) : NO_EDGE;
  const of = (type: number): number => {
    let reference = known[type]!;
    if (reference === UNKNOWN) known[type] = reference = decide(type);
    return reference;
  };
  return of;
}

/** Class definitions of a dex enter the graph: first definition wins; returns graph ids by class_def index. */
export function defineClasses(dex: DexFile, graph: ClassGraph): Int32Array {
  const ids = new Int32Array(dex.counts.classes).fill(-1);
  for (let index = 0; index < ids.length; index++) {
    const superType = dex.superType(index);
    const id = graph.define(dex.type(dex.classType(index)), superType < 0 ? undefined : dex.type(superType));
    if (id !== undefined) ids[index] = id;
  }
  return ids;
}

/** References of every class: what its code names, its superclass, interfaces and field types. */
export function linkClasses(dex: DexFile, graph: ClassGraph, ids: Int32Array, walk: DexWalk, tags: DexTags): void {
  const reference = referenceOf(dex, graph, ids);
  /** 1 + position in the walk's list, by type id. */
  const inCode = new Int32Array(dex.counts.types);
  for (let k = 0; k < walk.classTypes.length; k++) inCode[walk.classTypes.at(k)] = k + 1;
  const edges = new IntList();
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index]!;
    if (id < 0) continue;
    const type = dex.classType(index);
    edges.clear();
    const add = (to: number): void => {
      const target = reference(to);
      if (target !== NO_EDGE && target !== id) edges.push(target);
    };
    const k = inCode[type]! - 1;
    if (k >= 0) {
      const end = walk.referenceStarts.at(k + 1);
      for (let at = walk.referenceStarts.at(k); at < end; at++) add(walk.references.at(at));
    }
    if (dex.superType(index) >= 0) add(dex.superType(index));
    for (const one of dex.interfaces(index)) add(one);
    graph.refer(id, edges.toArray());
  }
  noteOverrides(dex, graph, tags);
}

/** App methods that share name and signature with a sought method stop the walk up the hierarchy. */
function noteOverrides(dex: DexFile, graph: ClassGraph, { methods, methodTargets }: DexTags): void {
  for (let method = 0; method < methods.length; method++) {
    const tag = methods[method]!;
    if (tag === 0 || !dex.definesMethod(method)) continue;
    const { className, signature } = methodTargets[tag - 1]!;
    graph.overrides.add(`${className}->${signature}`);
  }
}
