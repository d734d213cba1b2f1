import type { Io, Output } from './io.js';

/** Opened at the first use: most runs never write to stderr, and each stream costs a millisecond. */
function output(open: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  const stream = (): NodeJS.WriteStream => {
    if (opened !== undefined) return opened;
    opened = open();
    // A reader that went away (`| head`) is no error of ours.
    opened.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(typeof process.exitCode === 'number' ? process.exitCode : 0);
    });
    return opened;
  };
  return {
    write: (text) => void stream().write(text),
    get isTTY() {
      return stream().isTTY;
    },
    get columns() {
      return stream().isTTY ? stream().columns : undefined;
    },
  };
}

/** The process' own streams and environment. */
export function realIo(workerEntry: string | URL): Io {
  return {
    env: process.env,
    cwd: process.cwd(),
    stdout: output(() => process.stdout),
    stderr: output(() => process.stderr),
    workerEntry,
    exitOnInterrupt: (code) => void process.on('SIGINT', () => process.exit(code)),
  };
}
