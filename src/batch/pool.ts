import { Worker } from 'node:worker_threads';
import type { ScanRequest, ScanResult } from '../model/index.js';
import { unreadableResult } from '../composition.js';
import { WORKER_ARGUMENT } from './worker.js';
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

/** A job whose thread was lost, and why. */
interface LostJob {
  readonly id: number;
  readonly lost: string;
}

function lossOf(error: Error & { code?: string }, id: number): LostJob | WorkerReply {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return { id, defect: error.stack ?? error.message };
  return { id, lost: `out of memory: more than ${WORKER_HEAP_MIB} MiB of heap` };
}

/** One thread with one job at a time; replaced when it dies. */
class Lane {
  private worker: Worker | undefined;

  private readonly options: PoolOptions;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Settles always: with the reply, or with why there is none. */
  run(job: WorkerJob): Promise<WorkerReply | LostJob> {
    const worker = (this.worker ??= new Worker(this.options.workerEntry, {
      argv: [WORKER_ARGUMENT],
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB },
    }));
    const { timeoutSeconds } = this.options;
    return new Promise((resolve) => {
      const settle = (reply: WorkerReply | LostJob, reusable: boolean): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (!reusable) this.drop();
        resolve(reply);
      };
      const onMessage = (reply: WorkerReply): void => settle(reply, true);
      const onError = (error: Error & { code?: string }): void => settle(lossOf(error, job.id), false);
      const onExit = (code: number): void =>
        settle({ id: job.id, lost: `the scan thread ended with code ${code}` }, false);
      const onTime = (): void => settle({ id: job.id, lost: `timeout: not finished after ${timeoutSeconds} s` }, false);
      const timer = timeoutSeconds > 0 ? setTimeout(onTime, timeoutSeconds * 1000) : undefined;
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }

  /** Ends the thread; what it still says goes nowhere. */
  drop(): void {
    const { worker } = this;
    this.worker = undefined;
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
