import { applicationEvidence, defineRule } from '../../../src/rule/index.js';

export default defineRule({
  meta: {
    id: 'manifest/test-only',
    code: 'MAN-004',
    category: 'manifest',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    title: { en: 'Build for tests only', zh: '仅供测试的安装包' },
    rationale: {
      en: 'android:testOnly marks a build that installs only with adb install -t: it was made in the IDE for a developer’s own device, often with debug settings, and is not what users get.',
      zh: 'android:testOnly表明该安装包仅能以adb install -t方式安装，属开发工具为调试设备生成的版本，通常带有调试配置，并非用户实际获得的版本。',
    },
    remedy: {
      en: 'Build a release package (assembleRelease or “Generate Signed App”) instead of the one the Run button makes, and remove android:testOnly="true" from <application> if it is written there.',
      zh: '改用release构建（assembleRelease或“生成签名的应用”），不要使用“运行”按钮生成的安装包；<application>中写有android:testOnly="true"的，应移除。',
    },
    legal: [{ id: 'pipl', clause: '51' }],
    requires: ['Manifest'],
    messages: { testOnly: { en: 'android:testOnly is true.', zh: 'android:testOnly的值为true。' } },
  },
  *check({ Manifest: { application } }, ctx) {
    if (!application.testOnly) return;
    yield ctx.finding('testOnly', [applicationEvidence(application, '<application android:testOnly="true">')]);
  },
});
