import type { BatchResult, BatchSummary, ScanResult } from '../model/index.js';

/** Counts over results; an incomplete app counts with its verdict and as incomplete. */
function summarise(results: readonly ScanResult[]): BatchSummary {
  const count = (verdict: string): number => results.filter((result) => result.verdict?.verdict === verdict).length;
  return {
    total: results.length,
    pass: count('pass'),
    rectify: count('rectify'),
    warn: count('warn'),
    penalize: count('penalize'),
    incomplete: results.filter((result) => result.verdict?.complete === false).length,
    unreadable: results.filter((result) => result.verdict === null).length,
  };
}

/** Many results as one value. */
export function batchResult(results: readonly ScanResult[]): BatchResult {
  return { schemaVersion: 1, results, summary: summarise(results) };
}
