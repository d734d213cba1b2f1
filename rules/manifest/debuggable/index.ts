import { applicationEvidence, defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'manifest/debuggable',
    code: 'MAN-001',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    title: { en: 'Debuggable build', zh: '安装包可调试' },
    rationale: {
      en: 'Anyone who holds the device can read the data of a debuggable app over adb and change what it runs. Stores refuse such builds.',
      zh: '安装包可调试时，任何接触到设备的人均可通过调试接口读取App数据、篡改运行中的代码，应用商店通常不予上架。',
    },
    remedy: {
      en: 'Remove android:debuggable="true" from <application> and publish the release build: the build type sets it.',
      zh: '移除<application>中的android:debuggable="true"，并发布release版本（该属性由构建类型自动设置）。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: { debuggable: { en: 'android:debuggable is true.', zh: 'android:debuggable的值为true。' } },
  },
  *check({ Manifest }, ctx) {
    if (!Manifest.application.debuggable) return;
    yield ctx.finding('debuggable', [
      applicationEvidence(Manifest.application, '<application android:debuggable="true">'),
    ]);
  },
});
