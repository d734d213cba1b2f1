import { expect } from '@jest/globals';

const MIB = 1 << 20;

/**
 * Runs `work` and holds it to a number of CPU milliseconds and of bytes allocated outside the JavaScript heap. CPU time
 * and not the clock: the machine that runs the tests is shared, and a slow neighbour is no bug of ours.
 */
export function guarded<T>(limits: { cpuMs: number; externalMib: number }, work: () => T): T {
  const cpu = process.cpuUsage();
  const before = process.memoryUsage().arrayBuffers;
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  expect((user + system) / 1000).toBeLessThan(limits.cpuMs);
  expect((process.memoryUsage().arrayBuffers - before) / MIB).toBeLessThan(limits.externalMib);
  return result;
}
