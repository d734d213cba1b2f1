export {
  CallGraph,
  type CallGraphOptions,
  type CallPath,
  type CallRef,
  type CallSitePlace,
  type CallStep,
} from './call-graph.js';
export type { Constant, Constants, ConstantValue } from './constants.js';
export { CLASS_INIT_ROW, IMPLICIT_CALLS, LAMBDA_ROW } from './implicit-calls.js';
export type { ImplicitCallRow, Trigger } from './implicit-row.js';
export { ACTIVITY_START, SERVICE_START } from './implicit-system.js';
export type { Reachability, ReachOptions } from './reachability.js';
