import type { Program } from '../program/index.js';
import { EdgeKind, edgeId, edgeKind, type EdgeTable } from './edges.js';

/** The edge lists turned round: which methods call a reference, and which references share a signature. */
export class CallerIndex {
  private readonly starts: Int32Array;
  private readonly callers: Int32Array;
  private readonly signatureStarts: Int32Array;
  private readonly references: Int32Array;

  constructor(program: Program, { pool, starts: from, ends }: EdgeTable) {
    const methods = program.methodCount;
    this.starts = new Int32Array(methods + 1);
    let total = 0;
    for (let method = 0; method < from.length; method++) {
      for (let i = from[method]!; i < ends[method]!; i++) {
        const edge = pool.at(i);
        if (edgeKind(edge) === EdgeKind.allocation) continue;
        this.starts[edgeId(edge) + 1]!++;
        total++;
      }
    }
    for (let ref = 0; ref < methods; ref++) this.starts[ref + 1]! += this.starts[ref]!;
    this.callers = new Int32Array(total);
    const fill = this.starts.slice(0, methods);
    for (let method = 0; method < from.length; method++) {
      for (let i = from[method]!; i < ends[method]!; i++) {
        const edge = pool.at(i);
        // The kind goes with the caller, so that a class-init edge is not taken for a call.
        if (edgeKind(edge) !== EdgeKind.allocation) this.callers[fill[edgeId(edge)]!++] = method * 4 + edgeKind(edge);
      }
    }
    let signatures = 0;
    for (let ref = 0; ref < methods; ref++) signatures = Math.max(signatures, program.methodSignature(ref) + 1);
    this.signatureStarts = new Int32Array(signatures + 1);
    for (let ref = 0; ref < methods; ref++) this.signatureStarts[program.methodSignature(ref) + 1]!++;
    for (let id = 0; id < signatures; id++) this.signatureStarts[id + 1]! += this.signatureStarts[id]!;
    this.references = new Int32Array(methods);
    const next = this.signatureStarts.slice(0, signatures);
    for (let ref = 0; ref < methods; ref++) this.references[next[program.methodSignature(ref)]!++] = ref;
  }

  /** `method * 4 + EdgeKind` of those whose code names the reference. */
  of(ref: number): Int32Array {
    return ref + 1 < this.starts.length ? this.callers.subarray(this.starts[ref], this.starts[ref + 1]) : NONE;
  }

  /** References with the signature, whatever their class. */
  withSignature(signature: number): Int32Array {
    const { signatureStarts } = this;
    return signature + 1 < signatureStarts.length
      ? this.references.subarray(signatureStarts[signature], signatureStarts[signature + 1])
      : NONE;
  }
}

const NONE = new Int32Array(0);
