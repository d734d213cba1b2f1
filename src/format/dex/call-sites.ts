import { FormatError } from '../../model/errors.js';
import { readEncodedArray, type EncodedValue } from './encoded-value.js';
import { MapType, type DexLayout } from './layout.js';

/** method_handle_type, by its number. */
const HANDLE_KINDS = [
  'static-put',
  'static-get',
  'instance-put',
  'instance-get',
  'invoke-static',
  'invoke-instance',
  'invoke-constructor',
  'invoke-direct',
  'invoke-interface',
] as const;

export type MethodHandleKind = (typeof HANDLE_KINDS)[number];

/** What a method handle stands for: a field (the first four kinds) or a method. */
export interface MethodHandle {
  readonly kind: MethodHandleKind;
  /** Field id of the put and get kinds, method id of the invoke kinds. */
  readonly id: number;
}

/** What an invoke-custom links to: lambdas, string concatenation, method references. */
export interface CallSite {
  /** Method handle id of the bootstrap method. */
  readonly bootstrap: number;
  /** String id of the name given to the bootstrap method. */
  readonly name: number;
  /** Proto id. */
  readonly proto: number;
  /** Further arguments; a lambda's implementation is a method handle among them. */
  readonly values: readonly EncodedValue[];
}

const FIRST_INVOKE = 4;
/** Bootstrap method, name and type. */
const LINKAGE_VALUES = 3;

/** Checks every method_handle_item and the linkage values of every call_site_item (CheckInterCallSiteIdItem). */
export function verifyHandles(layout: DexLayout): void {
  const handles = layout.section(MapType.methodHandles).count;
  for (let id = 0; id < handles; id++) readMethodHandle(layout, id);
  const callSites = layout.section(MapType.callSiteIds).count;
  for (let id = 0; id < callSites; id++)
    linkage(readEncodedArray(layout, callSiteOffset(layout, id), LINKAGE_VALUES), id);
}

export function readMethodHandle(layout: DexLayout, id: number): MethodHandle {
  const section = layout.section(MapType.methodHandles);
  if (!(id >= 0 && id < section.count)) throw new FormatError('method handle index');
  const at = (section.offset >> 1) + id * 4;
  const type = layout.u16[at]!;
  const kind = HANDLE_KINDS[type];
  const member = layout.u16[at + 2]!;
  const limit = type < FIRST_INVOKE ? layout.fields.count : layout.methods.count;
  if (kind === undefined || member >= limit) throw new FormatError('bad method handle', at << 1);
  return { kind, id: member };
}

export function readCallSite(layout: DexLayout, id: number): CallSite {
  return linkage(readEncodedArray(layout, callSiteOffset(layout, id)), id);
}

function callSiteOffset(layout: DexLayout, id: number): number {
  const section = layout.section(MapType.callSiteIds);
  if (!(id >= 0 && id < section.count)) throw new FormatError('call site index');
  return layout.u32[(section.offset >> 2) + id]!;
}

function linkage(array: readonly EncodedValue[], id: number): CallSite {
  const [bootstrap, name, proto, ...values] = array;
  if (bootstrap?.kind !== 'methodHandle' || name?.kind !== 'string' || proto?.kind !== 'proto') {
    throw new FormatError(`bad call site ${id}`);
  }
  return { bootstrap: bootstrap.id, name: name.id, proto: proto.id, values };
}
