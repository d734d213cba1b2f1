import type { Io, Output } from './io.js';

function output(stream: NodeJS.WriteStream): Output {
  // A reader that went away (`| head`) is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(typeof process.exitCode === 'number' ? process.exitCode : 0);
  });
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY, columns: stream.isTTY ? stream.columns : undefined };
}

/** The process' own streams and environment. */
export function realIo(workerEntry: string | URL): Io {
  return { env: process.env, cwd: process.cwd(), stdout: output(process.stdout), stderr: output(process.stderr), workerEntry };
}
