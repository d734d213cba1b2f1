import type { ApiCall, Evidence } from '../model/index.js';

/** Calls of one API in one method: one finding, with a piece of evidence a call. */
export interface CallGroup {
  readonly call: ApiCall;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** SDK whose code calls, if any. */
  readonly sdk?: string;
}

/**
 * One group per calling method, API and confidence, in the order of the calls. Calls in library code are left out: the
 * library reads for whoever uses it, and its users' calls are what counts.
 */
export function groupCalls(calls: readonly ApiCall[]): CallGroup[] {
  const groups = new Map<string, [ApiCall, ...ApiCall[]]>();
  for (const call of calls) {
    if (call.site.owner.kind === 'library') continue;
    const key = JSON.stringify([call.api, call.site.method, call.confidence]);
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  return [...groups.values()].map(([call, ...others]) => ({
    call,
    evidence: [call.evidence, ...others.map((other) => other.evidence)],
    ...(call.site.owner.kind === 'sdk' ? { sdk: call.site.owner.id } : {}),
  }));
}
