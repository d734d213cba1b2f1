import { componentEvidence, defineRule, hasCategory } from '../../../src/rule/index.js';

const BIND = 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE';

export default defineRule({
  meta: {
    id: 'permission/notification-listener',
    code: 'PRM-006',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'high',
    title: { en: 'Reads the notifications of other apps', zh: '读取其他应用的通知' },
    rationale: {
      en: 'A notification listener reads the text of every notification: messages, codes, mail subjects. Outside wearable companions and notification tools few services need one.',
      zh: '通知监听服务可读取全部通知的内容，包括消息、验证码、邮件主题。除穿戴设备配套App及通知管理工具外，通常超出服务所必需的范围。',
    },
    remedy: {
      en: 'Remove the <service> with BIND_NOTIFICATION_LISTENER_SERVICE from the manifest; for verification codes use the SMS Retriever API.',
      zh: '从AndroidManifest.xml中移除该通知监听服务；获取验证码请使用SMS Retriever接口。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest', 'AppContext'],
    messages: { declared: { en: '{name} listens to all notifications.', zh: '{name}可监听全部通知。' } },
  },
  reviewOnly: ({ AppContext }) => !hasCategory(AppContext),
  *check({ Manifest }, ctx) {
    for (const component of Manifest.components) {
      if (component.kind !== 'service' || component.permission !== BIND) continue;
      yield ctx.finding('declared', [componentEvidence(component)], { data: { name: component.name } });
    }
  },
});
