import type { Diagnostic } from '../../model/diagnostic.js';
import type { XmlElement } from './xml-element.js';

/** What both XML readers give back. */
export interface ParsedXml {
  readonly root: XmlElement;
  /** Oddities that Android accepts, one a kind: the first place where it was seen. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Collects anomalies of one file, the first of each code, so that a hostile file cannot make a million of them. */
export class AnomalyList {
  readonly #where: string;
  readonly #seen = new Map<string, Diagnostic>();

  constructor(where: string) {
    this.#where = where;
  }

  add(code: string, message: string): void {
    if (this.#seen.has(code)) return;
    this.#seen.set(code, { code, level: 'anomaly', stage: 'parse', where: this.#where, message });
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#seen.values()];
  }
}
