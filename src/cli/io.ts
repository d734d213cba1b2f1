/** The world as the command line sees it; tests hand in another one. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** File a worker thread starts from. */
  readonly workerEntry: string | URL;
  /**
   * From now on Ctrl-C ends the program with this code. To be called only while other threads do the work: a handler
   * waits for synchronous work to end, where the system's own way, which shells show as 130 too, does not.
   */
  exitOnInterrupt(code: number): void;
}

export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}
