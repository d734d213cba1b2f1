import { defineRule } from '../../../src/rule/index.js';
import type { DynamicCodeFacts, Evidence } from '../../../src/rule/index.js';

type Load = DynamicCodeFacts['loads'][number];

/** Play services' client opens modules that are installed on the device with Play services: nothing is downloaded. */
const OPENS_INSTALLED_CODE = new Set(['google-gms-base']);

function isLikely({ site: { owner }, reach }: Load): boolean {
  if (reach !== 'reachable' || owner.kind === 'unknown') return false;
  return owner.kind !== 'sdk' || !OPENS_INSTALLED_CODE.has(owner.id);
}

/** Loads by one loader in one method of the app, or anywhere in one SDK, are one finding. */
function grouped(loads: readonly Load[]): [Load, ...Load[]][] {
  const groups = new Map<string, [Load, ...Load[]]>();
  for (const load of loads) {
    const { owner, method } = load.site;
    if (owner.kind === 'library') continue;
    const key = JSON.stringify([load.loader, owner.kind === 'sdk' ? owner.id : method, isLikely(load)]);
    const group = groups.get(key);
    if (group) group.push(load);
    else groups.set(key, [load]);
  }
  return [...groups.values()];
}

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
      zh: '运行时加载的代码可能收集个人信息，而上架审核与隐私政策均未覆盖。',
    },
    remedy: {
      en: 'Ship the code in the APK (or as a dynamic feature) and remove the class loader; for an SDK, use its edition without hot update and name it in the policy.',
      zh: '将代码随APK（或动态功能模块）发布，并移除类加载器；由SDK引入的，改用不含热更新的版本，并在隐私政策中列明。',
    },
    legal: [{ id: 'miit-164', clause: '1.1' }],
    requires: ['DynamicCode'],
    messages: {
      loader: { en: '{loader} loads code at run time.', zh: '通过{loader}在运行时加载代码。' },
      bundled: { en: '{entry} holds code outside classes*.dex.', zh: '{entry}包含classes*.dex以外的代码。' },
    },
  },
  *check({ DynamicCode }, ctx) {
    for (const [first, ...others] of grouped(DynamicCode.loads)) {
      const { loader, site } = first;
      const evidence: [Evidence, ...Evidence[]] = [first.evidence, ...others.map((load) => load.evidence)];
      yield ctx.finding('loader', evidence, {
        data: { loader },
        confidence: isLikely(first) ? 'likely' : 'possible',
        ...(site.owner.kind === 'sdk' ? { sdk: site.owner.id } : {}),
      });
    }
    // A code file that nothing in reach loads is only a possibility.
    const loads = DynamicCode.loads.some(isLikely);
    for (const { entry, evidence } of DynamicCode.bundled) {
      yield ctx.finding('bundled', [evidence], { data: { entry }, confidence: loads ? 'confirmed' : 'possible' });
    }
  },
});
