export { scanMany } from './pool.js';
export type { PoolOptions, PoolOutcome } from './pool.js';
export { batchResult } from './summary.js';
export { runWorker, WORKER_ARGUMENT } from './worker.js';
