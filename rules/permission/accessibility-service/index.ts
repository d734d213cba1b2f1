import { componentEvidence, defineRule, hasCategory } from '../../../src/rule/index.js';

const BIND = 'android.permission.BIND_ACCESSIBILITY_SERVICE';

export default defineRule({
  meta: {
    id: 'permission/accessibility-service',
    code: 'PRM-005',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Accessibility service', zh: '声明无障碍服务' },
    rationale: {
      en: 'An accessibility service can read what other apps show and act for the user. Outside assistive and automation tools few services need one.',
      zh: '无障碍服务可读取其他App的界面内容并代替用户操作。除辅助及自动化工具外，通常超出服务所必需的范围。',
    },
    remedy: {
      en: 'Remove the <service> with BIND_ACCESSIBILITY_SERVICE from the manifest, or explain the feature that needs it in the policy and ask the user to switch it on for that feature.',
      zh: '从AndroidManifest.xml中移除该无障碍服务；确需使用的，应在隐私政策中说明用途，并由用户为使用该功能主动开启。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: { declared: { en: '{name} is an accessibility service.', zh: '{name}是无障碍服务。' } },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest }, ctx) {
    for (const component of Manifest.components) {
      if (component.kind !== 'service' || component.permission !== BIND) continue;
      yield ctx.finding('declared', [componentEvidence(component)], { data: { name: component.name } });
    }
  },
});
