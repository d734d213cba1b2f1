import type { RuleCases } from '../../src/rule/rule-tester.js';
import { appContext } from './artifacts.js';
import { sdkUse } from './ui-artifacts.js';

export const impossible = { informational: 'the rule is high and lowers nothing' };

const AppContext = appContext({ minors: true });
const using = (...sdks: ReturnType<typeof sdkUse>[]) => ({ AppContext, Sdks: { sdks } });

export const cases: RuleCases = {
  fail: [
    {
      name: 'one finding an SDK',
      artifacts: using(sdkUse('jpush'), sdkUse('pangle'), sdkUse('umeng-analytics', { evidence: 'component' })),
      messages: ['declared', 'declared'],
    },
  ],
  review: [
    { name: 'only carried along', artifacts: using(sdkUse('pangle', { evidence: 'present' })), messages: ['present'] },
    { name: 'another market', market: 'other', artifacts: using(sdkUse('pangle')) },
  ],
  pass: [
    { name: 'push is a function', artifacts: using(sdkUse('jpush')) },
    { name: 'a key left in the manifest', artifacts: using(sdkUse('umeng-common', { evidence: 'trace' })) },
    { name: 'a local library', artifacts: using(sdkUse('umeng-analytics', { recipient: false })) },
    { name: 'the packer brought it', artifacts: using(sdkUse('umeng-analytics', { addedByPacker: true })) },
  ],
  notApplicable: [{ name: 'for everybody', artifacts: { ...using(sdkUse('pangle')), AppContext: appContext() } }],
  open: [{ name: 'code was not read', artifacts: using() }],
};
