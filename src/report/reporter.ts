import type { BatchResult, Locale, ScanResult } from '../model/index.js';

export interface ReportOptions {
  readonly locale: Locale;
  /** chalk's levels: 0 none … 3 true colour. */
  readonly color: 0 | 1 | 2 | 3;
  /** Columns of the terminal. */
  readonly width: number;
  /** -1 quiet, 0 normal, 1 verbose. */
  readonly verbosity: -1 | 0 | 1;
}

/** Result in, text out; a reporter sees nothing else and judges nothing. */
export interface Reporter {
  readonly id: 'text' | 'json';
  readonly mediaType: string;
  render(result: ScanResult | BatchResult, options: ReportOptions): Iterable<string>;
}

export const isBatch = (result: ScanResult | BatchResult): result is BatchResult => 'results' in result;
