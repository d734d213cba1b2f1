import { PrivscanError, type Diagnostic } from '../model/index.js';

/** Collects what went wrong in the parts of one app, so that the rest can go on. */
export class DiagnosticList {
  readonly #list: Diagnostic[] = [];

  add(...diagnostics: readonly Diagnostic[]): void {
    this.#list.push(...diagnostics);
  }

  /** Runs one part; a reader's error becomes an `unread` diagnostic and undefined. Anything else is a bug and passes. */
  guard<T>(part: { readonly code: string; readonly where: string }, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof PrivscanError)) throw error;
      this.add({ code: part.code, level: 'unread', stage: 'parse', where: part.where, message: error.message });
      return undefined;
    }
  }

  /** These and what `parts` tell by now; sorted by where, code and message, each told once. */
  list(parts: readonly { readonly diagnostics: readonly Diagnostic[] }[] = []): Diagnostic[] {
    const all = [...this.#list, ...parts.flatMap(({ diagnostics }) => diagnostics)];
    const byKey = new Map(all.map((item) => [`${item.where}\0${item.code}\0${item.message}`, item]));
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
  }
}
