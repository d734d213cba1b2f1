import { defineRule } from '../../../src/rule/index.js';

const WITHDRAWS = /撤回|撤销(?:同意|授权)|取消授权|解除授权|关闭授权|withdraw|revoke|opt[- ]?out/iu;

export default defineRule({
  meta: {
    id: 'rights/no-consent-withdrawal',
    code: 'RGT-003',
    category: 'rights',
    since: '0.1.0',
    stage: 'experimental',
    severity: 'medium',
    review: true,
    market: 'cn',
    title: { en: 'No way to withdraw consent', zh: '未提供撤回同意的途径' },
    rationale: {
      en: 'Withdrawing must be as easy as consenting. Neither the policy that was read nor a text of the user interface speaks of it.',
      zh: '应当提供便捷的撤回同意的方式。已读取的隐私政策和界面文案中，均未说明撤回同意的途径。',
    },
    remedy: {
      en: 'Add an entry to the settings that withdraws consent and stops the collecting, and describe it in the policy.',
      zh: '在设置中提供撤回同意的入口，用户撤回后停止收集，并在隐私政策中说明。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M3.8' },
      { id: 'pipl', clause: '15' },
    ],
    requires: ['PolicyPresence', 'Ui', 'AppContext'],
    messages: {
      silent: {
        en: 'The policy was read and says nothing of withdrawing consent; no text of the user interface does.',
        zh: '已读取的隐私政策未提及撤回同意，界面文案中亦未发现。',
      },
    },
  },
  appliesTo: ({ AppContext }) => AppContext.readsPersonalData && !AppContext.localOnly,
  *check({ PolicyPresence, Ui }, ctx) {
    // A policy that was not read may say it; an app without one has a graver finding.
    if (PolicyPresence.state !== 'read') return;
    const texts = PolicyPresence.traces.filter(({ kind }) => kind === 'text');
    const told = texts.some(({ subjects }) => subjects?.includes('consent-withdrawal') === true);
    if (told || Ui.texts.some(({ text }) => WITHDRAWS.test(text))) return;
    const [first, ...others] = texts.map(({ evidence }) => evidence);
    if (first !== undefined) yield ctx.finding('silent', [first, ...others], { confidence: 'possible' });
  },
});
