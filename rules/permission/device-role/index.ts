import { componentEvidence, defineRule } from '../../../src/rule/index.js';
import type { Component, Text } from '../../../src/rule/index.js';

interface Role {
  readonly kind: Component['kind'];
  /** What only the system holds: the component is a role the system calls. */
  readonly permission: string;
  readonly role: Text;
  /** What the role shows the app or lets it do. */
  readonly power: Text;
}

const bind = (name: string): string => `android.permission.${name}`;

const ROLES: readonly Role[] = [
  {
    kind: 'receiver',
    permission: bind('BIND_DEVICE_ADMIN'),
    role: { en: 'a device administrator', zh: '设备管理器' },
    power: { en: 'lock or wipe the device and resist removal', zh: '锁定设备、清除数据、阻止卸载' },
  },
  {
    kind: 'service',
    permission: bind('BIND_VPN_SERVICE'),
    role: { en: 'a VPN', zh: 'VPN服务' },
    power: { en: 'see the traffic of every app', zh: '获知所有App的网络流量' },
  },
  {
    kind: 'service',
    permission: bind('BIND_INPUT_METHOD'),
    role: { en: 'a keyboard', zh: '输入法' },
    power: { en: 'see what is typed', zh: '获知用户的输入内容' },
  },
  {
    kind: 'service',
    permission: bind('BIND_AUTOFILL_SERVICE'),
    role: { en: 'an autofill service', zh: '自动填充服务' },
    power: { en: 'see and fill the forms of other apps', zh: '获知并填写其他App的表单' },
  },
  {
    kind: 'receiver',
    permission: bind('BROADCAST_SMS'),
    role: { en: 'a receiver of text messages', zh: '短信接收者' },
    power: { en: 'read each text message as it comes', zh: '读取收到的短信' },
  },
  {
    kind: 'service',
    permission: bind('BIND_INCALL_SERVICE'),
    role: { en: 'a phone app', zh: '通话界面服务' },
    power: { en: 'see and control calls', zh: '获知并控制通话' },
  },
  {
    kind: 'service',
    permission: bind('BIND_SCREENING_SERVICE'),
    role: { en: 'a call screener', zh: '来电筛选服务' },
    power: { en: 'see who calls', zh: '获知来电号码' },
  },
];

export default defineRule({
  meta: {
    id: 'permission/device-role',
    code: 'PRM-016',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'medium',
    review: true,
    title: { en: 'Takes a role with wide powers', zh: '承担具有广泛能力的系统角色' },
    rationale: {
      en: 'A device administrator, VPN, keyboard, autofill service or the app for messages and calls sees more than any permission gives. Whether the app is made for that role is for a person to judge.',
      zh: '设备管理器、VPN、输入法、自动填充、短信及通话等角色所能获知的信息超出任何单项权限；App是否以该角色为其业务，须人工判断。',
    },
    remedy: {
      en: 'Remove the component from AndroidManifest.xml if the app is not made for the role; otherwise state in the policy what the role shows the app and that it stays on the device.',
      zh: 'App不以该角色为业务的，从AndroidManifest.xml中移除该组件；确有必要的，应在隐私政策中说明由此可获知的信息及其处理方式。',
    },
    legal: [{ id: 'methods-2019', clause: 'M4.1' }],
    requires: ['Manifest'],
    messages: {
      role: { en: '{name} makes the app {role}: it can {power}.', zh: '{name}使App可作为{role}，能够{power}。' },
    },
  },
  *check({ Manifest }, ctx) {
    for (const component of Manifest.components) {
      const found = ROLES.find(
        ({ kind, permission }) => kind === component.kind && permission === component.permission,
      );
      if (found === undefined) continue;
      const data = { name: component.name, role: found.role, power: found.power };
      yield ctx.finding('role', [componentEvidence(component)], { data });
    }
  },
});
