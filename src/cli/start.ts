import { isMainThread } from 'node:worker_threads';
import { runWorker, WORKER_ARGUMENT } from '../batch/index.js';
import { main } from './main.js';
import { realIo } from './real-io.js';

/** Runs as a command, or as one of its own worker threads: the same file serves both. */
export function start(file: string): void {
  // The argument first: asking worker_threads loads it, which only folders need.
  if (process.argv[2] === WORKER_ARGUMENT && !isMainThread) {
    runWorker();
    return;
  }
  void main(process.argv.slice(2), realIo(file)).then((code) => {
    process.exitCode = code;
  });
}
