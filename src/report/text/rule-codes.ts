import type { ScanResult } from '../../model/index.js';

/** Codes of the rules that have one of these findings, in the order of the result. */
export function ruleCodes(result: ScanResult, fingerprints: readonly string[]): string[] {
  const wanted = new Set(fingerprints);
  return result.rules
    .filter((rule) => rule.findings.some((finding) => wanted.has(finding.fingerprint)))
    .map((rule) => rule.meta.code);
}
