import { LimitError } from '../model/errors.js';

/** A number of bytes that may be spent once; containers share one with their inner archives. */
export class ByteBudget {
  readonly limit: string;
  #left: number;

  /** `limit` is the budget's name in the LimitError, e.g. `archive.totalBytes`. */
  constructor(limit: string, bytes: number) {
    this.limit = limit;
    this.#left = bytes;
  }

  /** @throws LimitError, and spends nothing, when fewer than `bytes` are left. */
  spend(bytes: number): void {
    if (bytes > this.#left) {
      throw new LimitError(this.limit, `${bytes} bytes more would go over the budget ${this.limit}`);
    }
    this.#left -= bytes;
  }
}
