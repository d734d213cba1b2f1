import { createHash } from 'node:crypto';
import type { Evidence, Finding } from '../model/index.js';

/** A sibling's place moves when another element is added; the element's own text tells it apart. */
const withoutPlaces = (xpath: string): string => xpath.replace(/\[\d+\]/gu, '');

/** The parts of a piece of evidence that survive a rebuild: no offsets, no line numbers, no entry names of dex files. */
function stableParts(evidence: Evidence): string[] {
  switch (evidence.kind) {
    case 'manifest':
      return ['manifest', withoutPlaces(evidence.xpath), evidence.text];
    case 'resource':
      return ['resource', evidence.name, evidence.value];
    case 'code':
      return ['code', evidence.site.method, evidence.text];
    case 'path':
      return ['path', ...evidence.steps.map((step) => step.site.method)];
    case 'sdk':
      return ['sdk', evidence.sdkId];
    case 'policy':
      return ['policy', evidence.sentence];
    case 'file':
      return ['file', evidence.entry];
  }
}

/**
 * 16 hex digits that name a finding across builds: rule, message, SDK, data types and the stable parts of the first
 * evidence. Severity, confidence, message data and further evidence are left out: they change with the tables or with
 * the number of calls. Two findings of one scan with equal parts are told apart by `ordinal`.
 */
export function fingerprint(ruleId: string, finding: Finding, ordinal: number): string {
  const types = [...(finding.dataTypes ?? [])].sort();
  const parts = [ruleId, finding.messageId, finding.sdk ?? null, types, stableParts(finding.evidence[0]), ordinal];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
