import type { RuleCases } from '../../src/rule/rule-tester.js';
import { sdkUse } from './ui-artifacts.js';

export const impossible = {
  notApplicable: 'any app may hold SDKs: the rule has no appliesTo',
  informational: 'the rule is low and lowers nothing',
  review: 'it counts SDKs in use only, in every market alike',
};

const thresholds = { analyticsSdks: 3, adSdks: 4 };
const using = (...sdks: ReturnType<typeof sdkUse>[]) => ({ thresholds, artifacts: { Sdks: { sdks } } });
const three = [sdkUse('baidu-mtj'), sdkUse('talkingdata'), sdkUse('umeng-analytics')];

export const cases: RuleCases = {
  fail: [
    { name: 'three for analytics', ...using(...three), messages: ['many'] },
    {
      name: 'four for advertising, and three for analytics',
      ...using(sdkUse('google-admob'), sdkUse('kuaishou-ad'), sdkUse('pangle'), sdkUse('tencent-gdt'), ...three),
      messages: ['many', 'many'],
    },
  ],
  pass: [
    { name: 'two', ...using(sdkUse('baidu-mtj'), sdkUse('umeng-analytics')) },
    {
      name: 'two libraries of one product',
      ...using(sdkUse('baidu-mtj'), sdkUse('umeng-analytics'), sdkUse('umeng-common')),
    },
    { name: 'one is only carried along', ...using(...three.slice(1), sdkUse('baidu-mtj', { evidence: 'present' })) },
    { name: 'one is a key in the manifest', ...using(...three.slice(1), sdkUse('baidu-mtj', { evidence: 'trace' })) },
    { name: 'the packer brought one', ...using(...three.slice(1), sdkUse('baidu-mtj', { addedByPacker: true })) },
    { name: 'other kinds', ...using(sdkUse('jpush'), ...three.slice(1)) },
  ],
  open: [{ name: 'code was not read', ...using() }],
};
