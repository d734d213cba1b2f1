import { applicationEvidence, defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'manifest/debuggable',
    code: 'MAN-001',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Debuggable build', zh: '可调试版本' },
    rationale: {
      en: 'Anyone with the device and a cable can read the data of a debuggable app and change its code. Stores refuse such builds.',
      zh: '可调试版本的App数据可被任何接触设备者读取,代码亦可被篡改,应用商店不予上架。',
    },
    remedy: {
      en: 'Remove android:debuggable="true" from <application>; publish the release build.',
      zh: '移除<application>中的android:debuggable="true",发布release版本。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: { debuggable: { en: 'android:debuggable is true.', zh: 'android:debuggable为true。' } },
  },
  *check({ Manifest }, ctx) {
    if (!Manifest.application.debuggable) return;
    yield ctx.finding('debuggable', [applicationEvidence(Manifest.application, '<application android:debuggable="true">')]);
  },
});
