// CPU seconds, never wall clock: user + system time of all threads, so that a busy machine changes little.
import { spawnSync } from 'node:child_process';

const inProcess = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** CPU milliseconds of one call in this process, helper threads included. */
function cpuOf(work) {
  const before = inProcess();
  work();
  return inProcess() - before;
}

/** Milliseconds of each of two pieces of work, and their ratio: medians over interleaved pairs after `warmUp` of each. */
export function pairs(subject, floor, { runs, warmUp }) {
  for (let i = 0; i < warmUp; i++) {
    subject();
    floor();
  }
  const measured = Array.from({ length: runs }, () => [cpuOf(subject), cpuOf(floor)]);
  return {
    subject: median(measured.map(([a]) => a)),
    floor: median(measured.map(([, b]) => b)),
    ratio: median(measured.map(([a, b]) => a / b)),
  };
}

/** Milliseconds of a child process to its very end, as the shell's `time` tells them (to the millisecond). */
export function processCpu(command) {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>/dev/null', 'bash', ...command],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 20,
    },
  );
  const match = /([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  if (match === null || status > 3) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return (Number(match[1]) + Number(match[2])) * 1000;
}

/** Medians over interleaved runs of whole processes; the ratio is that of the medians of pairs. */
export function processPairs(subject, floor, runs) {
  const measured = Array.from({ length: runs }, () => [processCpu(subject), processCpu(floor)]);
  return {
    subject: median(measured.map(([a]) => a)),
    floor: median(measured.map(([, b]) => b)),
    ratio: median(measured.map(([a, b]) => a / b)),
  };
}

/** Peak resident MiB of a Node process, which a preloaded line writes at its end. */
export function peakMib(probe, script, args) {
  const { stderr } = spawnSync(process.execPath, ['-r', probe, script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const match = /peak-rss-kib (\d+)/.exec(stderr);
  if (match === null) throw new Error(`no peak from ${script}: ${stderr}`);
  return Number(match[1]) / 1024;
}
