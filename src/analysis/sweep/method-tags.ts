import type { DexFile } from '../../format/dex/index.js';
import type { ClassGraph } from '../class-graph.js';
import type { MethodNeedle, Needles } from '../needles.js';
import type { DexTags, MethodTarget } from './tags.js';

type ByProto = ReadonlyMap<string, readonly MethodNeedle[]>;

/** Needles by the id their method's name has in this dex: `lists[places[id] - 1]`, where the place is not 0. */
function byNameId(dex: DexFile, needles: Needles): { places: Uint16Array; lists: ByProto[] } {
  const places = new Uint16Array(dex.counts.strings);
  const lists: ByProto[] = [];
  for (const [name, byProto] of needles.methods) {
    const id = dex.findString(name);
    if (id >= 0) places[id] = lists.push(byProto);
  }
  return { places, lists };
}

/** Ids of the methods whose name and signature some needle has, ascending, each with what it may mean. */
function candidates(dex: DexFile, needles: Needles): Map<number, MethodTarget> {
  const found = new Map<number, MethodTarget>();
  const { places, lists } = byNameId(dex, needles);
  /** Descriptors by proto id: names like `<init>` are shared by thousands of methods, prototypes by far fewer. */
  const protos = new Array<string | undefined>(dex.counts.protos);
  const look = (id: number, name: number): void => {
    const proto = dex.methodProto(id);
    const descriptor = (protos[proto] ??= dex.protoDescriptor(proto));
    const list = lists[places[name]! - 1]!.get(descriptor);
    if (list === undefined) return;
    const className = dex.type(dex.methodClass(id));
    found.set(id, { className, signature: dex.string(name) + descriptor, needles: list });
  };
  for (let id = 0; id < dex.counts.methods; id++) {
    const name = dex.methodNameId(id);
    if (places[name] !== 0) look(id, name);
  }
  return found;
}

/**
 * Whether the reference may still turn out to mean a needle once every dex is read. Not when the climb from the named
 * class meets an app class that has the method itself, or ends in a class of `java.*` that is no needle's: those come
 * from the system only. Most code that merely shares a method name with a needle (`getName`, `get`) ends here.
 */
function mayResolve({ className, signature, needles }: MethodTarget, graph: ClassGraph): boolean {
  let last = className;
  for (const name of graph.ancestors(className)) {
    if (needles.some((needle) => needle.bundled && needle.className === name)) return true;
    if (graph.overrides.has(`${name}->${signature}`)) return false;
    last = name;
  }
  return !last.startsWith('Ljava/') || needles.some((needle) => needle.className === last);
}

/**
 * Tags the method references the walk must stop at, and tells the graph which methods of this dex stop a climb. The
 * classes of the dex must be in the graph.
 */
export function tagMethods(
  dex: DexFile,
  needles: Needles,
  graph: ClassGraph,
): Pick<DexTags, 'methods' | 'methodTargets' | 'definitions'> {
  const methods = new Int32Array(dex.counts.methods);
  const methodTargets: MethodTarget[] = [];
  const definitions = new Map<number, MethodTarget>();
  const found = candidates(dex, needles);
  for (const [id, target] of found) {
    if (!dex.definesMethod(id)) continue;
    graph.overrides.add(`${target.className}->${target.signature}`);
    if (target.needles.some(({ api }) => api?.override === true)) definitions.set(id, target);
  }
  for (const [id, target] of found) {
    if (!mayResolve(target, graph)) continue;
    methodTargets.push(target);
    methods[id] = methodTargets.length;
  }
  return { methods, methodTargets, definitions };
}
