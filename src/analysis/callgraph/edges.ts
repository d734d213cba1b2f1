import type { IntList } from '../int-list.js';

/** What an entry of a method's edge list says; the rest of the number is an id. */
export const EdgeKind = {
  /** invoke-static, -direct, -super, or a call whose receiver is known: id of the method named. */
  exact: 0,
  /** invoke-virtual or -interface: id of the method named. */
  virtual: 1,
  /** A class is initialised: id of its `<clinit>`, or of the nearest above it. */
  classInit: 2,
  /** An object is made, or a class literal loaded: id of the type. */
  allocation: 3,
} as const;

export const edgeOf = (id: number, kind: number): number => id * 4 + kind;
export const edgeKind = (edge: number): number => edge & 3;
export const edgeId = (edge: number): number => edge >>> 2;

/** Edge lists by method: a pool and where each method's part of it is. */
export interface EdgeTable {
  readonly pool: IntList;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
