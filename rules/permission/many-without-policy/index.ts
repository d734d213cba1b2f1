import { permission, permissionLevel } from '../../../src/data/index.js';
import { defineRule, permissionLines } from '../../../src/rule/index.js';
import type { Evidence, PermissionUse, Text } from '../../../src/rule/index.js';

/** Runtime permissions begin with this API level. */
const RUNTIME_PERMISSIONS = 23;

/** Without these nothing reaches a company: Bluetooth and NFC reach what lies beside the device. */
const WAYS_OUT = ['android.permission.INTERNET', 'android.permission.SEND_SMS'];

/** Groups of permissions (rules/data/permissions.json) as people call them. */
const GROUPS: Readonly<Record<string, Text>> = {
  CALENDAR: { en: 'calendar', zh: '日历' },
  CALL_LOG: { en: 'call log', zh: '通话记录' },
  CAMERA: { en: 'camera', zh: '相机' },
  CONTACTS: { en: 'contacts', zh: '通讯录' },
  HEALTH: { en: 'health', zh: '健康' },
  LOCATION: { en: 'location', zh: '位置' },
  MICROPHONE: { en: 'microphone', zh: '麦克风' },
  NEARBY: { en: 'nearby devices', zh: '附近设备' },
  PHONE: { en: 'phone', zh: '电话' },
  SENSORS: { en: 'body sensors', zh: '身体传感器' },
  SMS: { en: 'messages', zh: '短信' },
  STORAGE: { en: 'storage', zh: '存储' },
};

export default defineRule({
  meta: {
    id: 'permission/many-without-policy',
    code: 'PRM-021',
    category: 'permission',
    since: '0.1.0',
    stage: 'stable',
    severity: 'low',
    market: 'cn',
    title: { en: 'Many permissions and no privacy policy', zh: '申请多类权限且无隐私政策' },
    rationale: {
      en: 'Every group of runtime permissions opens another kind of personal data; users must be told what each is for. No policy was found.',
      zh: '每一类运行时权限都可访问一类个人信息，应当逐一告知目的，但未发现隐私政策。',
    },
    remedy: {
      en: 'Remove the <uses-permission> lines whose permissions no function needs, and publish a policy that says what each of the others is for.',
      zh: '删除业务功能不需要的<uses-permission>，并提供隐私政策，逐一说明其余权限的用途。',
    },
    legal: [
      { id: 'methods-2019', clause: 'M1.1' },
      { id: 'miit-337', clause: '7' },
    ],
    requires: ['PolicyPresence', 'Permissions', 'Manifest'],
    messages: {
      many: {
        en: 'The app asks for runtime permissions of {count} groups ({groups}), and no privacy policy was found.',
        zh: 'App申请了{count}类运行时权限（{groups}），但未发现隐私政策。',
      },
    },
  },
  appliesTo: ({ Manifest }) => WAYS_OUT.some((name) => permissionLines(Manifest, name) !== undefined),
  *check({ PolicyPresence, Permissions, Manifest }, ctx) {
    if (PolicyPresence.state !== 'none') return;
    const level = Math.max(RUNTIME_PERMISSIONS, Manifest.targetSdk);
    const asks = ({ name, state, dataTypes: opens }: PermissionUse): boolean =>
      state !== 'packer' && state !== 'undeclared' && opens.length > 0 && permissionLevel(name, level) === 'dangerous';
    const groups = new Map<string, readonly Evidence[]>();
    for (const { name } of Permissions.uses.filter(asks)) {
      const group = permission(name)?.group;
      const lines = permissionLines(Manifest, name);
      if (group === undefined || lines === undefined) continue;
      groups.set(group, [...(groups.get(group) ?? []), ...lines]);
    }
    const [first, ...others] = [...groups.values()].flat();
    if (first === undefined || groups.size < ctx.threshold('permissionGroups')) return;
    const names = [...groups.keys()].sort().map((group) => GROUPS[group] ?? { en: group, zh: group });
    yield ctx.finding('many', [first, ...others], {
      data: {
        count: groups.size,
        groups: { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') },
      },
    });
  },
});
