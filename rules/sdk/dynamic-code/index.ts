import { defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'sdk/dynamic-code',
    code: 'SDK-005',
    category: 'sdk',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Code loaded at run time', zh: '运行时动态加载代码' },
    rationale: {
      en: 'Code that is loaded at run time can collect what neither a review nor a policy has seen.',
      zh: '运行时加载的代码可能实施审核与隐私政策均未覆盖的收集行为。',
    },
    remedy: {
      en: 'Ship the code in the APK (or as a dynamic feature) and remove the class loader; for an SDK, use its edition without hot update and name it in the policy.',
      zh: '将代码随APK(或动态功能模块)发布并移除类加载器;由SDK引入的,改用不含热更新的版本,并在隐私政策中列明。',
    },
    legal: [{ id: 'methods-2019', clause: 'M2.1' }],
    requires: ['DynamicCode'],
    messages: {
      loader: { en: '{loader} loads code at run time.', zh: '通过{loader}在运行时加载代码。' },
      bundled: { en: '{entry} holds code outside classes*.dex.', zh: '{entry}包含classes*.dex之外的代码。' },
    },
  },
  *check({ DynamicCode }, ctx) {
    for (const { loader, site, reach, evidence } of DynamicCode.loads) {
      const { owner } = site;
      if (owner.kind === 'library') continue;
      const confidence = reach === 'reachable' && owner.kind !== 'unknown' ? 'likely' : 'possible';
      const sdk = owner.kind === 'sdk' ? { sdk: owner.id } : {};
      yield ctx.finding('loader', [evidence], { data: { loader }, confidence, ...sdk });
    }
    for (const { entry, evidence } of DynamicCode.bundled) yield ctx.finding('bundled', [evidence], { data: { entry } });
  },
});
