import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';
import { IntList } from '../int-list.js';
import { NO_EDGE, typeReferences } from './type-references.js';
import type { DexWalk } from './walk.js';

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

/** Types a class refers to outside its code. */
function* declaredTypes(dex: DexFile, index: number): Generator<number> {
  if (dex.superType(index) >= 0) yield dex.superType(index);
  yield* dex.interfaces(index);
}

/** References of every class: what its code names, its superclass and interfaces. */
export function linkClasses(dex: DexFile, graph: ClassGraph, ids: Int32Array, walk: DexWalk): void {
  const known = typeReferences(dex, graph, ids);
  /** 1 + position in the walk's list, by type id. */
  const inCode = new Int32Array(dex.counts.types);
  for (let k = 0; k < walk.classTypes.length; k++) inCode[walk.classTypes.at(k)] = k + 1;
  const edges = new IntList();
  const starts = new Int32Array(ids.length + 1);
  for (let index = 0; index < ids.length; index++) {
    starts[index] = edges.length;
    const id = ids[index]!;
    if (id < 0) continue;
    const k = inCode[dex.classType(index)]! - 1;
    if (k >= 0) addCode(edges, walk, k, known, id);
    for (const type of declaredTypes(dex, index)) if (isEdge(known[type]!, id)) edges.push(known[type]!);
  }
  starts[ids.length] = edges.length;
  const list = edges.toArray();
  ids.forEach((id, index) => {
    if (id >= 0) graph.refer(id, list, starts[index]!, starts[index + 1]!);
  });
}

const isEdge = (target: number, id: number): boolean => target !== NO_EDGE && target !== id;

function addCode(edges: IntList, walk: DexWalk, k: number, known: Int32Array, id: number): void {
  const end = walk.referenceStarts.at(k + 1);
  for (let at = walk.referenceStarts.at(k); at < end; at++) {
    const target = known[walk.references.at(at)]!;
    if (isEdge(target, id)) edges.push(target);
  }
}
