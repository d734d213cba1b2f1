import type { CallSite, EncodedValue, MethodHandleKind } from '../../format/dex/index.js';
import { PrivscanError } from '../../model/errors.js';
import type { LinkedDex, Tables } from './link.js';

/** `methodDex` of a method that stands for an invoke-custom lambda. */
export const SYNTHETIC = -2;

/**
 * The class the runtime spins for a call site of LambdaMetafactory, made a class of ours: so that a lambda given to
 * `setOnClickListener` is a listener and nothing else, whether D8 turned it into a class or not.
 */
export interface Lambda {
  readonly type: number;
  /** Its one method, which calls {@link implementation}. */
  readonly method: number;
  readonly interfaceType: number;
  readonly implementation: number;
  readonly kind: MethodHandleKind;
}

/** What the call sites of one dex come to, by call site id. */
export interface LinkedCallSite {
  readonly lambda: Lambda | undefined;
  /** For other bootstraps: the methods it names, of which any may be called when it links. */
  readonly handles: readonly { readonly method: number; readonly kind: MethodHandleKind }[];
}

const METAFACTORY = 'Ljava/lang/invoke/LambdaMetafactory;->';

/** Links every call site of a dex. Bad ones call nothing: ART throws when it comes to them. */
export function linkCallSites(tables: Tables, linked: LinkedDex, dexIndex: number): LinkedCallSite[] {
  return Array.from({ length: linked.dex.callSiteCount }, (_, id) => {
    try {
      return linkCallSite(tables, linked, dexIndex, id);
    } catch (error) {
      if (error instanceof PrivscanError) return { lambda: undefined, handles: [] };
      throw error;
    }
  });
}

function linkCallSite(tables: Tables, linked: LinkedDex, dexIndex: number, id: number): LinkedCallSite {
  const { dex, methods } = linked;
  const site = dex.callSite(id);
  const bootstrap = dex.methodHandle(site.bootstrap);
  if (bootstrap.kind.startsWith('invoke') && dex.methodDescriptor(bootstrap.id).startsWith(METAFACTORY)) {
    const lambda = linkLambda(tables, linked, site, `Linvoke-custom/${dexIndex}/${id};`);
    if (lambda) return { lambda, handles: [] };
  }
  const handles = [{ kind: 'methodHandle', id: site.bootstrap } as const, ...site.values].flatMap((value) => {
    if (value.kind !== 'methodHandle') return [];
    const handle = dex.methodHandle(value.id);
    return handle.kind.startsWith('invoke') ? [{ method: methods[handle.id]!, kind: handle.kind }] : [];
  });
  return { lambda: undefined, handles };
}

function linkLambda(tables: Tables, linked: LinkedDex, site: CallSite, name: string): Lambda | undefined {
  const { dex, types, methods } = linked;
  const [erased, implementation] = site.values as (EncodedValue | undefined)[];
  if (erased?.kind !== 'proto' || implementation?.kind !== 'methodHandle') return undefined;
  const handle = dex.methodHandle(implementation.id);
  if (!handle.kind.startsWith('invoke')) return undefined;
  const proto = [dex.protoReturn(erased.id), ...dex.protoParameters(erased.id)].map((type) => types[type]!);
  const signature = tables.signatures.add(tables.pool.intern(dex, site.name), tables.protos.add(proto));
  const type = tables.typeNamed(name);
  const method = tables.methods.add(type, signature);
  tables.methodDex.set(method, SYNTHETIC);
  return {
    type,
    method,
    interfaceType: types[dex.protoReturn(site.proto)]!,
    implementation: methods[handle.id]!,
    kind: handle.kind,
  };
}
