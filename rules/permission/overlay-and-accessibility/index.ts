import { componentEvidence, defineRule, hasCategory, permissionLines } from '../../../src/rule/index.js';

const OVERLAY = 'android.permission.SYSTEM_ALERT_WINDOW';
const BIND = 'android.permission.BIND_ACCESSIBILITY_SERVICE';

export default defineRule({
  meta: {
    id: 'permission/overlay-and-accessibility',
    code: 'PRM-015',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Overlay together with accessibility', zh: '同时具备悬浮窗与无障碍能力' },
    rationale: {
      en: 'With both, an app sees what other apps show, covers it with windows of its own and presses buttons for the user: what programs that steal passwords and payments need.',
      zh: '二者兼备时，App可读取其他App的界面内容、以自身窗口覆盖其界面并代替用户点击，盗取口令、盗刷资金的程序即依赖此种组合。',
    },
    remedy: {
      en: 'Remove SYSTEM_ALERT_WINDOW from AndroidManifest.xml, or remove the accessibility service; a service that must show something can use TYPE_ACCESSIBILITY_OVERLAY without the permission.',
      zh: '从AndroidManifest.xml中移除SYSTEM_ALERT_WINDOW权限，或移除无障碍服务；无障碍服务确需显示内容的，可使用TYPE_ACCESSIBILITY_OVERLAY，无需该权限。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: {
      both: {
        en: 'The manifest asks for SYSTEM_ALERT_WINDOW, and {name} is an accessibility service.',
        zh: 'AndroidManifest.xml申请了SYSTEM_ALERT_WINDOW权限，且{name}是无障碍服务。',
      },
    },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest }, ctx) {
    const overlay = permissionLines(Manifest, OVERLAY);
    if (overlay === undefined) return;
    for (const component of Manifest.components) {
      if (component.kind !== 'service' || component.permission !== BIND) continue;
      yield ctx.finding('both', [componentEvidence(component), ...overlay], { data: { name: component.name } });
    }
  },
});
