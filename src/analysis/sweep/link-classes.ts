import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';
import { IntList } from '../int-list.js';
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

/** Type ids of this dex as references of the graph; each type is looked up once. */
class References {
  private readonly known: Int32Array;

  private readonly dex: DexFile;

  private readonly graph: ClassGraph;

  private readonly ids: Int32Array;

  constructor(dex: DexFile, graph: ClassGraph, ids: Int32Array) {
    this.known = platformEdges(dex);
    this.dex = dex;
    this.graph = graph;
    this.ids = ids;
  }

  of(type: number): number {
    const reference = this.known[type]!;
    return reference === UNKNOWN ? (this.known[type] = this.decide(type)) : reference;
  }

  private decide(type: number): number {
    const index = this.dex.classOf(type);
    if (index >= 0 && this.ids[index]! >= 0) return this.ids[index]!;
    const descriptor = this.dex.type(type);
    if (!descriptor.startsWith('[')) return this.byName(descriptor);
    const element = descriptor.replace(/^\[+/u, '');
    const id = this.dex.findType(element);
    if (id >= 0) return this.of(id);
    return isPlatform(element) ? NO_EDGE : this.byName(element);
  }

  private byName(descriptor: string): number {
    return descriptor.startsWith('L') ? (this.graph.idOf(descriptor) ?? this.graph.external(descriptor)) : NO_EDGE;
  }
}

/** Collects the edges of one class after another. */
class EdgeList {
  private readonly references: References;

  private readonly edges = new IntList();

  private id = -1;

  constructor(references: References) {
    this.references = references;
  }

  start(id: number): void {
    this.id = id;
    this.edges.clear();
  }

  add(type: number): void {
    const target = this.references.of(type);
    if (target !== NO_EDGE && target !== this.id) this.edges.push(target);
  }

  end(): Int32Array {
    return this.edges.toArray();
  }
}

/** References of every class: what its code names, its superclass and interfaces. */
export function linkClasses(dex: DexFile, graph: ClassGraph, ids: Int32Array, walk: DexWalk): void {
  const edges = new EdgeList(new References(dex, graph, ids));
  /** 1 + position in the walk's list, by type id. */
  const inCode = new Int32Array(dex.counts.types);
  for (let k = 0; k < walk.classTypes.length; k++) inCode[walk.classTypes.at(k)] = k + 1;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index]!;
    if (id < 0) continue;
    edges.start(id);
    const k = inCode[dex.classType(index)]! - 1;
    if (k >= 0) addCode(edges, walk, k);
    if (dex.superType(index) >= 0) edges.add(dex.superType(index));
    for (const one of dex.interfaces(index)) edges.add(one);
    graph.refer(id, edges.end());
  }
}

function addCode(edges: EdgeList, { references, referenceStarts }: DexWalk, k: number): void {
  const end = referenceStarts.at(k + 1);
  for (let at = referenceStarts.at(k); at < end; at++) edges.add(references.at(at));
}
