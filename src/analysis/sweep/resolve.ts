import type { ApiRecord } from '../../model/index.js';
import type { ClassGraph } from '../class-graph.js';
import type { ApiUse, SpecialUse, TextUse } from '../code-facts.js';
import type { MethodNeedle } from '../needles.js';
import type { RawHit } from './raw-hits.js';
import type { MethodTarget } from './tags.js';

/** What the hits of all dex files come to. */
export interface ResolvedHits {
  readonly apis: ApiUse[];
  readonly specials: SpecialUse[];
  readonly urls: TextUse[];
  readonly policyTexts: TextUse[];
  readonly uiTexts: TextUse[];
  readonly secretTexts: TextUse[];
}

type MethodHit = NonNullable<RawHit['method']>;

/**
 * The needle a reference means: its class itself, or the framework class found by climbing from the named app class. The
 * climb stops at an app class that defines the method itself: there the app's own method is what runs.
 */
function resolveMethod({ className, signature, needles }: MethodHit, graph: ClassGraph): MethodNeedle | undefined {
  for (const name of graph.ancestors(className)) {
    const needle = needles.find((one) => one.className === name);
    if (needle !== undefined && (needle.bundled || graph.idOf(name) === undefined)) return needle;
    if (graph.overrides.has(`${name}->${signature}`)) return undefined;
  }
  return undefined;
}

type Decision = Pick<ApiUse, 'constant' | 'constantNearby' | 'dataTypes'> | undefined;

/** What an API reads with the integer it is called with. */
function decideInteger({ byConstant = {} }: ApiRecord, { integers }: MethodHit): Decision {
  const decisive = integers.find((value) => value !== undefined && Object.hasOwn(byConstant, value));
  const dataTypes = decisive === undefined ? undefined : byConstant[decisive];
  return dataTypes === undefined ? {} : { constant: String(decisive), dataTypes };
}

/** Whether a call that is sensitive only with a certain constant has it. */
function decideConstant(api: ApiRecord, hit: MethodHit): Decision {
  const wanted = api.when?.string;
  if (wanted === undefined) return decideInteger(api, hit);
  const constants = hit.arguments.filter((text) => text !== undefined);
  if (constants.includes(wanted)) return { constant: wanted };
  // Another constant stands where the key would: the call reads something else.
  if (constants.length > 0) return undefined;
  return hit.strings.has(wanted) ? { constant: wanted, constantNearby: true } : undefined;
}

function addMethod(hit: RawHit & { method: MethodHit }, graph: ClassGraph, into: ResolvedHits): void {
  const needle = resolveMethod(hit.method, graph);
  if (needle === undefined) return;
  const { site, method } = hit;
  if (needle.special !== undefined) {
    const callee = `${needle.className}->${needle.signature}`;
    into.specials.push({ kind: needle.special, callee, site, arguments: method.arguments });
  }
  if (needle.api === undefined) return;
  const decision = decideConstant(needle.api, method);
  if (decision === undefined) return;
  const through = method.className === needle.className ? {} : { through: `${method.className}->${method.signature}` };
  into.apis.push({ api: needle.api, site, ...through, ...decision });
}

/** A callback of the framework that an app class overrides: the system calls it with the data. */
function addDefinition({ site }: RawHit, definition: MethodTarget, graph: ClassGraph, into: ResolvedHits): void {
  const { className, signature, needles } = definition;
  for (const name of graph.ancestors(className)) {
    const api = needles.find((needle) => needle.className === name)?.api;
    if (name === className || api?.override !== true || graph.idOf(name) !== undefined) continue;
    into.apis.push({ api, site, through: `${className}->${signature}` });
    return;
  }
}

/** Resolves raw hits once the classes of every dex are known. */
export function resolveHits(hits: readonly RawHit[], graph: ClassGraph): ResolvedHits {
  const into: ResolvedHits = { apis: [], specials: [], urls: [], policyTexts: [], uiTexts: [], secretTexts: [] };
  for (const hit of hits) {
    const { site, method, field, string, definition } = hit;
    if (method !== undefined) addMethod({ ...hit, method }, graph, into);
    else if (definition !== undefined) addDefinition(hit, definition, graph, into);
    else if (field !== undefined) into.apis.push({ api: field.api, site });
    else if (string?.kind === 'needle') into.apis.push({ api: string.needle.api, site, constant: string.text });
    else if (string?.kind === 'url') into.urls.push({ text: string.text, site });
    else if (string?.kind === 'policy') into.policyTexts.push({ text: string.text, site });
    else if (string?.kind === 'ui') into.uiTexts.push({ text: string.text, site });
    else if (string?.kind === 'secret') into.secretTexts.push({ text: string.text, site });
  }
  return into;
}
