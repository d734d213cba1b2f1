import type { Io } from './io.js';

/** One line on stderr that is rewritten, on a terminal only. */
export class ProgressLine {
  private readonly io: Pick<Io, 'stderr'>;

  private readonly on: boolean;

  constructor(io: Pick<Io, 'stderr'>, quiet: boolean) {
    this.io = io;
    this.on = io.stderr.isTTY && !quiet;
  }

  show(text: string): void {
    if (this.on) this.io.stderr.write(`\r\u001b[2K${text.slice(0, (this.io.stderr.columns ?? 80) - 1)}`);
  }

  clear(): void {
    if (this.on) this.io.stderr.write('\r\u001b[2K');
  }
}
