import type { AnyRule, Evidence, RuleMeta } from '../../../src/model/index.js';
import { defineRule } from '../../../src/rule/index.js';
import type { Finding } from '../../../src/rule/index.js';

export const evidence: Evidence = {
  kind: 'manifest',
  entry: 'AndroidManifest.xml',
  xpath: '/manifest',
  text: '<manifest>',
};

const meta: RuleMeta<'Network', 'one' | 'two'> = {
  id: 'manifest/sample',
  code: 'MAN-999',
  category: 'manifest',
  since: '0.1.0',
  stage: 'stable',
  severity: 'medium',
  title: { en: 'Sample', zh: '示例' },
  rationale: { en: 'Why.', zh: '原因。' },
  remedy: { en: 'Fix.', zh: '整改。' },
  legal: [],
  requires: ['Network'],
  messages: {
    one: { en: 'host {host}', zh: '主机 {host}' },
    two: { en: 'plain', zh: '无' },
  },
};

/** A rule that yields what it is told to. */
export function sampleRule(
  findings: readonly Finding[],
  over: Partial<AnyRule> = {},
  metaOver: Partial<RuleMeta> = {},
): AnyRule {
  const rule: AnyRule = {
    meta: { ...meta, ...metaOver },
    *check() {
      yield* findings;
    },
  };
  return defineRule({ ...rule, ...over });
}
