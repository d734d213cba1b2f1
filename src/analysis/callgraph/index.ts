export {
  CallGraph,
  type CallGraphOptions,
  type CallPath,
  type CallRef,
  type CallSitePlace,
  type CallStep,
} from './call-graph.js';
export type { Constant, Constants, ConstantValue } from './constants.js';
export { IMPLICIT_CALLS } from './implicit-calls.js';
export type { ImplicitCallRow, Trigger } from './implicit-row.js';
export type { Reachability, ReachOptions } from './reachability.js';
