import type { Diagnostic } from '../model/diagnostic.js';
import { ARCHIVE_LIMITS } from './limits.js';

interface Told {
  readonly first: Diagnostic;
  count: number;
}

/**
 * The oddities of one archive. A file of 60,000 odd entries gives one diagnostic a kind with a count, not 60,000: the
 * first place is named, and the number of kinds is bounded.
 */
export class DiagnosticLog {
  readonly #told = new Map<string, Told>();

  /** `where` is an entry's or the archive's name, raw: reporters escape. */
  add(level: Diagnostic['level'], code: string, where: string, message: string): void {
    const told = this.#told.get(code);
    if (told !== undefined) {
      told.count++;
    } else if (this.#told.size < ARCHIVE_LIMITS.diagnostics) {
      this.#told.set(code, { first: { code, level, stage: 'archive', where, message }, count: 1 });
    }
  }

  /** In the order first met. */
  list(): Diagnostic[] {
    return Array.from(this.#told.values(), ({ first, count }) =>
      count === 1 ? first : { ...first, message: `${first.message} (${count} times; the first is named)` },
    );
  }
}
