import type { RuleCases } from '../../src/rule/rule-tester.js';
import { policyState } from './artifacts.js';
import { policyRead, sdkUse, texts, ui } from './ui-artifacts.js';

export const impossible = {
  fail: 'the rule is for review: ads need not be personalised, and a server may send the switch',
  informational: 'the rule is medium and lowers nothing',
};

const ads = { Sdks: { sdks: [sdkUse('tencent-gdt'), sdkUse('jpush')] }, Ui: ui(), PolicyPresence: policyState('none') };

export const cases: RuleCases = {
  review: [
    { name: 'an ad SDK and no word', artifacts: ads, messages: ['none'] },
    {
      name: 'recommending as a heading is no switch',
      artifacts: { ...ads, Ui: texts('推荐内容') },
      messages: ['none'],
    },
  ],
  pass: [
    { name: 'a switch', artifacts: { ...ads, Ui: texts('关闭个性化广告推荐') } },
    { name: 'in English', artifacts: { ...ads, Ui: texts('Personalized ads') } },
    { name: 'the policy tells how', artifacts: { ...ads, PolicyPresence: policyRead('personalisation-switch') } },
  ],
  notApplicable: [
    { name: 'no ad SDK', artifacts: { ...ads, Sdks: { sdks: [sdkUse('jpush')] } } },
    {
      name: 'one that is only carried along',
      artifacts: { ...ads, Sdks: { sdks: [sdkUse('pangle', { evidence: 'present' })] } },
    },
  ],
  open: [{ name: 'texts were not read', artifacts: { ...ads, Ui: texts('个性化推荐') } }],
};
