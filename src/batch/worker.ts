import { parentPort } from 'node:worker_threads';
import type { ScanRequest, ScanResult } from '../model/index.js';
import { scanRequest } from '../composition.js';

/** Command-line argument by which a thread knows that it is one. */
export const WORKER_ARGUMENT = '--privscan-worker';

/** What crosses the thread boundary: a request in, a result or the text of a defect out. */
export interface WorkerJob {
  readonly id: number;
  readonly request: ScanRequest;
  readonly timing: boolean;
}

export type WorkerReply = { readonly id: number } & ({ readonly result: ScanResult } | { readonly defect: string });

/** Third composition root: scans what the pool sends, one at a time. */
export function runWorker(): void {
  const port = parentPort;
  if (port === null) throw new Error('runWorker() was called outside a worker thread');
  port.on('message', (job: WorkerJob) => {
    let reply: WorkerReply;
    try {
      reply = { id: job.id, result: scanRequest(job.request, { timing: job.timing }) };
    } catch (error) {
      reply = { id: job.id, defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(reply);
  });
}
