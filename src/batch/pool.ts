import { Worker } from 'node:worker_threads';
import type { ScanRequest, ScanResult } from '../model/index.js';
import { unreadableResult } from '../composition.js';
import type { WorkerJob, WorkerReply } from './worker.js';

export interface PoolOptions {
  readonly workers: number;
  /** Seconds an app may take; 0: no limit. The thread is killed: a deadline cannot interrupt synchronous work. */
  readonly timeoutSeconds: number;
  /** Module that calls `runWorker()`. */
  readonly workerEntry: string | URL;
  readonly timing: boolean;
  readonly signal?: AbortSignal;
  readonly onResult?: (result: ScanResult, done: number, total: number) => void;
}

export interface PoolOutcome {
  /** In the order of the requests. */
  readonly results: readonly ScanResult[];
  /** Text of defects of privscan itself, by input. */
  readonly defects: readonly { readonly input: string; readonly defect: string }[];
}

/** Heap of a worker in MiB; buffers are bounded by the readers' own budgets. */
const WORKER_HEAP_MIB = 2048;

const nameOf = (request: ScanRequest): string => request.target.displayName ?? request.target.path;

/** One thread with one job at a time; replaced when it dies. */
class Lane {
  private worker: Worker | undefined;

  private readonly options: PoolOptions;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Settles always: with the reply, or with why there is none. */
  run(job: WorkerJob): Promise<WorkerReply | { readonly id: number; readonly lost: string }> {
    const worker = (this.worker ??= new Worker(this.options.workerEntry, {
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB },
    }));
    return new Promise((resolve) => {
      const { timeoutSeconds } = this.options;
      const settle = (reply: WorkerReply | { id: number; lost: string }): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        if ('lost' in reply) this.drop();
        resolve(reply);
      };
      const timer =
        timeoutSeconds > 0
          ? setTimeout(() => settle({ id: job.id, lost: `timeout: not finished after ${timeoutSeconds} s` }), timeoutSeconds * 1000)
          : undefined;
      worker.on('message', (reply: WorkerReply) => settle(reply));
      worker.on('error', (error: Error & { code?: string }) => {
        const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        settle(memory ? { id: job.id, lost: `out of memory: more than ${WORKER_HEAP_MIB} MiB of heap` } : { id: job.id, defect: error.stack ?? error.message });
        this.drop();
      });
      worker.on('exit', (code) => settle({ id: job.id, lost: `the scan thread ended with code ${code}` }));
      worker.postMessage(job);
    });
  }

  drop(): void {
    const { worker } = this;
    this.worker = undefined;
    worker?.removeAllListeners();
    worker?.on('error', () => undefined);
    void worker?.terminate();
  }
}

/**
 * Scans many apps in worker threads; one app's crash, time-out or memory never loses another's result. Results come
 * back in the order of the requests.
 */
export async function scanMany(requests: readonly ScanRequest[], options: PoolOptions): Promise<PoolOutcome> {
  const results: ScanResult[] = [];
  const defects: { input: string; defect: string }[] = [];
  let next = 0;
  let done = 0;
  const drain = async (): Promise<void> => {
    const lane = new Lane(options);
    for (;;) {
      const id = next++;
      const request = requests[id];
      if (request === undefined || options.signal?.aborted === true) break;
      const reply = await lane.run({ id, request, timing: options.timing });
      if ('result' in reply) results[id] = reply.result;
      else if ('lost' in reply) results[id] = unreadableResult(nameOf(request), reply.lost);
      else {
        defects.push({ input: nameOf(request), defect: reply.defect });
        results[id] = unreadableResult(nameOf(request), 'internal error of privscan');
      }
      options.onResult?.(results[id], ++done, requests.length);
    }
    lane.drop();
  };
  const lanes = Math.max(1, Math.min(options.workers, requests.length));
  await Promise.all(Array.from({ length: lanes }, drain));
  return { results, defects };
}
